"""Spans of days of a case: who held it, in which stage it was; from a day, until another that is not included."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, or_, update

from models import db
from models.base import Record
from services import bulk


def move(model: type[Record], case_ids: Collection[int], day: date, begun: Sequence[dict[str, Any]]) -> None:
    """End on a day what runs of these cases, and begin these spans in its place; a day belongs to its last one.

    What began that day already ends on it too. What was written down for later days gives way, so that none overlap.
    """
    table: Any = model.__table__
    theirs = table.c.case_id.in_(list(case_ids))
    db.session.execute(delete(table).where(theirs, table.c.since_on > day))
    late = theirs & or_(table.c.until_on.is_(None), table.c.until_on > day)
    db.session.execute(update(table).where(late).values(until_on=day, version=table.c.version + 1))
    bulk.insert(model, [{**each, "since_on": day} for each in begun])
