"""Offers: pay so much by a day, and part of the debt is waived; there is no part-earned offer."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum, auto
from typing import NamedTuple

from rules import money, payment

DAY = timedelta(days=1)


class Status(StrEnum):
    """What became of an offer."""

    open = auto()
    earned = auto()
    lapsed = auto()
    withdrawn = auto()


class Waiver(NamedTuple):
    """What is waived of a component: a rate of what is owed, or an amount."""

    rate: Decimal | None = None
    amount: Decimal | None = None


class Offer(NamedTuple):
    """Pay `pay_amount` from `made_on` to `pay_by`, both included; from `withdrawn_on` the offer stands no more."""

    made_on: date
    pay_amount: Decimal
    pay_by: date
    waive: Mapping[str, Waiver]
    withdrawn_on: date | None = None


class Outcome(NamedTuple):
    """What became of an offer, and what is waived of each component."""

    status: Status
    waived: dict[str, Decimal]


def judge(offer: Offer, owed: Mapping[str, Decimal], payments: Iterable[payment.Payment], today: date) -> Outcome:
    """Say whether the waiver is earned, from the payments known today; what is earned cannot be withdrawn."""
    last = _last_day(offer, today)
    status = _status(offer, payment.received(payments, offer.made_on, last, today), last, today)
    waived = {name: _waived(waiver, owed.get(name, money.ZERO)) for name, waiver in offer.waive.items()}
    return Outcome(status, waived if status is Status.earned else dict.fromkeys(waived, money.ZERO))


def _last_day(offer: Offer, today: date) -> date:
    """The last day on which money still earns the waiver, as it stands today."""
    if offer.withdrawn_on is None or offer.withdrawn_on > today:
        return offer.pay_by
    return min(offer.pay_by, offer.withdrawn_on - DAY)


def _status(offer: Offer, paid: Decimal, last: date, today: date) -> Status:
    if paid >= offer.pay_amount:
        return Status.earned
    if last < offer.pay_by:
        return Status.withdrawn
    return Status.open if today <= offer.pay_by else Status.lapsed


def _waived(waiver: Waiver, owed: Decimal) -> Decimal:
    amount = waiver.amount if waiver.rate is None else money.cents(owed * waiver.rate)
    return min(owed, amount or money.ZERO)


def legal(balance: Decimal, recovery_rate: Decimal, fee_rate: Decimal, cost: Decimal) -> Decimal:
    """The part of a balance that comes back, less the partner's part of it and the costs; below zero it is a loss.

    Rates are fractions. Source: operations.md metric 29.
    """
    return money.cents(balance * recovery_rate * (1 - fee_rate) - cost)
