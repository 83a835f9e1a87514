"""Screen of the bank files: what was taken in, and which rows were refused."""

from typing import Any

from flask_babel import lazy_gettext as _l

from admin.base.view import RecordView
from admin.upload.words import COUNTS, WrongRow, told
from models.receipt import BankFile

SHOWN = 100


class BankFileView(RecordView):
    """Files of a bank, and how far each came."""

    model = BankFile
    icon = "upload"
    column_list = ("file_name", "lender", "status", "rows_done", "started_at", "user")
    column_filters = ("lender", "status")
    column_default_sort = ("started_at", True)
    facts = (
        "lender",
        "account",
        "first_on",
        "last_on",
        "opening",
        "closing",
        "status",
        "rows_done",
        "started_at",
        "user",
    )
    details_template = "upload/batch.html"
    empty = _l("No bank file was taken in yet.")

    def details(self, row: Any) -> dict[str, Any]:
        """Add what became of the rows."""
        odd = [told(each["message"], each["values"]) for each in row.notices]
        more = {"counts": COUNTS, "reasons": reasons(row), "groups": [], "odd": odd}
        return {**super().details(row), **more}


def reasons(row: BankFile) -> list[WrongRow]:
    """Why the first refused rows were refused, in the reader's words."""
    return [
        WrongRow(row.file_name, each["row_no"], each["column"], told(each["message"], each["values"]))
        for each in row.wrong[:SHOWN]
    ]
