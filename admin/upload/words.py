"""The words of the upload pages: what a column may hold, encodings, and what became of a row."""

from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from admin.base import format, labels
from models.sentence import filling
from rules.sentence import Sentence

FIELDS: dict[str, Any] = {
    "contract_no": _l("Contract number"),
    "borrower_reference": _l("Borrower number"),
    "name": _l("Borrower's name"),
    "phones": _l("Phone"),
    "id_number": _l("ID number"),
    "email": _l("E-mail"),
    "address": _l("Address"),
    "language": _l("Language"),
    "time_zone": _l("Time zone"),
    "currency": _l("Currency"),
    "principal": _l("Principal"),
    "annual_rate_pct": _l("Annual rate in per cent"),
    "opened_on": _l("Opened on"),
    "due_on": _l("Due on"),
    "maturity_on": _l("Maturity on"),
    "term_months": _l("Term in months"),
    "instalment": _l("Instalment amount"),
    "outstanding_principal": _l("Outstanding principal"),
    "outstanding_interest": _l("Outstanding interest"),
    "outstanding_fees": _l("Outstanding fees"),
    "days_past_due": _l("Days past due"),
    "status": _l("Status of the loan"),
    "disputed": _l("Disputed"),
    "as_of": _l("Balances as of"),
    "paid_on": _l("Paid on"),
    "amount": _l("Amount paid"),
    "reference": _l("Payment reference"),
    "kind": _l("Kind of payment"),
    "to_principal": _l("Paid on principal"),
    "to_interest": _l("Paid on interest"),
    "to_fees": _l("Paid on fees"),
    "stopped": _l("Mark: no contact wanted"),
    "deceased": _l("Mark: deceased"),
    "represented": _l("Mark: represented by a lawyer"),
    "insolvent": _l("Mark: insolvent"),
    "complained": _l("Mark: has complained"),
    "defrauded": _l("Mark: fraud reported"),
    "vulnerable": _l("Mark: in hardship or vulnerable"),
    "may_contact": _l("Mark: may be contacted"),
}
KINDS: dict[str, Any] = {"borrowers": _l("Borrowers"), "loans": _l("Loans"), "payments": _l("Payments")}
ENCODINGS = ("utf-8", "gb18030", "cp950", "big5hkscs", "utf-16")
COUNTS: dict[str, Any] = {
    "new": _l("New"),
    "changed": _l("Changed"),
    "unchanged": _l("Unchanged"),
    "kept": _l("Kept only"),
    "returns": _l("Returns to look at"),
    "wrong": _l("Wrong"),
}


class WrongRow(NamedTuple):
    """One thing that is wrong with a row, in the reader's words."""

    file: str
    row_no: int
    column: str
    text: str


def told(message: str, values: dict[str, Any]) -> str:
    """A stored sentence in the reader's words; nouns and fields among its values are translated too."""
    given = filling(values)
    if "field" in given:
        path = f"{given.get('record', 'loan')}.{given['field']}"
        given["field"] = str(FIELDS.get(given["field"]) or labels.column(path))
    if "record" in given:
        given["record"] = labels.record(given["record"])
    return format.said(Sentence(message, **given))
