"""The money panels of the case page: what is owed, charges, waivers, and payments with where each went."""

from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, StringField, validators

from admin.base import fields, format, rights
from admin.base.fields import DateField
from admin.case.approval import or_asked, reason_field
from admin.case.form import NEEDED, PanelForm, ReasonForm
from admin.case.panel import Panel, answer, post
from admin.paper import statement as paper
from models.approval import ApprovalKind
from models.case import Case
from models.charge import Charge
from models.loan import Instalment
from models.payment import DUE, Component, Payment
from models.set_off import SetOff
from rules.errors import RuleError
from rules.ledger import CHARGES, Standing
from services import charge, credit, early, ledger, payment
from services.credit import set_off

SHOWN = 50
NOT_CHARGED = [each for each in Component if each not in CHARGES]
NEAR = 5
"""So many instalments that are overdue stand open."""


class Owed(NamedTuple):
    """One component of the debt: what is overdue today, what falls due later."""

    component: Component
    overdue: Decimal
    later: Decimal


class OwedPanel(Panel):
    """What is owed today, by component."""

    name = "owed"

    @cached_property
    def standing(self) -> Standing:
        """The ledger of today."""
        return ledger.today(self.row.loan, self.today)

    @cached_property
    def parts(self) -> list[Owed]:
        """Each component that falls due by the schedule or is owed."""
        owed, late = self.standing.owed, self.standing.overdue
        parts = [Owed(name, late[name], owed[name] - late[name]) for name in Component]
        return [each for each in parts if each.component in DUE or each.overdue or each.later]

    @cached_property
    def overdue(self) -> Decimal:
        """What is overdue in all."""
        return sum((self.standing.overdue[name] for name in Component), Decimal("0.00"))

    @cached_property
    def near(self) -> list[Instalment]:
        """The latest instalments that are overdue, and the next one."""
        unpaid = [each for each in self.row.loan.instalments if each.unpaid]
        late = [each for each in unpaid if each.due_on < self.today]
        return late[-NEAR:] + [each for each in unpaid if each.due_on >= self.today][:1]

    @cached_property
    def elsewhere(self) -> list[credit.Held]:
        """The credit that lies on other loans of the borrower; every loan has its case, so one case asks nothing."""
        if len(self.row.borrower.cases) < 2:
            return []
        found = credit.of_borrowers([self.row.borrower_id]).get(self.row.borrower_id, [])
        return [each for each in found if each.loan_id != self.row.loan_id]

    @cached_property
    def set_offs(self) -> list[SetOff]:
        """The proposals that take from the credit of this loan, or pay on it."""
        return set_off.of_loan(self.row.loan) if self.elsewhere or self.standing.credit else []

    @cached_property
    def payoff(self) -> Decimal:
        """What ends the debt today."""
        return early.ends(self.row.loan, self.standing)

    @cached_property
    def basis(self) -> str:
        """How interest counts when the debt is repaid early."""
        return paper.basis(self.row.loan)

    @cached_property
    def per_diem(self) -> Decimal:
        """The overdue interest that one more day adds."""
        return ledger.per_diem(self.row.loan, self.today)


class ChargeForm(PanelForm):
    """A cost or a penalty that an instalment bears."""

    panel = "charge"
    instalment = SelectField(_l("Instalment"), validators=NEEDED)
    component = fields.ChoiceField(_l("Part"), members=Component, blank=False, default=Component.cost, but=NOT_CHARGED)
    amount = fields.NumberField(_l("Amount"), validators=NEEDED)
    on = DateField(_l("Day"), validators=NEEDED)
    reason = StringField(_l("What for"), validators=[*NEEDED, validators.Length(max=500)], filters=[fields.tidy])
    seen = HiddenField(validators=NEEDED)


