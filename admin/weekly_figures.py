"""The weekly figures in words: what each means, by part of the book."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select

from admin.base import format
from admin.weekly_part import Part
from admin.weekly_words import RATES, STEPS
from models import db
from models.metric import WeeklyMetric


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
