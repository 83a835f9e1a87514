"""A statement of account: what fell due, what was charged, paid and waived, line by line up to a day."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum, auto
from typing import NamedTuple

from rules import ledger, money
from rules.allocation import Due


class Kind(StrEnum):
    """What a line tells, in the order of one day."""

    instalment = auto()
    cost = auto()
    penalty = auto()
    overdue_interest = auto()
    waiver = auto()
    payment = auto()
    reversal = auto()


class Event(NamedTuple):
    """A dated amount; what lowers the debt is negative."""

    on: date
    kind: Kind
    amount: Decimal
    reference: str = ""


class Line(NamedTuple):
    """One event with the balance after it; below zero is money paid ahead."""

    on: date
    kind: Kind
    reference: str
    debit: Decimal
    credit: Decimal
    balance: Decimal


class Statement(NamedTuple):
    """Lines up to `day`; `balance` is what is due less what was paid, `payoff` what ends the debt that day."""

    day: date
    lines: list[Line]
    balance: Decimal
    later: Decimal
    payoff: Decimal
    owed: dict[str, Decimal]


def of(standing: ledger.Standing, dues: Sequence[Due], events: Iterable[Event]) -> Statement:
    """Put everything up to the standing's day in order; `balance` + `later` = `payoff`, to the cent.

    `events` are charges, waivers, payments and reversals; dues and the overdue interest are added here. A waiver
    stands with what it covered.
    """
    day = standing.day
    due = [Event(each.due_on, Kind.instalment, _asked(each), str(each.no)) for each in dues if each.due_on <= day]
    found = [*due, *(event for event in events if event.on <= day), *_interest(standing)]
    lines = _lines(sorted(found, key=lambda event: (event.on, list(Kind).index(event.kind), event.reference)))
    later = sum((_asked(each) for each in dues if each.due_on > day), money.ZERO)
    balance = lines[-1].balance if lines else money.ZERO
    return Statement(day, lines, balance, later, balance + later, standing.owed)


def _interest(standing: ledger.Standing) -> list[Event]:
    """The overdue interest of the whole time, paid or not, in one line."""
    paid = sum((share.amount for share in standing.shares if share.component == ledger.OVERDUE_INTEREST), money.ZERO)
    accrued = standing.owed[ledger.OVERDUE_INTEREST] + paid
    return [Event(standing.day, Kind.overdue_interest, accrued)] if accrued else []


def _lines(events: Iterable[Event]) -> list[Line]:
    lines, balance = [], money.ZERO
    for event in events:
        balance += event.amount
        debit, credit = max(event.amount, money.ZERO), max(-event.amount, money.ZERO)
        lines.append(Line(event.on, event.kind, event.reference, debit, credit, balance))
    return lines


def _asked(due: Due) -> Decimal:
    return sum(due.owed.values(), money.ZERO)
