"""The money panel of the case page: instalments, payments with their allocations, and recording one."""

from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from wtforms import DateField, StringField, validators

from admin.base import clock, fields
from admin.case_charge import ChargePanel
from admin.case_form import NEEDED, PanelForm, ReasonForm
from admin.case_panel import given
from admin.case_waive import WaivePanel
from models import db
from models.case import Case
from models.payment import Allocation, Payment
from services import payment

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
