"""A statement of account: what fell due, what was charged, paid and waived, line by line up to a day."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    moved = auto()
    reversal = auto()
    refund = auto()
    set_off = auto()


class Event(NamedTuple):
    """A dated amount; what lowers the debt is negative."""

    on: date
    kind: Kind
    amount: Decimal
    reference: str = ""


class StatementLine(NamedTuple):
    """One event with the balance after it; below zero is money paid ahead."""

    on: date
    kind: Kind
    reference: str
    debit: Decimal
    credit: Decimal
    balance: Decimal


class Statement(NamedTuple):
    """Lines up to `day`; `balance` is what is due less what was paid, `payoff` what ends the debt that day.

    `payoff` is what is `owed` by component less the `credit` that money paid ahead left, and less the interest that is
    `unearned`, which nobody owes who pays on that day.
    """

    day: date
    lines: list[StatementLine]
    balance: Decimal
    later: Decimal
    payoff: Decimal
    owed: dict[str, Decimal]
    credit: Decimal
    unearned: Decimal = money.ZERO


def of(
    standings: Sequence[ledger.Standing],
    dues: Sequence[Due],
    events: Iterable[Event],
    unearned: Decimal = money.ZERO,
) -> Statement:
    """Put everything up to the last standing's day in order; `balance` + `later` - `unearned` = `payoff`, to the cent.

    `events` are charges, payments and their reversals; what went into a new schedule is told on its day, and what of it
    was not due then never falls due. Dues are added here, and the overdue interest and what waivers
    covered on the days of the `standings`, the last of which is the statement's: on each of these days the balance
    and what is not yet due are what the ledger owes.
    """
    last = standings[-1]
    dues, moved = _moved(last, dues)
    fallen = [each for each in dues if each.due_on <= last.day and _asked(each)]
    due = [Event(each.due_on, Kind.instalment, _asked(each), str(each.no)) for each in fallen]
    found = [*due, *moved, *(event for event in events if event.on <= last.day)]
    found += [*_grown(standings, _accrued, _interest), *_grown(standings, _waived, _waiver)]
    lines = _lines(sorted(found, key=lambda event: (event.on, list(Kind).index(event.kind), event.reference)))
    later = sum((_asked(each) for each in dues if each.due_on > last.day), money.ZERO)
    balance = lines[-1].balance if lines else money.ZERO
    return Statement(last.day, lines, balance, later, balance + later - unearned, last.owed, last.credit, unearned)


def _moved(last: ledger.Standing, dues: Sequence[Due]) -> tuple[list[Due], list[Event]]:
    """The dues that count without what went into a new schedule before its day, and the lines of what had been due."""
    to_come = {(due.no, name): due.due_on for due in dues for name in due.owed}
    gone: dict[tuple[int, str], Decimal] = {}
    lines = dict.fromkeys(last.movers.values(), money.ZERO)
    for share in last.shares:
        day, part = last.movers.get(share.payment_id), (share.instalment_no or 0, share.component)
        if day and to_come.get(part, day) > day:
            gone[part] = gone.get(part, money.ZERO) + share.amount
        elif day:
            lines[day] += share.amount
    left = [_without(due, gone) for due in dues if due.since is None or due.since <= last.day]
    return left, [Event(day, Kind.moved, -amount) for day, amount in lines.items() if amount]


def _without(due: Due, gone: Mapping[tuple[int, str], Decimal]) -> Due:
    return due._replace(owed={name: amount - gone.get((due.no, name), money.ZERO) for name, amount in due.owed.items()})


def _grown(
    standings: Iterable[ledger.Standing],
    total: Callable[[ledger.Standing], Decimal],
    told: Callable[[date, Decimal], Event],
) -> Iterator[Event]:
    """An event on each day by which a total grew or shrank."""
    before = money.ZERO
    for standing in standings:
        now = total(standing)
        if now != before:
            yield told(standing.day, now - before)
        before = now


def _accrued(standing: ledger.Standing) -> Decimal:
    """The overdue interest of the whole time, paid or not."""
    paid = (share.amount for share in standing.shares if share.component == ledger.OVERDUE_INTEREST)
    return standing.owed[ledger.OVERDUE_INTEREST] + sum(paid, money.ZERO)


def _waived(standing: ledger.Standing) -> Decimal:
    """What all waivers cover."""
    return sum((share.amount for share in standing.shares if share.payment_id in standing.waivers), money.ZERO)


def _interest(day: date, amount: Decimal) -> Event:
    return Event(day, Kind.overdue_interest, amount)


def _waiver(day: date, amount: Decimal) -> Event:
    """What was waived; less than before is a waiver taken back."""
    return Event(day, Kind.waiver if amount > 0 else Kind.reversal, -amount)


def _lines(events: Iterable[Event]) -> list[StatementLine]:
    lines, balance = [], money.ZERO
    for event in events:
        balance += event.amount
        debit, credit = max(event.amount, money.ZERO), max(-event.amount, money.ZERO)
        lines.append(StatementLine(event.on, event.kind, event.reference, debit, credit, balance))
    return lines


def _asked(due: Due) -> Decimal:
    return sum(due.owed.values(), money.ZERO)
