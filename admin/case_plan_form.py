"""The forms of a plan, and handing them to the service."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, StringField, validators

from admin.base import clock, errors, fields, files
from admin.case_approval import or_asked, reason_field
from admin.case_form import NEEDED, PanelForm
from admin.case_panel import given
from models.approval import ApprovalKind
from models.case import Case
from models.plan import Period, Plan, PlanKind
from rules import plan as rule
from rules.errors import RuleError
from services import plan

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
