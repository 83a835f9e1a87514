"""The plan panels of the case page: what a borrower can afford, plans from the proposal to the end, their papers."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from flask import abort, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import StringField, validators

from admin.base import clock, errors, fields, handout, rights
from admin.base.fields import DateField, WholeField
from admin.base.handout import File
from admin.case import limits
from admin.case.approval import or_asked, reason_field, whom
from admin.case.form import NEEDED, PanelForm, ReasonForm
from admin.case.limits import Rows
from admin.case.panel import Panel, answer, handing_out, post
from admin.paper import agreement
from models import transaction
from models.approval import ApprovalKind
from models.base import Language
from models.case import Case
from models.plan import Debt, Period, Plan, PlanKind
from rules import affordability, money
from rules import plan as rule
from rules.access import Level
from rules.errors import RuleError
from services import authority, plan


class PlanPaperPanel(Panel):
    """What is printed of a plan, and what was signed."""

    name = "plan_paper"
    tongues = list(Language)

    @cached_property
    def calendar_known(self) -> dict[int, bool]:
        """Which plans lie in years whose holidays are known."""
        return {each.id: plan.is_calendar_known(each) for each in self.row.plans}

    @handing_out("/plan/agreement/", "plan", back=True)
    def plan_agreement(self) -> File:
        """The agreement of a plan as PDF, in the language asked for, as it was first set; or the copy to sign."""
        for_signing = bool(request.form.get("signing")) and rights.may("act", "plan")
        with transaction.writing():
            row, language = self.given(Plan), asked(self.row)
            found = plan.paper(row, language, for_signing, lambda: agreement.pdf(row, language, for_signing))
        return handout.kept(found, self.row)

    @handing_out("/plan/scan/", "plan")
    def plan_scan(self) -> File:
        """The signed scan of a plan."""
        return handout.kept(self.given(Plan).document or abort(404), self.row)


def asked(row: Case) -> Language:
    """The language asked for, or the borrower's."""
    chosen = request.form.get("language", "")
    return Language(chosen) if chosen in list(Language) else row.borrower.language


DAYS = 14


class AffordForm(PanelForm):
    """What the borrower has each month."""

    panel = "afford"
    income = fields.NumberField(_l("Income a month"), validators=NEEDED)
    outgoings = fields.NumberField(_l("Essential outgoings a month"), validators=NEEDED)
    other_debts = fields.NumberField(_l("Other debts a month"), validators=[validators.Optional()])
    begins_on = DateField(_l("First instalment on"), validators=NEEDED)
    debt = fields.ChoiceField(_l("To be planned"), members=Debt, blank=False)


class Choice(NamedTuple):
    """A plan that the borrower can afford: its total, its instalments, and the overdue interest that runs meanwhile.

    `whom` names who may grant it, where the person may not.
    """

    total: Decimal
    option: affordability.Option
    parts: list[rule.Instalment]
    cost: Decimal
    whom: str


class AffordPanel(Panel):
    """Three plans from income and essential outgoings."""

    name = "afford"
    choices: list[Choice] | None = None
    """What fits; None until it was asked."""

    @cached_property
    def form(self) -> AffordForm:
        """What the borrower has, the first day two weeks ahead; what is overdue is planned where anything is."""
        debt = Debt.overdue if plan.planned(self.row, Debt.overdue, self.today) else Debt.whole
        return AffordForm(begins_on=self.today + timedelta(days=DAYS), debt=debt)

    @answer("/plan/afford/", ("create", "plan"))
    def afford_plan(self) -> Any:
        """Show the plans that the borrower can afford."""
        form = AffordForm(request.form)
        return self.again(form=form, choices=choices(self.row, form) if form.validate() else None)


def choices(row: Case, form: Any) -> list[Choice]:
    """The plans that fit what is left each month; none where nothing is."""
    try:
        left = affordability.left_over(form.income.data, form.outgoings.data, form.other_debts.data or Decimal(0))
        total = plan.planned(row, form.debt.data, clock.today())
        options = affordability.options(total, left, unit=money.unit(row.loan.currency))
        return [_choice(row, total, each, form.begins_on.data) for each in options]
    except RuleError as refusal:
        errors.tell(refusal)
        return []


def _choice(row: Case, total: Decimal, option: affordability.Option, first_on: date) -> Choice:
    parts = plan.draft(row, plan.Ask(total, option.months, first_on))
    return Choice(total, option, parts, plan.cost(row, parts, clock.today()), beyond(parts))


