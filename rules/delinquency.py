"""How late a loan is: days past due, delinquent days, what is overdue and in which bucket."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple, Protocol

from rules import bucket, money, pause, payment


class Instalment(NamedTuple):
    """What falls due on a day."""

    due_on: date
    amount: Decimal


class Unpaid(Protocol):
    """A row that knows what is left of it; a stored instalment is one too."""

    @property
    def due_on(self) -> date:
        """The day it falls due, day 0."""

    @property
    def unpaid(self) -> Decimal:
        """What is left of it, all components."""


class Part(NamedTuple):
    """What is left of an instalment."""

    due_on: date
    unpaid: Decimal


class Delinquency(NamedTuple):
    """How late a loan is on a day; `delinquent_on` is None while no day counts as delinquent."""

    dpd: int
    delinquent_days: int
    delinquent_on: date | None
    overdue: Decimal


def settle(instalments: Iterable[Instalment], paid: Decimal) -> list[Part]:
    """What is left of each instalment when `paid` covers the oldest first; those fully paid are left out."""
    parts = []
    for due_on, amount in sorted(instalments):
        covered = min(paid, amount)
        paid -= covered
        if covered < amount:
            parts.append(Part(due_on, amount - covered))
    return parts


def unpaid_on(instalments: Iterable[Instalment], payments: Iterable[payment.Payment], day: date) -> list[Part]:
    """What is left of each instalment on the day, oldest first."""
    return settle(instalments, payment.paid_by(payments, day))


def overdue_since(parts: Iterable[Unpaid]) -> date | None:
    """Due date of the oldest instalment not fully paid: to come while nothing is overdue, None when all is paid."""
    return min((part.due_on for part in parts if part.unpaid > 0), default=None)


def overdue(parts: Iterable[Unpaid], today: date) -> Decimal:
    """The unpaid part of all instalments due before today."""
    return sum((part.unpaid for part in parts if part.due_on < today), money.ZERO)


def days_past_due(since: date | None, today: date) -> int:
    """Days from the due date, itself day 0; 0 while nothing is overdue."""
    return max(0, (today - since).days) if since else 0


def delinquent_days(since: date | None, grace_days: int, pauses: Iterable[pause.Pause], today: date) -> int:
    """Days past due less grace less paused days from the due date to yesterday, not below 0."""
    if since is None:
        return 0
    return max(0, days_past_due(since, today) - grace_days - pause.paused_days(pauses, since, today))


def measure(parts: Sequence[Unpaid], grace_days: int, pauses: Sequence[pause.Pause], today: date) -> Delinquency:
    """Say how late a loan is, from what is left of its instalments and its effective pauses."""
    since = overdue_since(parts)
    days = delinquent_days(since, grace_days, pauses, today)
    return Delinquency(
        dpd=days_past_due(since, today),
        delinquent_days=days,
        delinquent_on=since + timedelta(grace_days) if since and days else None,
        overdue=overdue(parts, today),
    )


def by_bucket(
    parts: Iterable[Unpaid], pauses: Sequence[pause.Pause], buckets: Sequence[bucket.Bucket], today: date
) -> list[Decimal]:
    """The overdue amount in each bucket, by each instalment's own days less its paused days, without grace."""
    amounts = [money.ZERO] * len(buckets)
    for part in parts:
        days = delinquent_days(part.due_on, 0, pauses, today)
        for at, each in enumerate(buckets):
            if days and bucket.holds(each, days):
                amounts[at] += part.unpaid
    return amounts
