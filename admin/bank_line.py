"""Screens of what bank files tell besides receipts: lines that are only kept or wait, accounts, and explained words."""

from typing import Any

from flask_babel import lazy_gettext as _l

from admin.base.bulk import bulk
from admin.base.view import RecordView
from models.receipt import BankAccount, BankLine, BankWord, LineStatus, Receipt
from services.receipt import returns


def waits(row: Any) -> bool:
    """Whether a person must decide."""
    return row.status == LineStatus.waiting


class BankLineView(RecordView):
    """Lines that are no receipt; a return waits until a person has looked at it."""

    model = BankLine
    icon = "coin"
    column_list = ("reference", "on", "kind", "amount", "currency", "payer", "status", "receipt", "borrower", "lender")
    column_filters = ("status", "kind", "on", "amount", "currency", "lender")
    column_searchable_list = ("reference",)
    column_default_sort = ("on", True)
    facts = ("kind", "amount", "currency", "on", "payer", "memo", "status", "receipt", "borrower")
    empty = _l("Lines come with a bank file.")

    take_back = bulk(
        returns.take_back,
        _l("Take the receipt back"),
        _l("Did the bank take this receipt back? Its payments are reversed."),
        danger=True,
        when=lambda row: waits(row) and row.receipt_id,
    )
    point_out = bulk(
        returns.point_out,
        _l("Name the receipt"),
        _l("Which receipt does this line take back? Its cases rest."),
        asks={"receipt": Receipt},
        when=waits,
    )
    dismiss = bulk(
        returns.dismiss,
        _l("It takes nothing back"),
        _l("Why is this no return? The cases go on."),
        asks={"reason": str},
        when=waits,
    )


class BankAccountView(RecordView):
    """The accounts of lenders, as their statements name them."""

    model = BankAccount
    icon = "coin"
    column_list = ("name", "lender")
    column_filters = ("lender",)
    column_default_sort = "id"
    facts = ("name", "lender")
    empty = _l("Accounts come with a bank file.")


class BankWordView(RecordView):
    """Words of banks that a person explained; one that was explained wrongly is explained again with the next file."""

    model = BankWord
    icon = "upload"
    can_delete = True
    column_list = ("word", "field", "meaning", "lender", "said_at", "user")
    column_filters = ("lender",)
    column_default_sort = ("said_at", True)
    facts = ("word", "field", "meaning", "lender", "said_at", "user")
    empty = _l("No word of a bank file had to be explained yet.")
