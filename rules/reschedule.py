"""Running schedules changed: aged anew, spread anew, put off. The total owed never changes."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rules import money, plan
from rules.errors import RuleError


class PaidInstalment(NamedTuple):
    """An instalment with what was paid of it."""

    no: int
    due_on: date
    amount: Decimal
    paid: Decimal

    @property
    def unpaid(self) -> Decimal:
        """What is still asked for."""
        return self.amount - self.paid


def reage(
    rows: Sequence[PaidInstalment],
    count: int,
    first_on: date,
    every: plan.Period = plan.MONTHLY,
    unit: Decimal = money.CENT,
) -> list[PaidInstalment]:
    """Make everything unpaid a new series of `count` rows from `first_on`; the old rows shrink to what was paid.

    Raises RuleError where nothing is unpaid.
    """
    unpaid = _unpaid(rows)
    last_no = max(row.no for row in rows)
    series = plan.instalments(unpaid, count, first_on, every, unit=unit)
    kept = [row._replace(amount=row.paid) for row in rows]
    return kept + [PaidInstalment(last_no + part.no, part.due_on, part.amount, money.ZERO) for part in series]


def reamortise(rows: Sequence[PaidInstalment], as_of: date, unit: Decimal = money.CENT) -> list[PaidInstalment]:
    """Spread everything unpaid evenly over the rows due on `as_of` or later that are not fully paid.

    Raises RuleError where nothing is unpaid or no such row is left.
    """
    unpaid = _unpaid(rows)
    to_come = sorted((row.due_on, row.no) for row in rows if row.due_on >= as_of and row.unpaid)
    if not to_come:
        raise RuleError("No instalment is left to come; make a new series instead.")
    parts = dict(zip(to_come, money.cut(unpaid, len(to_come), unit), strict=True))
    return [row._replace(amount=row.paid + parts.get((row.due_on, row.no), money.ZERO)) for row in rows]


def defer(rows: Sequence[PaidInstalment], from_no: int, by: plan.Period) -> list[PaidInstalment]:
    """Move each row from `from_no` on that is not fully paid by the same time, each from its own date.

    Raises RuleError where the move is not forward.
    """
    if min(by) < 0 or not any(by):
        raise RuleError("An instalment can only move to a later day.")
    return [
        row._replace(due_on=plan.later(row.due_on, by)) if row.no >= from_no and row.unpaid else row for row in rows
    ]


def _unpaid(rows: Sequence[PaidInstalment]) -> Decimal:
    unpaid = sum((row.unpaid for row in rows), money.ZERO)
    if not unpaid:
        raise RuleError("Nothing is unpaid.")
    return unpaid
