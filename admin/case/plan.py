"""The plan panel of the case page: promises with their history, and plans from the proposal to the end."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from flask import abort, redirect, request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, StringField, validators

from admin.base import clock, errors, fields, files, handout, rights, scope
from admin.base.handout import File
from admin.case.approval import or_asked, reason_field
from admin.case.panel import NEEDED, Panel, PanelForm, ReasonForm, given
from admin.paper import agreement
from models.approval import ApprovalKind
from models.base import Language
from models.case import Case
from models.plan import Period, Plan, PlanKind
from models.promise import Promise
from rules import affordability
from rules import plan as rule
from rules.errors import RuleError
from services import plan, promise


class PlanPaperPanel(Panel):
    """What is printed of a plan, and what was signed."""

    def details(self, row: Any) -> dict[str, Any]:
        """The languages of an agreement, and which plans lie in years whose holidays are known."""
        known = {each.id: plan.is_calendar_known(each) for each in row.plans}
        return super().details(row) | {"calendar_known": known, "tongues": list(Language)}

    @expose("/plan/agreement/", methods=("POST",))
    def plan_agreement(self) -> Any:
        """Hand out the agreement of a plan as PDF, in the language asked for."""
        handout.allow("case", "plan")
        row = scope.one(Case, request.args.get("id"))
        found = given(row, Plan)

        def made() -> File:
            content = agreement.pdf(found, request.form.get("language", ""))
            return File(content, handout.PDF, f"{row.reference} {found.first_on}.pdf", (row,))

        try:
            return handout.out("case", made)
        except RuleError as refusal:
            errors.tell(refusal)
            return redirect(self.onward(row))

    @expose("/plan/scan/", methods=("POST",))
    def plan_scan(self) -> Any:
        """Hand out the signed scan of a plan."""
        handout.allow("case", "plan")
        row = scope.one(Case, request.args.get("id"))
        found = given(row, Plan)
        return files.handed_out(row, lambda: found.document or abort(404))


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


TEXT = [*NEEDED, validators.Length(max=500)]
MAYBE = validators.Optional()


class PlanForm(PanelForm):
    """A plan to propose."""

    panel = "plan"
    kind = fields.ChoiceField(_l("Kind"), members=PlanKind, blank=False, default=PlanKind.equal_instalments)
    total = fields.NumberField(_l("Total"), validators=NEEDED)
    count = IntegerField(_l("Instalments"), default=3, validators=[*NEEDED, validators.NumberRange(1, plan.MOST)])
    first_on = DateField(_l("First instalment on"), validators=NEEDED)
    every = fields.ChoiceField(_l("Period"), members=Period, blank=False, default=Period.month)
    pay_day = IntegerField(_l("Pay day of the month"), validators=[MAYBE, validators.NumberRange(1, 31)])
    holiday_months = IntegerField(
        _l("Months without a payment"), validators=[MAYBE, validators.NumberRange(0, plan.MOST_HOLIDAY)]
    )
    approval = reason_field()


class EvidenceForm(fields.Form):
    """How the borrower agreed."""

    evidence = StringField(_l("How did the borrower agree?"), validators=TEXT, filters=[fields.tidy])


def terms(form: Any) -> dict[str, Any]:
    """What a plan is proposed with; a deferral is the whole in one."""
    names = ("total", "count", "first_on", "kind", "every", "pay_day", "holiday_months")
    found = {name: form[name].data for name in names}
    found["holiday_months"] = found["holiday_months"] or 0
    return found | ({"count": 1} if form.kind.data == PlanKind.deferral else {})


def preview(row: Case, form: Any) -> list[rule.Instalment]:
    """The instalments that the form means."""
    try:
        return plan.draft(row, plan.Ask(**terms(form)))
    except RuleError as refusal:
        errors.tell(refusal)
        return []


def proposed(row: Case, form: Any) -> Any:
    """Propose what the form says."""
    return or_asked(row, ApprovalKind.plan, form, terms(form), plan.propose)


def agreed(row: Case, evidence: str) -> None:
    """Let the plan that the form names run, with the signed scan where one came along."""
    plan.agree(given(row, Plan), evidence, clock.today(), clock.now(), scan=files.scan("scan"))


def cancelled(row: Case, reason: str) -> None:
    """End the plan that the form names."""
    plan.cancel(given(row, Plan), reason, clock.today())


class PlanPanel(AffordPanel, PlanPaperPanel):
    """What the borrower said and agreed to pay."""

    def details(self, row: Any) -> dict[str, Any]:
        """Promises and plans, newest first, with the form of a new plan."""
        return super().details(row) | {
            "promises": sorted(row.promises, key=lambda each: -each.id),
            "plans": sorted(row.plans, key=lambda each: -each.id),
            "plan_open": plan.open_of(row),
            "plan": PlanForm(total=row.balance),
        }

    @expose("/plan/", methods=("POST",))
    def propose_plan(self) -> Any:
        """Show the instalments of a plan, then propose it."""
        form, done = PlanForm(request.form), gettext("Plan proposed. It holds nothing until it is agreed.")
        if request.form.get("step") == "look" and rights.may("create", "plan") and form.validate():
            return self.again(plan=form, preview=preview(scope.one(Case, request.args.get("id")), form))
        return self.act(("create", "plan"), form, lambda row: proposed(row, form), done, "plan")

    @expose("/plan/agree/", methods=("POST",))
    def agree_plan(self) -> Any:
        """The borrower agreed."""
        form, done = EvidenceForm(request.form), gettext("The plan runs.")
        return self.act(("act", "plan"), form, lambda row: agreed(row, form.evidence.data), done)

    @expose("/plan/cancel/", methods=("POST",))
    def cancel_plan(self) -> Any:
        """End a plan."""
        form, done = ReasonForm(request.form), gettext("The plan is cancelled.")
        return self.act(("act", "plan"), form, lambda row: cancelled(row, form.reason.data), done)

    @expose("/promise/cancel/", methods=("POST",))
    def cancel_promise(self) -> Any:
        """Take a promise back."""
        form, done = fields.Form(request.form), gettext("The promise is cancelled.")
        return self.act(("act", "promise"), form, lambda row: promise.cancel(given(row, Promise), clock.today()), done)
