"""Screens of what a person types for the figures: hours, prices and targets."""

from typing import Any

from flask_babel import lazy_gettext as _l

from admin.base import fields
from admin.base.view import RecordView
from models.cost import CashTarget, UnitPrice, WorkedHours


class MonthView(RecordView):
    """Rows of a month; any day of it names it."""

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        """Keep the month by its first day."""
        model.month_on = model.month_on.replace(day=1)
        super().on_model_change(form, model, is_created)


class WorkedHoursView(MonthView):
    """Paid hours of a month, of one person or of all together."""

    model = WorkedHours
    icon = "chart"
    column_list = ("month_on", "user", "hours")
    column_filters = ("month_on", "user")
    column_default_sort = ("month_on", True)
    form_groups = ((_l("Paid hours"), ("month_on", "user", "hours")),)
    facts = ("month_on", "user", "hours")
    empty = _l("Type the paid hours of a month: what was collected per hour is counted from them.")


class UnitPriceView(RecordView):
    """What an hour, a call, a message or a letter costs."""

    model = UnitPrice
    icon = "coin"
    column_list = ("kind", "amount", "currency", "starts_on")
    column_filters = ("kind",)
    column_default_sort = ("starts_on", True)
    form_groups = ((_l("Price"), ("kind", "amount", "currency", "starts_on")),)
    form_args = {"currency": fields.CURRENCY}
    facts = ("kind", "amount", "starts_on")
    empty = _l("Type what an hour, a call or a letter costs: the cost to collect is counted from it.")


class CashTargetView(MonthView):
    """The money that is to come in."""

    model = CashTarget
    icon = "coin"
    column_list = ("month_on", "portfolio", "amount", "currency")
    column_filters = ("month_on", "portfolio")
    column_default_sort = ("month_on", True)
    form_groups = ((_l("Target"), ("month_on", "portfolio", "amount", "currency")),)
    form_args = {"currency": fields.CURRENCY}
    facts = ("month_on", "portfolio", "amount")
    empty = _l("A target of a month stands beside the money that came in.")


SCREENS = (WorkedHoursView, UnitPriceView, CashTargetView)
