"""What a page of figures is about: its time, its portfolio, its person, as the address names them."""

from datetime import date, timedelta
from typing import NamedTuple

from flask import request
from flask_babel import gettext

from admin.base import format, rights, scope
from models import db
from models.portfolio import Portfolio
from rules import month
from rules.access import Reach

MONTHS = 13
WEEKS = 8
COHORTS = 6


class Period(NamedTuple):
    """A week or a month by its key in the address; `label` says it in words."""

    key: str
    label: str
    first: date
    last: date


def periods(today: date) -> list[Period]:
    """The times to choose from: the last weeks, and the months of a year, this one first."""
    monday = today - timedelta(days=today.weekday())
    weeks = [monday - timedelta(days=7 * back) for back in range(WEEKS)]
    ends = [month.end(today), *(month.before(today, back) for back in range(1, MONTHS))]
    return [
        *(Period(f"{end:%Y-%m}", f"{end:%Y-%m}", end.replace(day=1), min(end, today)) for end in ends),
        *(Period(f"{day:%G-W%V}", week_words(day), day, min(day + timedelta(days=6), today)) for day in weeks),
    ]


def week_words(monday: date) -> str:
    """A week in words."""
    return str(gettext("Week from %(day)s", day=format.words(monday)))


def chosen(today: date) -> Period:
    """The time that the address names; else the month before this one."""
    found = periods(today)
    return next((each for each in found if each.key == request.args.get("period")), found[1])


def month_named(text: str) -> date | None:
    """The last day of a month like 2026-03; None for any other text."""
    try:
        return month.end(date.fromisoformat(f"{text}-01"))
    except ValueError:
        return None


def books() -> list[Portfolio]:
    """The portfolios in use."""
    query = db.select(Portfolio).where(Portfolio.archived_on.is_(None)).order_by(Portfolio.name)
    return list(db.session.scalars(query))


def portfolio() -> Portfolio | None:
    """The portfolio that the address names; None for all of them."""
    id = scope.number(request.args.get("portfolio"))
    return db.session.get(Portfolio, id) if id and rights.reach("case") == Reach.all else None


def collector() -> int | None:
    """The person that the address names; for who sees only their own cases, they themselves."""
    person = rights.person()
    if rights.reach("case") != Reach.all:
        return person.id if person else 0
    return scope.number(request.args.get("collector"))
