"""Early repayment: interest runs for the time that the money was lent, unless it was agreed to the end."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from rules import money
from rules.allocation import Due

INTEREST = "interest"


def unearned(
    dues: Iterable[Due], left: Mapping[int, Decimal], opened_on: date, day: date, unit: Decimal = money.CENT
) -> Decimal:
    """The interest asked for that nobody owes when the whole debt is paid on `day`, at most what is `left` of it.

    `left` is the unpaid interest by instalment. The interest of an instalment runs evenly over the days from the due
    day before, for the first one of a schedule from its beginning, to its own; the days up to `day` count.
    Source: Civil Code 677.
    """
    found = money.ZERO
    begins: dict[date | None, date] = {}
    for due in sorted(dues, key=lambda each: (each.due_on, each.no)):
        start = begins.get(due.since, due.since or opened_on)
        begins[due.since] = due.due_on
        if due.due_on > day:
            asked = due.owed.get(INTEREST, money.ZERO)
            found += min(left.get(due.no, money.ZERO), asked - _earned(asked, start, due.due_on, day, unit))
    return found


def _earned(asked: Decimal, start: date, end: date, day: date, unit: Decimal) -> Decimal:
    days, ran = (end - start).days, (day - start).days
    if days <= 0:
        return asked
    return money.cents(asked * max(0, min(ran, days)) / days, unit)
