"""The weeks that were measured, and the parts of the book they were measured for."""

from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext
from sqlalchemy import select

from admin.base import format, labels
from models import db
from models.metric import MetricScope, WeeklyMetric
from models.portfolio import Portfolio
from models.stage import Stage
from models.user import User

MOST_WEEKS = 60
RECORDS: dict[MetricScope, Any] = {
    MetricScope.portfolio: Portfolio,
    MetricScope.stage: Stage,
    MetricScope.collector: User,
}


class Part(NamedTuple):
    """A part of the book: its key in the address, its kind and its name."""

    key: str
    scope: MetricScope
    scope_id: int
    name: str


def weeks() -> list[date]:
    """The weeks that were measured, the latest first."""
    found = select(WeeklyMetric.week_on).distinct().order_by(WeeklyMetric.week_on.desc()).limit(MOST_WEEKS)
    return list(db.session.scalars(found))


def scopes(week: date) -> list[Part]:
    """The parts of the book that a week was measured for, the team first."""
    query = select(WeeklyMetric.scope, WeeklyMetric.scope_id).where(WeeklyMetric.week_on == week).distinct()
    order = list(MetricScope)
    pairs = sorted(db.session.execute(query).all(), key=lambda pair: (order.index(pair[0]), pair[1]))
    return [Part(f"{scope}-{id}", scope, id, named(scope, id)) for scope, id in pairs]


def named(scope: MetricScope, id: int) -> str:
    """What a part of the book is called."""
    if scope not in RECORDS:
        return gettext("The whole team")
    row = db.session.get(RECORDS[scope], id)
    return gettext("%(kind)s: %(name)s", kind=labels.member(scope), name=format.title(row) if row else id)
