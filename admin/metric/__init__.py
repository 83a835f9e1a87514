"""The figures of each week as rows, and how a figure reads: one formatter, by its unit."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp
from sqlalchemy import select

from admin.base import format, labels
from admin.base.view import RecordView
from models import db
from models.metric import MetricScope, WeeklyMetric
from models.portfolio import Portfolio
from models.stage import Stage
from models.user import User
from rules import figure
from rules.figure import Figure, Unit
from rules.month import CLOSED

RATES: dict[str, Any] = {
    "success_rate_cases": _l("Success by case"),
    "success_rate_amount": _l("Success by amount"),
    "contact_rate": _lp("rate", "Contact"),
    "kept_rate_count": _l("Promises kept"),
    "kept_rate_amount": _l("Promised money kept"),
    "average_days_to_collect": _l("Days to collect"),
}
STEPS: dict[str, Any] = {
    "overdue_opening": _l("Overdue at the start"),
    "overdue_moved": _l("+ taken over − handed on"),
    "overdue_correction_placed": _l("± earlier weeks: placed when overdue already"),
    "overdue_correction_schedule": _l("± earlier weeks: schedule changed"),
    "overdue_correction_money": _l("± earlier weeks: money entered late"),
    "overdue_correction_returned": _l("± earlier weeks: money taken back"),
    "overdue_correction_waived": _l("± earlier weeks: waiver entered late"),
    "overdue_correction_charged": _l("± earlier weeks: charge entered late"),
    "overdue_correction_removed": _l("± earlier weeks: taken off the book"),
    "overdue_newly": _l("+ newly overdue"),
    "overdue_cash": _l("− paid"),
    "overdue_written_off": _l("− written off"),
    "overdue_waived": _l("− waived"),
    "overdue_reaged": _l("− re-aged"),
    "overdue_closing": _l("Overdue at the end"),
}
NAMES = {
    **RATES,
    **STEPS,
    "recovery_rate": _l("Recovery"),
    "overdue_change_rate": _l("Change of the overdue amount"),
    "cure_gross": _l("Cured"),
    "cure_sustained": _l("Cured and stayed so"),
    "cure_self": _l("Cured by themselves"),
    "relapse_rate": _l("Late again"),
    "par30": _l("At risk, more than 30 days"),
    "par90": _l("At risk, more than 90 days"),
    "vintage": _l("More than 30 days late, by month paid out"),
    "first_payment_default_7": _l("First instalment 7 days late"),
    "first_payment_default_30": _l("First instalment 30 days late"),
    "entry_rate_count": _l("Came into collection, by loan"),
    "entry_rate_amount": _l("Came into collection, by amount"),
    "return_rate": _l("Came back"),
    "coverage": _l("Coverage"),
    "intensity": _l("Attempts per case"),
    "connect_rate": _l("Calls answered"),
    "rpc_per_dial": _l("Borrower reached, per call"),
    "rpc_accounts": _l("Borrower reached, per case tried"),
    "rpc_per_connect": _l("Borrower reached, per call answered"),
    "promise_rate": _l("Promises per borrower reached"),
    "complaint_rate": _l("Complaints per 1,000 contacts"),
    "block_rate": _l("Stopped by the rules"),
    "breach_rate": _l("Against the rules"),
    "cash_collected": _l("Money that came in"),
    "cost_to_collect": _l("Cost to collect"),
    "collected_per_hour": _l("Collected per paid hour"),
    "waiver_rate": _l("Waived for money"),
}
FUNNEL: dict[str, Any] = {
    "inventory": _l("Open cases in the time"),
    "attempted": _l("Tried"),
    "contacted": _l("Somebody reached"),
    "right_party": _l("Borrower reached"),
    "promised": _l("Promised"),
    "matured": _l("Promise over"),
    "kept": _l("Promise kept"),
}
RECORDS: dict[MetricScope, Any] = {
    MetricScope.portfolio: Portfolio,
    MetricScope.stage: Stage,
    MetricScope.collector: User,
}


def named(scope: MetricScope, id: int) -> str:
    """What a part of the book is called."""
    if scope == MetricScope.team:
        return gettext("The whole team")
    if scope == MetricScope.placed:
        return gettext("Opened in %(month)s", month=month(id))
    name = titles(scope).get(id, str(id))
    return gettext("%(kind)s: %(name)s", kind=labels.member(scope), name=name)


def bucket(name: str) -> str:
    """A bucket by its name; an account that is gone is closed."""
    return str(gettext("gone")) if name == CLOSED else name


def month(id: int) -> str:
    """A month of placement: 2026-03."""
    year, number = divmod(id, 100)
    return f"{year:04}-{number:02}"


def titles(scope: MetricScope) -> dict[int, str]:
    """The titles of all rows that figures of a kind are about, asked once for a page."""
    known: dict[MetricScope, dict[int, str]] = g.setdefault("metric_titles", {})
    if scope not in known:
        known[scope] = {row.id: format.title(row) for row in db.session.scalars(select(RECORDS[scope]))}
    return known[scope]


def spoken(row: WeeklyMetric | Figure) -> str:
    """The value of a figure by its unit: a percentage, money of its currency, or days; a dash where nothing counted."""
    return spoken_as(row.name, row.value, row.currency)


def spoken_as(name: str, value: Decimal | None, currency: str = "") -> str:
    """A value of a figure that is known by name."""
    return "–" if value is None else UNITS[figure.unit(name)](value, currency)


def part(row: WeeklyMetric | Figure, amount: Decimal | None) -> str:
    """What a figure was divided from: money where it has a currency, else a number."""
    if amount is None:
        return ""
    in_money = row.currency and figure.unit(row.name) != Unit.days
    return format.money(amount, row.currency) if in_money else format.number(amount.normalize())


UNITS: dict[Unit, Callable[[Decimal, str], str]] = {
    Unit.rate: lambda value, currency: format.rate(round(value, 3)),
    Unit.money: format.money,
    Unit.days: lambda value, currency: format.number(round(value, 1)),
    Unit.number: lambda value, currency: format.number(round(value, 2)),
}


IN_WORDS: dict[str, Any] = {
    "name": lambda view, context, row, name: str(NAMES.get(row.name, row.name)),
    "scope": lambda view, context, row, name: named(row.scope, row.scope_id),
}
"""What a file says in words too; its amounts are bare numbers."""


class WeeklyMetricView(RecordView):
    """Figures of each week, provisional until the week is closed."""

    model = WeeklyMetric
    icon = "chart"
    column_list = ("week_on", "scope", "name", "currency", "value", "numerator", "denominator", "n")
    column_filters = ("week_on", "scope", "name")
    column_default_sort = ("week_on", True)
    column_formatters = {
        **IN_WORDS,
        "value": lambda view, context, row, name: spoken(row),
        "numerator": lambda view, context, row, name: part(row, row.numerator),
        "denominator": lambda view, context, row, name: part(row, row.denominator),
    }
    column_formatters_export = IN_WORDS
    empty = _l("The figures of a week are measured on the Monday after it.")
