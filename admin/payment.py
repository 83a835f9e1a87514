"""Screen of the payments."""

from typing import Any

from flask_babel import lazy_gettext as _l

from admin.base import clock
from admin.base.bulk import bulk
from admin.base.view import RecordView
from models.payment import Payment
from services import ledger, payment


class PaymentView(RecordView):
    """Money received; a wrong payment is reversed, never changed."""

    model = Payment
    icon = "coin"
    column_list = ("reference", "loan", "loan.borrower", "paid_on", "amount", "kind", "unapplied", "returned")
    column_filters = ("paid_on", "posted_on", "amount", "kind", "loan")
    column_searchable_list = ("reference", "loan.contract_no")
    column_default_sort = ("paid_on", True)
    form_groups = ((_l("Payment"), ("loan", "amount", "paid_on", "reference", "note")),)
    facts = ("loan", "amount", "paid_on", "kind")
    empty = _l("Payments come with a bank file, or are entered here one by one.")

    reverse = bulk(
        payment.reverse,
        _l("Reverse"),
        _l("Why is this payment taken back?"),
        asks={"reason": str},
        danger=True,
        when=lambda row: row.kind in ledger.LAID and row.reversal is None,
    )

    def make(self, form: Any) -> Payment:
        """Record the payment."""
        given = {name: form[name].data for name in ("loan", "amount", "paid_on", "reference")}
        return payment.record(**given, posted_on=clock.today(), note=form.note.data or "")
