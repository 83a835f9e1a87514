"""Whose money a receipt may be, as its page shows it."""

from typing import Any

from flask_babel import lazy_gettext as _l

from admin.base import clock
from models import db
from models.loan import Loan
from models.receipt import Receipt
from rules.match import Sign
from services import receipt_match

MOST = 20
REASONS: dict[Sign, Any] = {
    Sign.contract: _l("The memo names the contract."),
    Sign.case: _l("The memo names the case."),
    Sign.phone: _l("The phone is the borrower's."),
    Sign.payer: _l("The payer has the borrower's name."),
    Sign.payoff: _l("The amount is all that is owed."),
    Sign.overdue: _l("The amount is what is overdue."),
    Sign.instalment: _l("The amount is one instalment."),
}


def shown(row: Receipt) -> list[dict[str, Any]]:
    """The loans that something speaks for, each with the reasons in the reader's words."""
    found = receipt_match.of(row, clock.today()).candidates[:MOST]
    return [
        {"loan": db.session.get_one(Loan, each.loan_id), "reasons": [REASONS[sign] for sign in each.signs]}
        for each in found
    ]
