"""Episodes: what follows a case belongs to the opening it was made in."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from models.case import Case, Episode


def is_former(case: Case, day: date) -> bool:
    """Whether something of this day belongs to a former episode; what came before the first one belongs to it."""
    opened_on = case.opened_on
    if opened_on is None or day >= opened_on:
        return False
    return min((each.opened_on for each in case.episodes), default=None) != opened_on


def here(day: Any) -> ColumnElement[bool]:
    """The condition that something of this day belongs to the present episode of its case, for a query."""
    mine = select(Episode.id).where(Episode.case_id == Case.id)
    earlier, present = mine.where(Episode.opened_on < Case.opened_on), mine.where(Episode.opened_on == Case.opened_on)
    first = present.correlate(Case).exists() & ~earlier.correlate(Case).exists()
    return or_(Case.opened_on.is_(None), day >= Case.opened_on, first)
