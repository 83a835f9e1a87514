"""How a loan was paid so far: instalments as squares, spells of arrears, the usual pay day. No model at all."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum, auto
from itertools import pairwise
from typing import NamedTuple

from rules import money

SHOWN = 12
LEAST_DAYS = 3
AROUND = 2
MONTH = 31


class Way(StrEnum):
    """How an instalment was paid; `told`: it is paid, and nobody knows on which day; `let_go`: not by money alone."""

    on_time = auto()
    late = auto()
    told = auto()
    let_go = auto()
    part = auto()
    missed = auto()


class Laid(NamedTuple):
    """What was laid on an instalment on a value date; a waiver and what a new schedule took over is no money."""

    on: date
    amount: Decimal
    is_money: bool = True


class Due(NamedTuple):
    """An instalment: what it asks for, what is left of it, and what was laid on it."""

    due_on: date
    amount: Decimal
    unpaid: Decimal
    laid: Sequence[Laid] = ()

    @property
    def settled_on(self) -> date | None:
        """The day on which the last of it was laid; None while something is left, or where that day is not known."""
        if self.unpaid > 0 or not self.laid or money.total(each.amount for each in self.laid) < self.amount:
            return None
        return max(each.on for each in self.laid)


class Square(NamedTuple):
    """An instalment as one square: how it was paid, and how many days late it was or is."""

    due_on: date
    way: Way
    days: int
    in_parts: bool


class Spell(NamedTuple):
    """Days in arrears: from the due day of the first instalment missed to the day nothing was overdue any more."""

    since: date
    until: date | None


class PayDay(NamedTuple):
    """A day of the month around which most payments came: so many of so many."""

    day: int
    count: int  # type: ignore[assignment]  # The word of the field; a tuple's own method is never called here.
    of: int


def squares(dues: Iterable[Due], today: date, most: int = SHOWN) -> list[Square]:
    """The last instalments that fell due, the oldest first; one that is due today stands there once it is paid."""
    past = sorted(each for each in dues if each.amount > 0 and (each.due_on < today or _paid_today(each, today)))
    return [square(each, today) for each in past[-most:]]


def square(due: Due, today: date) -> Square:
    """How one instalment was paid: on its day at the latest, later by days, in part, or not at all."""
    paid = [each for each in due.laid if each.is_money and each.amount > 0]
    in_parts = len({each.on for each in paid}) > 1
    if due.unpaid > 0:
        way = Way.part if due.unpaid < due.amount else Way.missed
        return Square(due.due_on, way, max(0, (today - due.due_on).days), in_parts)
    if due.settled_on is None:
        return Square(due.due_on, Way.told, 0, in_parts)
    days = max(0, (due.settled_on - due.due_on).days)
    if len(paid) < len(due.laid):
        return Square(due.due_on, Way.let_go, days, in_parts)
    return Square(due.due_on, Way.late if days else Way.on_time, days, in_parts)


def spells(dues: Iterable[Due], today: date) -> list[Spell]:
    """The spells of arrears up to a day, the oldest first; what was paid on an unknown day begins none.

    One that fell due while the loan was in arrears belongs to the same spell; one that fell due on the day on which
    nothing was overdue any more begins another.
    """
    found: list[Spell] = []
    for due in sorted(dues):
        ended = due.settled_on
        if due.due_on >= today or due.amount <= 0 or (due.unpaid <= 0 and (ended is None or ended <= due.due_on)):
            continue
        last = found[-1] if found else None
        if last and (last.until is None or due.due_on < last.until):
            until = None if ended is None or last.until is None else max(ended, last.until)
            found[-1] = Spell(last.since, until)
        else:
            found.append(Spell(due.due_on, ended))
    return found


def relapses(found: Sequence[Spell]) -> int:
    """How often a loan fell into arrears again after nothing was overdue."""
    return sum(1 for earlier, _ in pairwise(found) if earlier.until is not None)


def pay_day(days: Iterable[date], most: int = SHOWN) -> PayDay | None:
    """The day of the month around which more than half of the latest payments came; None where there is none such.

    Two days to either side count, also across the end of a month. Below three payments nothing is said.
    """
    latest = [each.day for each in sorted(days)[-most:]]
    if len(latest) < LEAST_DAYS:
        return None
    apart = {day: [gap for each in latest if (gap := _apart(day, each)) <= AROUND] for day in range(1, MONTH + 1)}
    best = min(apart, key=lambda day: (-len(apart[day]), sum(apart[day]), day))
    near = len(apart[best])
    return PayDay(best, near, len(latest)) if 2 * near > len(latest) else None


def _paid_today(due: Due, today: date) -> bool:
    return due.due_on == today and due.unpaid <= 0


def _apart(one: int, other: int) -> int:
    return min(abs(one - other), MONTH - abs(one - other))
