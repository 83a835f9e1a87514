"""What the desk does about a referral: instructions, answers, costs, money that came, the word of deletion."""

from functools import cached_property
from typing import Any

from flask import abort
from flask_babel import lazy_gettext as _l
from wtforms import StringField, validators

from admin.base import fields, handout, rights
from admin.base.fields import DateField
from admin.case.form import NEEDED, PanelForm
from admin.case.panel import Panel, post
from models.partner import Payer
from models.referral import Referral
from models.referral_work import CostKind, ReferralDecision
from services import referral
from services.referral import decision, question, remittance
from services.referral import work as referral_work

SHORT = [validators.Length(max=200)]


class DecideForm(PanelForm):
    """How to go on with a referral on whose case something happened."""

    panel = "decide"
    decision = fields.ChoiceField(_l("How to go on"), members=ReferralDecision, blank=True, validators=NEEDED)
    until = DateField(_l("Paused until"), validators=[validators.Optional()])
    words = StringField(
        _l("Why; the partner reads it"), validators=[*NEEDED, validators.Length(max=500)], filters=[fields.tidy]
    )


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


class ReferralPanel(Panel):
    """Both sides' work on a referral, as the desk sees it."""

    name = "referral"
    costs_of = staticmethod(referral_work.costs)
    questions_of = staticmethod(question.open_of)

    @cached_property
    def instruct(self) -> InstructForm:
        """The instructions as they stand."""
        row = self.page.legal.referral
        return InstructForm(floor=row.settlement_floor, cost_cap=row.cost_cap) if row else InstructForm()

    @cached_property
    def decide(self) -> DecideForm:
        """How to go on."""
        return DecideForm()

    @cached_property
    def answer(self) -> AnswerForm:
        """The answer to what the partner misses."""
        return AnswerForm()

    @cached_property
    def cost(self) -> CostForm:
        """A cost to record."""
        return CostForm(on=self.today)

    @cached_property
    def remit(self) -> RemitForm:
        """Money to book."""
        return RemitForm(on=self.today)

    @property
    def open(self) -> Referral:
        """The referral that has not ended; any other is not found."""
        return referral.open_of(self.row) or abort(404)

    @post("/referral/instruct/", ("edit", "referral"), InstructForm, _l("The instructions are set."), again="instruct")
    def instruct_referral(self, form: Any) -> None:
        """Set the instructions."""
        referral.instruct(self.open, form.floor.data, form.cost_cap.data, self.today)

    @post(
        "/referral/decide/", ("edit", "referral"), DecideForm, _l("Decided. The partner sees it now."), again="decide"
    )
    def decide_referral(self, form: Any) -> None:
        """Decide how to go on."""
        terms = (form.decision.data, form.words.data, rights.person(), self.today, self.now)
        decision.decide(self.open, *terms, until=form.until.data)

    @post("/referral/answer/", ("act", "referral"), AnswerForm, _l("The partner sees it now."))
    def answer_item(self, form: Any) -> None:
        """Answer what the partner asked for."""
        item = self.named([item for each in self.row.referrals for item in each.items])
        referral_work.answer(item, form.words.data or "", handout.scan("file"), self.now, rights.person())

    @post("/referral/cost/", ("edit", "referral"), CostForm, _l("The cost is recorded."), again="cost")
    def record_cost(self, form: Any) -> Any:
        """Record a cost."""
        terms = (form.kind.data, form.on.data, form.amount.data, form.paid_by.data, self.today)
        return referral_work.cost(self.open, *terms, note=form.note.data or "", user=rights.person())

    @post("/referral/cost/reverse/", ("edit", "referral"), fields.Form, _l("The cost is taken back."))
    def reverse_cost(self, form: Any) -> None:
        """Take a cost back."""
        costs = [cost for each in self.row.referrals for cost in each.costs]
        referral_work.take_back(self.named(costs), self.today)

    @post(
        "/referral/remit/",
        ("edit", "referral"),
        RemitForm,
        _l("Booked: the borrower is credited with what was collected."),
        again="remit",
    )
    def record_remittance(self, form: Any) -> Any:
        """Book what the partner collected."""
        terms = (form.reference.data, form.on.data, form.gross.data, form.net.data, self.today)
        return remittance.record(self.open, *terms, rights.person())

    @post("/referral/deletion/", ("edit", "referral"), fields.Form, _l("The certificate is kept."))
    def certify_deletion(self, form: Any) -> None:
        """Keep the certificate that a recalled file was deleted."""
        referral.certify(self.named(self.row.referrals), handout.scan("certificate"))