def beyond(parts: list[rule.Instalment]) -> str:
    """Who may grant a plan that the person may not; empty where they may. Raises RuleError where nobody may."""
    person = rights.person()
    if person is None:
        return ""
    found = authority.of_plan(person.level, [part.due_on for part in parts], clock.today())
    if found.role is None:
        raise RuleError("This goes beyond what anybody here may grant.")
    return "" if found.allowed else whom(Level(found.role))


TEXT = [*NEEDED, validators.Length(max=500)]
MAYBE = validators.Optional()


class PlanForm(PanelForm):
    """A plan to propose."""

    panel = "plan"
    kind = fields.ChoiceField(_l("Kind"), members=PlanKind, blank=False, default=PlanKind.equal_instalments)
    total = fields.NumberField(_l("Total"), validators=NEEDED)
    count = WholeField(_l("Instalments"), default=3, validators=[*NEEDED, validators.NumberRange(1, plan.MOST)])
    first_on = DateField(_l("First instalment on"), validators=NEEDED)
    every = fields.ChoiceField(_l("Period"), members=Period, blank=False, default=Period.month)
    pay_day = WholeField(_l("Pay day of the month"), validators=[MAYBE, validators.NumberRange(1, 31)])
    holiday_months = WholeField(
        _l("Months without a payment"), validators=[MAYBE, validators.NumberRange(0, plan.MOST_HOLIDAY)]
    )
    approval = reason_field()


class EvidenceForm(fields.Form):
    """How the borrower agreed."""

    evidence = StringField(_l("How did the borrower agree?"), validators=TEXT, filters=[fields.tidy])


def terms(form: Any) -> dict[str, Any]:
    """What a plan is proposed with; a deferral is the whole in one."""
    names = ("total", "count", "first_on", "kind", "every", "pay_day", "holiday_months")
    asked = {name: form[name].data for name in names}
    asked["holiday_months"] = asked["holiday_months"] or 0
    return asked | ({"count": 1} if form.kind.data == PlanKind.deferral else {})


def preview(row: Case, form: Any) -> list[rule.Instalment]:
    """The instalments that the form means."""
    try:
        return plan.draft(row, plan.Ask(**terms(form)))
    except RuleError as refusal:
        errors.tell(refusal)
        return []


class PlanPanel(Panel):
    """What the borrower agreed to pay."""

    name = "plan"
    preview: list[rule.Instalment] = []
    """The instalments that a form means, once somebody asked to see them."""

    @cached_property
    def plans(self) -> list[Plan]:
        """The plans, newest first."""
        return sorted(self.row.plans, key=lambda each: -each.id)

    @cached_property
    def open(self) -> Plan | None:
        """The one that is proposed, agreed or running."""
        return next((each for each in self.plans if each.status in plan.OPEN), None)

    @cached_property
    def limits(self) -> str:
        """What the person may grant, and whom to ask beyond that."""
        mine = limits.of_plans(self.authority)
        return f"{mine} {self.beyond}".strip() if mine else ""

    @cached_property
    def authority(self) -> Rows:
        """The limits of each level."""
        return authority.stored()

    @cached_property
    def beyond(self) -> str:
        """Whom the person asks for more than they may grant."""
        return limits.beyond()

    @cached_property
    def form(self) -> PlanForm:
        """A plan to propose."""
        return PlanForm(total=plan.planned(self.row, Debt.whole, self.today))

    @answer("/plan/", ("create", "plan"))
    def propose_plan(self) -> Any:
        """Show the instalments of a plan, then propose it, if the person's level may."""
        form, done = PlanForm(request.form), gettext("Plan proposed. It holds nothing until it is agreed.")
        if request.form.get("step") == "look" and form.validate():
            return self.again(form=form, preview=preview(self.row, form))
        return self.act(PlanPanel.proposed, form, done, "form")

    def proposed(self, form: Any) -> Any:
        """Propose what the form says."""
        return or_asked(self.row, ApprovalKind.plan, form, terms(form), plan.propose)

    @post("/plan/agree/", ("act", "plan"), EvidenceForm, _l("The plan runs."))
    def agree_plan(self, form: Any) -> None:
        """The borrower agreed: the plan runs, with the signed scan where one came along."""
        scan = handout.scan("scan")
        plan.agree(self.given(Plan), form.evidence.data, self.today, self.now, scan=scan)

    @post("/plan/cancel/", ("act", "plan"), ReasonForm, _l("The plan is cancelled."))
    def cancel_plan(self, form: Any) -> None:
        """End a plan."""
        plan.cancel(self.given(Plan), form.reason.data, self.today)
