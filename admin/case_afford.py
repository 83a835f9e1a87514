"""The simulator of the plan panel: what a borrower can afford, as plans to take."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from flask import abort, request
from flask_admin import expose
from flask_babel import lazy_gettext as _l
from wtforms import DateField, validators

from admin.base import clock, errors, fields, rights, scope
from admin.case_form import NEEDED, PanelForm
from admin.case_panel import Panel
from models.case import Case
from rules import affordability
from rules import plan as rule
from rules.errors import RuleError
from services import plan

DAYS = 14


class AffordForm(PanelForm):
    """What the borrower has each month."""

    panel = "afford"
    income = fields.NumberField(_l("Income a month"), validators=NEEDED)
    outgoings = fields.NumberField(_l("Essential outgoings a month"), validators=NEEDED)
    other_debts = fields.NumberField(_l("Other debts a month"), validators=[validators.Optional()])
    begins_on = DateField(_l("First instalment on"), validators=NEEDED)


class AffordPanel(Panel):
    """Three plans from income and essential outgoings."""

    def details(self, row: Any) -> dict[str, Any]:
        """The form, its first day two weeks ahead."""
        return super().details(row) | {"afford": AffordForm(begins_on=clock.today() + timedelta(days=DAYS))}

    @expose("/plan/afford/", methods=("POST",))
    def afford_plan(self) -> Any:
        """Show the plans that the borrower can afford."""
        if not rights.may("create", "plan"):
            abort(403)
        row, form = scope.one(Case, request.args.get("id")), AffordForm(request.form)
        return self.again(afford=form, choices=choices(row, form) if form.validate() else None)


class Choice(NamedTuple):
    """A plan that the borrower can afford: its instalments, and the overdue interest that runs meanwhile."""

    option: affordability.Option
    parts: list[rule.Instalment]
    cost: Decimal


def choices(row: Case, form: Any) -> list[Choice]:
    """The plans that fit what is left each month; none where nothing is."""
    try:
        left = affordability.left_over(form.income.data, form.outgoings.data, form.other_debts.data or Decimal(0))
        found = affordability.options(row.balance, left)
        return [_choice(row, each, form.begins_on.data) for each in found]
    except RuleError as refusal:
        errors.tell(refusal)
        return []


def _choice(row: Case, option: affordability.Option, first_on: date) -> Choice:
    parts = plan.draft(row, plan.Ask(row.balance, option.months, first_on))
    return Choice(option, parts, plan.cost(row, parts, clock.today()))
