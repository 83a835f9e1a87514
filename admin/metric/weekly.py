"""The figures of a week by team, portfolio, stage or collector; success by case and by amount stand side by side."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from flask import request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from sqlalchemy import select

from admin import metric
from admin.base import format
from admin.base.page import Page
from admin.metric import chart
from models import db
from models.metric import MetricScope, Week, WeeklyMetric
from rules import figure
from services.metric import report

MOST_WEEKS = 60
ALWAYS = frozenset({"overdue_opening", "overdue_newly", "overdue_cash", "overdue_written_off", "overdue_closing"})
"""The steps that stand in every bridge; the others only where they are not zero."""


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
    """The parts of the book that a week was measured for, the team first; months of placement stand on its page."""
    query = select(WeeklyMetric.scope, WeeklyMetric.scope_id).where(WeeklyMetric.week_on == week).distinct()
    order = list(MetricScope)
    pairs = sorted(db.session.execute(query).all(), key=lambda pair: (order.index(pair[0]), pair[1]))
    return [
        Part(f"{scope}-{id}", scope, id, metric.named(scope, id)) for scope, id in pairs if scope != MetricScope.placed
    ]


class Figure(NamedTuple):
    """A figure in words; `n` says of how many it is, `pale` that they are few, `between` where it lies.

    `address` opens the rows it counted.
    """

    label: Any
    means: str
    value: str
    currency: str
    n: int
    pale: bool
    between: str
    address: str


def said(row: WeeklyMetric | figure.Figure, label: Any, address: str) -> Figure:
    """A rate with its meaning, in the words of the rule that computed it."""
    means = gettext(figure.meaning(row.name))
    return Figure(label, means, metric.spoken(row), row.currency, row.n, row.n < figure.LEAST, between(row), address)


def behind(row: WeeklyMetric) -> str:
    """The address of the rows that a figure of a week counted."""
    return url_for("counted.index", source="week", id=row.id)


def between(row: WeeklyMetric | figure.Figure) -> str:
    """Where a rate of counted things lies; empty for others."""
    if row.name not in figure.COUNTED or not row.denominator:
        return ""
    found = figure.interval(int(row.numerator), int(row.denominator))
    ends = {name: format.rate(round(end, 2)) for name, end in found._asdict().items()} if found else {}
    return gettext("95%% sure between %(low)s and %(high)s", **ends)


def rates(found: list[WeeklyMetric]) -> list[Figure]:
    """The rates of a part of the book, in the order of their words; by currency where they are of money."""
    order = list(metric.RATES)
    rows = sorted((row for row in found if row.name in order), key=lambda row: (order.index(row.name), row.currency))
    return [said(row, metric.RATES[row.name], behind(row)) for row in rows]


def moved(found: list[WeeklyMetric]) -> list[tuple[str, list[tuple[Any, WeeklyMetric]]]]:
    """How what is overdue went from the start of the week to its end, by currency: the steps that are there."""
    known = {(row.currency, row.name): row for row in found if row.name in metric.STEPS}
    currencies = sorted({currency for currency, _ in known})
    return [(currency, steps(currency, known)) for currency in currencies]


def steps(currency: str, found: dict[tuple[str, str], WeeklyMetric]) -> list[tuple[Any, WeeklyMetric]]:
    """The steps of one currency that are there."""
    rows = ((name, label, found.get((currency, name))) for name, label in metric.STEPS.items())
    return [(label, row) for name, label, row in rows if row and (name in ALWAYS or row.numerator)]


def bridges(found: list[WeeklyMetric]) -> list[tuple[str, list[tuple[Any, str, str]]]]:
    """The same in words, each step with the way to its rows."""
    return [
        (currency, [(label, format.money(row.numerator, currency), behind(row)) for label, row in rows])
        for currency, rows in moved(found)
    ]


def picture_of(rows: Sequence[tuple[Any, WeeklyMetric]], code: str) -> Markup:
    """The steps of one currency as a waterfall."""
    amounts = [(chart.short(str(label)), signed(row), format.money(row.numerator, code)) for label, row in rows]
    return chart.waterfall(amounts)


TAKEN = frozenset({"overdue_cash", "overdue_written_off", "overdue_waived", "overdue_reaged"})
"""The steps that take something off the overdue amount."""


def signed(row: WeeklyMetric) -> Decimal:
    """What a step does to the overdue amount."""
    return -row.numerator if row.name in TAKEN else row.numerator


class Pool(NamedTuple):
    """A month of placement: what was overdue when its cases were opened, and what of it was paid since."""

    month: str
    placed: str
    paid: str
    rate: str
    n: int
    pale: bool
    address: str


def pools(week: date) -> list[Pool]:
    """The months of placement up to a week, the latest first."""
    query = select(WeeklyMetric).filter_by(week_on=week, scope=MetricScope.placed)
    rows = db.session.scalars(query.order_by(WeeklyMetric.scope_id.desc(), WeeklyMetric.currency))
    return [
        Pool(
            metric.month(row.scope_id),
            metric.part(row, row.denominator),
            metric.part(row, row.numerator),
            metric.spoken(row),
            row.n,
            row.n < figure.LEAST,
            behind(row),
        )
        for row in rows
    ]


def read(week: date, part: Part) -> list[WeeklyMetric]:
    """The figures of a week for a part of the book."""
    query = select(WeeklyMetric).filter_by(week_on=week, scope=part.scope, scope_id=part.scope_id)
    return list(db.session.scalars(query))


class WeeklyPage(Page):
    """What was measured of a week, with how many cases and what each figure means."""

    page = "weekly"
    heading = _l("The week")
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
        found = read(week, part) if week and part else []
        return self.render(
            "metric/weekly.html",
            weeks=weeks,
            week=week,
            last=week and week + timedelta(days=6),
            state=week and db.session.scalars(select(Week).filter_by(week_on=week)).first(),
            parts=parts,
            part=part,
            rates=rates(found),
            bridges=bridges(found),
            pictures=[(code, picture_of(rows, code)) for code, rows in moved(found)],
            pools=pools(week) if week and part and part.scope == MetricScope.team else [],
            recovery=gettext(figure.meaning("recovery_rate")),
            report=report.of(week) if week else None,
        )
