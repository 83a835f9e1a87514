"""The figures of a week by team, portfolio, stage or collector; success by case and by amount stand side by side."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp
from sqlalchemy import select

from admin.base import format, labels
from admin.base.page import Page
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


def measured_weeks() -> list[date]:
    """The weeks that were measured, the latest first."""
    found = select(WeeklyMetric.week_on).distinct().order_by(WeeklyMetric.week_on.desc()).limit(MOST_WEEKS)
    return list(db.session.scalars(found))


def scopes(week: date) -> list[Part]:
    """The parts of the book that a week was measured for, the team first."""
    query = select(WeeklyMetric.scope, WeeklyMetric.scope_id).where(WeeklyMetric.week_on == week).distinct()
    order = list(MetricScope)
    pairs = sorted(db.session.execute(query).all(), key=lambda pair: (order.index(pair[0]), pair[1]))
    ids = {scope: [id for other, id in pairs if other == scope] for scope, _ in pairs}
    names = {scope: named(scope, ids[scope]) for scope in ids}
    return [Part(f"{scope}-{id}", scope, id, names[scope][id]) for scope, id in pairs]


def named(scope: MetricScope, ids: Sequence[int]) -> dict[int, str]:
    """What the parts of the book of a kind are called."""
    if scope not in RECORDS:
        return dict.fromkeys(ids, gettext("The whole team"))
    model, kind = RECORDS[scope], labels.member(scope)
    rows = {row.id: format.title(row) for row in db.session.scalars(select(model).where(model.id.in_(ids)))}
    return {id: gettext("%(kind)s: %(name)s", kind=kind, name=rows.get(id, id)) for id in ids}


RATES: dict[str, tuple[Any, Any]] = {
    "success_rate_cases": (
        _l("Success by case"),
        _l("Cases whose overdue amount became 0 in the week ÷ cases open at its start or opened in it."),
    ),
    "success_rate_amount": (
        _l("Success by amount"),
        _l("Money value-dated in the week on those cases ÷ overdue at the start + newly overdue."),
    ),
    "recovery_rate": (_l("Recovery"), _l("Money received in the week ÷ what was placed with the desk on those cases.")),
    "contact_rate": (_lp("rate", "Contact"), _l("Attempts that reached a person ÷ all attempts of the week.")),
    "kept_rate_count": (_l("Promises kept"), _l("Promises kept ÷ promises whose last day lay in the week.")),
    "kept_rate_amount": (_l("Promised money kept"), _l("The same, weighted by the amount promised.")),
    "average_days_to_collect": (
        _l("Days to collect"),
        _l("Days from the opening of the case to each payment of the week, weighted by amount."),
    ),
}
STEPS: dict[str, Any] = {
    "overdue_opening": _l("Overdue at the start"),
    "overdue_newly": _l("+ newly overdue"),
    "overdue_cash": _l("− paid"),
    "overdue_written_off": _l("− written off"),
    "overdue_waived": _l("− waived"),
    "overdue_reaged": _l("− re-aged"),
    "overdue_closing": _l("Overdue at the end"),
}


class Figure(NamedTuple):
    """A figure in words; `n` says of how many it is."""

    label: Any
    means: Any
    value: str
    currency: str
    n: int


def rates(week: date, part: Part) -> list[Figure]:
    """The rates of a part of the book, in the order of their words; by currency where they are of money."""
    found = read(week, part)
    order = list(RATES)
    rows = sorted((row for row in found if row.name in RATES), key=lambda row: (order.index(row.name), row.currency))
    return [Figure(*RATES[row.name], spoken(row), row.currency, row.n) for row in rows]


def spoken(row: WeeklyMetric) -> str:
    """The value of a figure: a rate as a percentage, days with one decimal, a dash where nothing was counted."""
    if row.value is None:
        return "–"
    if row.name == "average_days_to_collect":
        return format.number(round(row.value, 1))
    return format.rate(round(row.value, 3))


def bridges(week: date, part: Part) -> list[tuple[str, list[tuple[Any, str]]]]:
    """How what is overdue went from the start of the week to its end, by currency."""
    found = {(row.currency, row.name): row for row in read(week, part) if row.name in STEPS}
    currencies = sorted({currency for currency, _ in found})
    return [(currency, steps(currency, found)) for currency in currencies]


def steps(currency: str, found: dict[tuple[str, str], WeeklyMetric]) -> list[tuple[Any, str]]:
    """The steps of one currency that are there."""
    rows = ((label, found.get((currency, name))) for name, label in STEPS.items())
    return [(label, format.money(row.numerator, currency)) for label, row in rows if row]


def read(week: date, part: Part) -> list[WeeklyMetric]:
    """The figures of a week for a part of the book."""
    query = select(WeeklyMetric).filter_by(week_on=week, scope=part.scope, scope_id=part.scope_id)
    return list(db.session.scalars(query))


class WeeklyPage(Page):
    """What was measured of a week, with how many cases and what each figure means."""

    page = "weekly"
    heading = _l("The week")
    menu_group = "Insight"
    icon = "chart"

    @expose("/")
    def index(self) -> Any:
        """The figures of the chosen week and part of the book."""
        weeks = measured_weeks()
        week = next(
            (each for each in weeks if each.isoformat() == request.args.get("week")), weeks[0] if weeks else None
        )
        parts = scopes(week) if week else []
        part = next((each for each in parts if each.key == request.args.get("scope")), parts[0] if parts else None)
        return self.render(
            "weekly.html",
            weeks=weeks,
            week=week,
            last=week and week + timedelta(days=6),
            parts=parts,
            part=part,
            rates=rates(week, part) if week and part else [],
            bridges=bridges(week, part) if week and part else [],
        )
