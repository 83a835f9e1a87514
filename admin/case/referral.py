"""What the desk does about a referral: instructions, answers, costs, money that came, the word of deletion."""

from typing import Any

from flask import abort, request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, StringField, validators

from admin.base import clock, fields, files, rights
from admin.case.panel import NEEDED, Panel, PanelForm, named
from models.case import Case
from models.partner import Payer
from models.referral import Referral
from models.referral_work import CostKind
from services import referral
from services.referral import remittance
from services.referral import work as referral_work

SHORT = [validators.Length(max=200)]


class InstructForm(PanelForm):
    """What the partner may settle for, and what it may cost."""

    panel = "instruct"
    floor = fields.NumberField(_l("Settlement floor"))
    cost_cap = fields.NumberField(_l("Cap on costs"))


class AnswerForm(PanelForm):
    """The answer to what the partner misses."""

    panel = "answer"
    words = StringField(_l("Answer"), validators=[validators.Length(max=500)], filters=[fields.tidy])


class CostForm(PanelForm):
    """A cost and who paid it."""

    panel = "cost"
    kind = fields.ChoiceField(_l("Cost"), members=CostKind, blank=False, validators=NEEDED, default=CostKind.court_fee)
    amount = fields.NumberField(_l("Amount"), validators=NEEDED)
    on = DateField(_l("Day"), validators=NEEDED)
    paid_by = fields.ChoiceField(_l("Paid by"), members=Payer, blank=False, validators=NEEDED, default=Payer.lender)
    note = StringField(_l("Note"), validators=SHORT, filters=[fields.tidy])


class RemitForm(PanelForm):
    """Money that the partner collected."""

    panel = "remit"
    reference = StringField(_l("Reference"), validators=[*NEEDED, *SHORT], filters=[fields.tidy])
    on = DateField(_l("Received by the partner on"), validators=NEEDED)
    gross = fields.NumberField(_l("Collected"), validators=NEEDED)
    net = fields.NumberField(_l("Handed on"), validators=NEEDED)


class ReferralWorkPanel(Panel):
    """Both sides' work on a referral, as the desk sees it."""

    def details(self, row: Any) -> dict[str, Any]:
        """The forms, and what the referral cost."""
        found, today = referral.open_of(row), clock.today()
        instruct = InstructForm(floor=found.settlement_floor, cost_cap=found.cost_cap) if found else InstructForm()
        forms = {"instruct": instruct, "answer": AnswerForm(), "cost": CostForm(on=today), "remit": RemitForm(on=today)}
        return super().details(row) | forms | {"costs_of": referral_work.costs}

    @expose("/referral/instruct/", methods=("POST",))
    def instruct_referral(self) -> Any:
        """Set the instructions."""
        form = InstructForm(request.form)
        work = lambda row: referral.instruct(here(row), form.floor.data, form.cost_cap.data)  # noqa: E731
        return self.act(("edit", "referral"), form, work, gettext("The instructions are set."), "instruct")

    @expose("/referral/answer/", methods=("POST",))
    def answer_item(self) -> Any:
        """Answer what the partner asked for."""
        form = AnswerForm(request.form)
        return self.act(("act", "referral"), form, lambda row: answered(row, form), gettext("The partner sees it now."))

    @expose("/referral/cost/", methods=("POST",))
    def record_cost(self) -> Any:
        """Record a cost."""
        form = CostForm(request.form)
        return self.act(
            ("edit", "referral"), form, lambda row: spent(row, form), gettext("The cost is recorded."), "cost"
        )

    @expose("/referral/cost/reverse/", methods=("POST",))
    def reverse_cost(self) -> Any:
        """Take a cost back."""
        form = fields.Form(request.form)
        return self.act(("edit", "referral"), form, taken_back, gettext("The cost is taken back."))

    @expose("/referral/remit/", methods=("POST",))
    def record_remittance(self) -> Any:
        """Book what the partner collected."""
        form = RemitForm(request.form)
        done = gettext("Booked: the borrower is credited with what was collected.")
        return self.act(("edit", "referral"), form, lambda row: remitted(row, form), done, "remit")

    @expose("/referral/deletion/", methods=("POST",))
    def certify_deletion(self) -> Any:
        """Keep the certificate that a recalled file was deleted."""
        form = fields.Form(request.form)
        work = lambda row: referral.certify(recalled(row), files.scan("certificate"))  # noqa: E731
        return self.act(("edit", "referral"), form, work, gettext("The certificate is kept."))


def here(row: Case) -> Referral:
    """The open referral of a case."""
    return referral.open_of(row) or abort(404)


def recalled(row: Case) -> Referral:
    """The recalled referral that a button names."""
    return named(row.referrals)


def answered(row: Case, form: Any) -> None:
    """Hand the answer to the service."""
    found = named([item for each in row.referrals for item in each.items])
    referral_work.answer(found, form.words.data or "", files.scan("file"), clock.now(), rights.person())


def spent(row: Case, form: Any) -> Any:
    """Hand the cost to the service."""
    given = (form.kind.data, form.on.data, form.amount.data, form.paid_by.data, clock.today())
    return referral_work.cost(here(row), *given, note=form.note.data or "", user=rights.person())


def taken_back(row: Case) -> None:
    """Hand the cost that a button names to the service."""
    referral_work.take_back(named([cost for each in row.referrals for cost in each.costs]), clock.today())


def remitted(row: Case, form: Any) -> Any:
    """Hand the money to the service."""
    given = (form.reference.data, form.on.data, form.gross.data, form.net.data, clock.today())
    return remittance.record(here(row), *given, rights.person())
