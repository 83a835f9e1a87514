"""The money panel of the case page: instalments, payments with their allocations, and recording one."""

from functools import partial
from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from wtforms import DateField, StringField, validators

from admin.base import clock, fields
from admin.case.approval import or_asked, reason_field
from admin.case.panel import NEEDED, Panel, PanelForm, ReasonForm, given
from models import db
from models.approval import ApprovalKind
from models.case import Case
from models.charge import Charge
from models.payment import Allocation, Component, Payment
from services import charge, ledger, payment


class ChargePanel(Panel):
    """What the loan bears beside its schedule."""

    def details(self, row: Any) -> dict[str, Any]:
        """The charges, newest first, and the overdue interest of a day."""
        return super().details(row) | {
            "charges": sorted(row.loan.charges, key=lambda each: (each.on, each.id), reverse=True),
            "per_diem": ledger.per_diem(row.loan, clock.today()),
        }

    @expose("/charge/reverse/", methods=("POST",))
    def reverse_charge(self) -> Any:
        """Take a charge back."""
        form, done = ReasonForm(request.form), gettext("The charge is taken back.")
        return self.act(("act", "charge"), form, lambda row: uncharged(row, form.reason.data), done)


def uncharged(row: Case, reason: str) -> Charge:
    """Take the charge back that the form names, from today on."""
    return charge.reverse(given(row, Charge), clock.today(), reason)


class WaiveForm(PanelForm):
    """A part of the debt to let go of."""

    panel = "waive"
    component = fields.ChoiceField(_l("Part"), members=Component, blank=False, default=Component.penalty)
    amount = fields.NumberField(_l("Amount"), validators=NEEDED)
    reason = StringField(_l("Reason"), validators=[*NEEDED, validators.Length(max=500)], filters=[fields.tidy])
    approval = reason_field()


class WaivePanel(Panel):
    """What is let go at once."""

    def details(self, row: Any) -> dict[str, Any]:
        """The form."""
        return super().details(row) | {"waive": WaiveForm()}

    @expose("/waive/", methods=("POST",))
    def waive_part(self) -> Any:
        """Let go of a part of the debt."""
        form, done = WaiveForm(request.form), gettext("It is waived.")
        return self.act(("create", "offer"), form, lambda row: waived(row, form), done, "waive")


def waived(row: Case, form: Any) -> Any:
    """Let go of what the form says, if the person's level may."""
    terms = {"component": form.component.data, "amount": form.amount.data}
    return or_asked(row, ApprovalKind.waiver, form, terms, partial(payment.waive_by, note=form.reason.data))


SHOWN = 50


class PaymentForm(PanelForm):
    """Money received."""

    panel = "pay"
    amount = fields.NumberField(_l("Amount"), validators=NEEDED)
    paid_on = DateField(_l("Value date"), validators=NEEDED)
    reference = StringField(
        _l("Bank reference"), validators=[*NEEDED, validators.Length(max=200)], filters=[fields.tidy]
    )
    note = StringField(_l("Note"), validators=[validators.Length(max=500)], filters=[fields.tidy])


class MoneyPanel(WaivePanel, ChargePanel):
    """What is owed and what came in."""

    def details(self, row: Any) -> dict[str, Any]:
        """The latest payments of the loan and the form of a new one."""
        return super().details(row) | {
            "payments": payments(row, SHOWN),
            "pay": PaymentForm(paid_on=clock.today()),
        }

    @expose("/payment/", methods=("POST",))
    def record_payment(self) -> Any:
        """Record a payment."""
        form, done = PaymentForm(request.form), gettext("Payment recorded.")
        return self.act(("create", "payment"), form, lambda row: paid(row, form), done, "pay")

    @expose("/payment/reverse/", methods=("POST",))
    def reverse_payment(self) -> Any:
        """Take a payment back."""
        form, done = ReasonForm(request.form), gettext("Payment reversed.")
        return self.act(("act", "payment"), form, lambda row: taken_back(row, form.reason.data), done)


def paid(row: Case, form: Any) -> Payment:
    """Hand what the form says to the service."""
    reference, note = form.reference.data, form.note.data or ""
    return payment.record(row.loan, form.amount.data, form.paid_on.data, clock.today(), reference, note=note)


def taken_back(row: Case, reason: str) -> Payment:
    """Reverse the payment that the form names, from today on."""
    return payment.reverse(given(row, Payment), clock.today(), reason)


def payments(row: Case, count: int) -> list[Payment]:
    """The latest payments of a case's loan, with where each went."""
    query = select(Payment).where(Payment.loan_id == row.loan_id).order_by(Payment.paid_on.desc(), Payment.id.desc())
    where_to = selectinload(Payment.allocations).joinedload(Allocation.instalment)
    return list(db.session.scalars(query.options(where_to, joinedload(Payment.reversal)).limit(count)))
