"""The lines of My day: each case under its heading, with the reason in words."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload, selectinload

from admin.base import columns
from admin.my_day_reason import reason
from models import db
from models.case import Case
from services import owed
from services.my_day import Group, Item

HEADINGS = {
    Group.callback: _l("Call back at an agreed time"),
    Group.broken_promise: _l("Promises that were not kept"),
    Group.promise_due: _l("Promises due"),
    Group.new_case: _l("New cases"),
    Group.ranked: _l("The rest, the longest due first"),
}


class Line(NamedTuple):
    """A case of the day with what is overdue and why it stands here."""

    item: Item
    case: Case
    overdue: Decimal
    days: int
    reason: Any


def lines(items: Sequence[Item], today: date) -> list[Line]:
    """The chosen items with their cases, in their order."""
    query = select_cases([item.case_id for item in items])
    cases = {row.id: row for row in db.session.scalars(query)}
    sums = owed.by_loan([row.loan_id for row in cases.values()], today)
    return [line(item, cases[item.case_id], sums, today) for item in items]


def select_cases(ids: list[int]) -> Any:
    """Cases with what a line shows of them."""
    options = (joinedload(Case.borrower), joinedload(Case.loan), joinedload(Case.stage), selectinload(Case.promises))
    return db.select(Case).where(Case.id.in_(ids)).options(*options)


def line(item: Item, row: Case, sums: dict[int, Decimal], today: date) -> Line:
    """One line."""
    overdue, days = sums.get(row.loan_id, Decimal("0.00")), columns.days_past_due(row, today)
    return Line(item, row, overdue, days, reason(item, row, today))


def grouped(found: Sequence[Line]) -> list[tuple[Any, list[Line]]]:
    """The lines under their headings."""
    return [(HEADINGS[group], list(some)) for group, some in groupby(found, key=lambda each: each.item.group)]