class ChargePanel(Panel):
    """What the loan bears beside its schedule."""

    name = "charge"

    @cached_property
    def charges(self) -> list[Charge]:
        """The charges, newest first."""
        return sorted(self.row.loan.charges, key=lambda each: (each.on, each.id), reverse=True)

    @cached_property
    def form(self) -> ChargeForm:
        """What to charge to the oldest instalment that is unpaid."""
        form = ChargeForm(on=self.today, seen=len(self.charges))
        unpaid = (each.id for each in self.row.loan.instalments if each.unpaid)
        form.instalment.choices, form.instalment.data = self.borne(), str(next(unpaid, ""))
        return form

    def borne(self) -> list[tuple[str, str]]:
        """The instalments that may bear a charge, by their due day."""
        return [(str(each.id), format.words(each.due_on)) for each in self.row.loan.instalments]

    @answer("/charge/", ("create", "charge"))
    def charge_loan(self) -> Any:
        """Charge a cost or a penalty to an instalment."""
        form = ChargeForm(request.form)
        form.instalment.choices = self.borne()
        return self.act(ChargePanel.charged, form, gettext("It is charged."), "form")

    def charged(self, form: Any) -> Charge:
        """Post what the form says, once: a second press of the same sheet finds one charge more."""
        if form.seen.data != str(len(self.charges)):
            raise RuleError("It was changed since, and stays as it is.")
        instalment = next(each for each in self.row.loan.instalments if str(each.id) == form.instalment.data)
        terms = (form.component.data, form.amount.data, form.on.data, self.today, form.reason.data)
        return charge.post(instalment, *terms, user=rights.person())

    @post("/charge/reverse/", ("act", "charge"), ReasonForm, _l("The charge is taken back."))
    def reverse_charge(self, form: Any) -> Charge:
        """Take a charge back, from today on."""
        return charge.reverse(self.given(Charge), self.today, form.reason.data)


class WaiveForm(PanelForm):
    """A part of the debt to let go of."""

    panel = "waive"
    component = fields.ChoiceField(_l("Part"), members=Component, blank=False, default=Component.penalty)
    amount = fields.NumberField(_l("Amount"), validators=NEEDED)
    reason = StringField(_l("Reason"), validators=[*NEEDED, validators.Length(max=500)], filters=[fields.tidy])
    approval = reason_field()


class WaivePanel(Panel):
    """What is let go at once."""

    name = "waive"

    @property
    def limits(self) -> str:
        """What the person may waive, as the offer says it."""
        said: str = self.page.offer.limits
        return said

    @cached_property
    def form(self) -> WaiveForm:
        """A part to let go of."""
        return WaiveForm()

    @post("/waive/", ("create", "offer"), WaiveForm, _l("It is waived."), again="form")
    def waive_part(self, form: Any) -> Any:
        """Let go of a part of the debt, if the person's level may."""
        terms = {"component": form.component.data, "amount": form.amount.data, "note": form.reason.data}
        return or_asked(self.row, ApprovalKind.waiver, form, terms, payment.waive_by)


class PaymentForm(PanelForm):
    """Money received."""

    panel = "pay"
    amount = fields.NumberField(_l("Amount"), validators=NEEDED)
    paid_on = DateField(_l("Value date"), validators=NEEDED)
    reference = StringField(
        _l("Bank reference"), validators=[*NEEDED, validators.Length(max=200)], filters=[fields.tidy]
    )
    note = StringField(_l("Note"), validators=[validators.Length(max=500)], filters=[fields.tidy])


class MoneyPanel(Panel):
    """What came in."""

    name = "money"

    @cached_property
    def payments(self) -> list[Payment]:
        """The latest payments of the loan."""
        return payments(self.row, SHOWN)

    @cached_property
    def form(self) -> PaymentForm:
        """Money received."""
        return PaymentForm(paid_on=self.today)

    @post("/payment/", ("create", "payment"), PaymentForm, _l("Payment recorded."), again="form")
    def record_payment(self, form: Any) -> Payment:
        """Record a payment."""
        reference, note = form.reference.data, form.note.data or ""
        return payment.record(self.row.loan, form.amount.data, form.paid_on.data, self.today, reference, note=note)

    @post("/payment/reverse/", ("act", "payment"), ReasonForm, _l("Payment reversed."))
    def reverse_payment(self, form: Any) -> Payment:
        """Take a payment back, from today on."""
        return payment.reverse(self.given(Payment), self.today, form.reason.data)


def payments(row: Case, count: int) -> list[Payment]:
    """The latest payments of a case's loan; each knows where it went."""
    return sorted(row.loan.payments, key=lambda each: (each.paid_on, each.id), reverse=True)[:count]
