"""The figures of a week, each by one rule; the first line of its docstring is what the screens say of it."""

import inspect
from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import StrEnum, auto
from math import sqrt
from typing import Any, NamedTuple

from rules import metric, money

LEAST = 30
"""Below so many a figure says little: it is shown pale, with its interval."""
SURE = 1.959964
"""The normal quantile of 95 %, two-sided."""


class Unit(StrEnum):
    """What a figure is counted in."""

    rate = auto()
    money = auto()
    days = auto()


class Figure(NamedTuple):
    """A figure with what it was divided from, and of how many it is; `value` is None where nothing was counted."""

    name: str
    value: Decimal | None
    numerator: Decimal
    denominator: Decimal | None
    n: int
    currency: str = ""


class Interval(NamedTuple):
    """Between what a rate lies, with 95 %."""

    low: Decimal
    high: Decimal


def success_rate_cases(solved: int, worked: int) -> Figure:
    """Cases whose overdue amount became 0 in the week ÷ cases open at its start or opened in it."""
    return _over("success_rate_cases", solved, worked, worked)


def success_rate_amount(paid: Decimal, overdue: Decimal, count: int) -> Figure:
    """Money laid in the week on what was overdue on its value date ÷ overdue at the start + newly overdue.

    What is overdue at the start is what is known of it in this week, corrections included, so that never more is paid
    than was owed: at most 100 %.
    """
    return _over("success_rate_amount", paid, overdue, count)


def recovery_rate(paid: Decimal, placed: Decimal, count: int) -> Figure:
    """Of the cases opened in a month: all money laid since on what was overdue then ÷ what was overdue then.

    A static pool: the denominator never changes. Source: handbook, recovery (liquidation) rate.
    """
    return _over("recovery_rate", paid, placed, count)


def contact_rate(reached: int, tried: int) -> Figure:
    """Accounts with a person reached ÷ accounts tried; an attempt counts for every open case of its borrower."""
    return _over("contact_rate", reached, tried, tried)


def kept_rate_count(kept: int, matured: int) -> Figure:
    """Promises kept ÷ promises whose last day lay in the week, counted where they stood when they were made."""
    return _over("kept_rate_count", kept, matured, matured)


def kept_rate_amount(kept: Decimal, matured: Decimal, count: int) -> Figure:
    """The same, weighted by the amount promised."""
    return _over("kept_rate_amount", kept, matured, count)


def average_days_to_collect(paid: Iterable[tuple[Decimal, int]]) -> Figure:
    """Days from the opening of the case to each payment of the week, weighted by amount."""
    rows = list(paid)
    payments = [{"amount": amount, "days": days} for amount, days in rows]
    value = metric.value("average_days_to_collect", {"payments": payments})
    weighted, whole = money.total(amount * days for amount, days in rows), money.total(amount for amount, _ in rows)
    return Figure("average_days_to_collect", value, weighted, whole, len(rows))


def overdue_change_rate(change: Decimal, opening: Decimal, count: int) -> Figure:
    """Overdue at the end less overdue at the start ÷ overdue at the start."""
    return Figure("overdue_change_rate", metric.over(change, opening), change, opening, count)


def interval(numerator: int, denominator: int, sure: float = SURE) -> Interval | None:
    """Between what a rate of counted things lies; None where nothing was counted. `sure` is the normal quantile.

    Source: Wilson (1927), the score interval at 95 %.
    """
    if not denominator:
        return None
    share, square = numerator / denominator, sure**2 / denominator
    middle, width = share + square / 2, sure * sqrt(share * (1 - share) / denominator + square / (4 * denominator))
    ends = (Decimal(repr((middle + side * width) / (1 + square))) for side in (-1, 1))
    return Interval(*(money.cents(min(max(end, Decimal(0)), Decimal(1)), money.RATE) for end in ends))


RULES: dict[str, Callable[..., Figure]] = {
    "success_rate_cases": success_rate_cases,
    "success_rate_amount": success_rate_amount,
    "contact_rate": contact_rate,
    "kept_rate_count": kept_rate_count,
    "kept_rate_amount": kept_rate_amount,
    "average_days_to_collect": average_days_to_collect,
    "recovery_rate": recovery_rate,
    "overdue_change_rate": overdue_change_rate,
}
COUNTED = ("success_rate_cases", "contact_rate", "kept_rate_count")
"""The rates of counted things, which have an interval."""


def meaning(name: str) -> str:
    """What a rate means: the first line of the docstring of its rule, which is the key of its translations."""
    return (inspect.getdoc(RULES[name]) or "").partition("\n")[0]


def unit(name: str) -> Unit:
    """What a figure of the week is counted in; the steps of the bridge are money."""
    if name not in RULES:
        return Unit.money
    return Unit.days if name == "average_days_to_collect" else Unit.rate


def _over(name: str, top: Any, bottom: Any, count: int) -> Figure:
    """A ratio by its formula in the table of the metrics."""
    upper, lower = metric.RATIOS[name]
    return Figure(name, metric.value(name, {upper: top, lower: bottom}), Decimal(top), Decimal(bottom), count)
