"""The words of the upload pages: what a column may hold, encodings, and what became of a row."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from admin.base import format, labels
from models.sentence import filling
from rules.sentence import Sentence

FIELDS: dict[str, Any] = {
    "contract_no": _l("Contract number"),
    "borrower_reference": _l("Borrower number"),
    "name": _l("Borrower's name"),
    "last_name": _l("Last name"),
    "first_name": _l("First name"),
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
    "overdue_amount": _l("Amount overdue"),
    "overdue_principal": _l("Principal overdue"),
    "overdue_interest": _l("Interest overdue"),
    "overdue_fees": _l("Fees overdue"),
    "instalment_no": _l("Number of the instalment"),
    "due_principal": _l("Principal of the instalment"),
    "due_interest": _l("Interest of the instalment"),
    "due_fees": _l("Fees of the instalment"),
    "days_past_due": _l("Days past due"),
    "status": _l("Status of the loan"),
    "disputed": _l("Disputed"),
    "as_of": _l("Balances as of"),
    "charged_off_on": _l("Written off on"),
    "original_creditor": _l("Original creditor"),
    "early_interest": _l("Interest on early repayment"),
    "last_paid_on": _l("Last paid on"),
    "last_paid_amount": _l("Amount last paid"),
    "note": _l("Note"),
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
    "contact_name": _l("Contact person: name"),
    "contact_relation": _l("Contact person: relation"),
    "contact_phone": _l("Contact person: phone"),
    "joint_name": _l("Joint debtor: name"),
    "joint_phone": _l("Joint debtor: phone"),
    "joint_id_number": _l("Joint debtor: ID number"),
    "guarantor_name": _l("Guarantor: name"),
    "guarantor_phone": _l("Guarantor: phone"),
    "guarantor_amount": _l("Guarantor: amount"),
    "guarantor_until": _l("Guarantor: end of the guarantee"),
}
KINDS: dict[str, Any] = {"borrowers": _l("Borrowers"), "loans": _l("Loans"), "payments": _l("Payments")}
POINTS: dict[str, Any] = {
    "loans": _l("Loans"),
    "borrowers": _l("Borrowers"),
    "phone": _l("Phones"),
    "email": _l("E-mail addresses"),
    "address": _l("Postal addresses"),
    "contact_person": _l("Contact people"),
    "joint_debtor": _l("Joint debtors"),
    "guarantor": _l("Guarantors"),
}
ORDERS: dict[str, Any] = {
    "day_first": _l("Day first"),
    "month_first": _l("Month first"),
    "year_first": _l("Year first, in two digits"),
}
ENCODINGS = ("utf-8", "gb18030", "cp950", "big5hkscs", "utf-16")
COUNTS: dict[str, Any] = {
    "new": _l("New"),
    "changed": _l("Changed"),
    "unchanged": _l("Unchanged"),
    "kept": _l("Kept only"),
    "returns": _l("Returns to look at"),
    "wrong": _l("Wrong"),
}


def fields(names: Iterable[str]) -> str:
    """The labels of fields, one after the other."""
    return format.words([str(FIELDS[name]) for name in names])  # type: ignore[no-any-return]


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
    for name in KINDS.keys() & given.keys():
        given[name] = fields(given[name])
    if "record" in given:
        given["record"] = labels.record(given["record"])
    return format.said(Sentence(message, **given))
