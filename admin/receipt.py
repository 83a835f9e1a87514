"""Screen of the receipts: money that came in with a bank file, and whose it is."""

from flask_babel import lazy_gettext as _l

from admin.base.view import RecordView
from models.receipt import Receipt


class ReceiptView(RecordView):
    """Lines of bank files; a line is never edited."""

    model = Receipt
    menu_group = "Operations"
    icon = "coin"
    column_list = ("reference", "received_on", "amount", "currency", "payer", "status", "borrower", "lender")
    column_filters = ("status", "received_on", "amount", "currency", "lender")
    column_searchable_list = ("reference",)
    column_default_sort = ("received_on", True)
    facts = ("amount", "currency", "received_on", "payer", "status", "borrower")
    empty = _l("Receipts come with a bank file.")
