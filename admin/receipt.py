"""Screen of the receipts: money that came in with a bank file, and whose it is."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask import abort, redirect, request
from flask_admin import expose
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from admin.base import clock, rights, scope
from admin.base.bulk import bulk
from admin.base.transaction import attempt
from admin.base.view import RecordView
from models import db
from models.borrower import Borrower
from models.loan import Loan
from models.receipt import Receipt, ReceiptStatus
from rules import fold
from rules.errors import RuleError
from rules.match import Sign
from rules.portfolio import values
from services import receipt
from services.receipt import matching

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
    found = matching.of(row, clock.today()).candidates[:MOST]
    loans = {each.loan_id: db.session.get_one(Loan, each.loan_id) for each in found}
    parts = dict(proposed(row, [loans[each.loan_id] for each in found if each.is_named]))
    return [
        {
            "loan": loans[each.loan_id],
            "reasons": [REASONS[sign] for sign in each.signs],
            "part": parts.get(each.loan_id),
        }
        for each in found
    ]


def proposed(row: Receipt, named: list[Loan]) -> list[tuple[int, Decimal]]:
    """How a receipt may be split over the loans that its payer named; nothing where the law forbids one of them."""
    try:
        return [(loan.id, amount) for loan, amount in receipt.split(row, named)] if len(named) > 1 else []
    except RuleError:
        return []


def parts(given: Mapping[str, str]) -> list[tuple[Loan, Decimal]]:
    """The loans and amounts that a person wrote. Raises RuleError for what is no amount, or an unknown contract."""
    found = []
    for name, text in given.items():
        if name.startswith("part-") and text.strip():
            key = name.removeprefix("part-")
            loan = _loan(given.get("contract", "") if key == "other" else key, key == "other")
            found.append((loan, values.an_amount(text)))
    return found


def _loan(key: str, by_contract: bool) -> Loan:
    """A loan in reach, by its id or contract number. Raises RuleError for none."""
    column = Loan.contract_key if by_contract else Loan.id
    wanted: Any = fold.number(key) if by_contract else int(key) if key.isdigit() else 0
    rows = db.session.scalars(select(Loan).where(column == wanted, scope.condition("loan")).limit(2)).all()
    if len(rows) != 1:
        raise RuleError("There is no loan with the contract number %(number)s.", number=key)
    return rows[0]


def waits(row: Any) -> bool:
    """Whether a person must decide."""
    return row.status in receipt.WAITING


class ReceiptView(RecordView):
    """Lines of bank files; a line is never edited, only matched, returned or parked."""

    model = Receipt
    icon = "coin"
    column_list = ("reference", "received_on", "amount", "currency", "payer", "status", "borrower", "lender")
    column_filters = ("status", "received_on", "amount", "currency", "lender")
    column_searchable_list = ("reference",)
    column_default_sort = ("received_on", True)
    facts = ("amount", "currency", "received_on", "payer", "memo", "status", "borrower")
    details_template = "receipt.html"
    empty = _l("Receipts come with a bank file.")

    match = bulk(
        receipt.match, _l("Match to a loan"), _l("Pay this money on which loan?"), asks={"loan": Loan}, when=waits
    )
    share_out = bulk(
        receipt.share_out,
        _l("Match to a borrower"),
        _l("Pay this money on the loans of which borrower?"),
        asks={"borrower": Borrower},
        when=waits,
    )
    park = bulk(
        receipt.park,
        _l("Leave parked"),
        _l("Whose money may it be? Their cases rest until somebody has decided."),
        asks={"borrower": Borrower},
        when=waits,
    )
    unpark = bulk(
        receipt.unpark,
        _l("Unpark"),
        _l("Is it not this borrower's money? Their cases go on."),
        when=lambda row: row.status == ReceiptStatus.parked,
    )
    give_back = bulk(
        receipt.give_back, _l("Return"), _l("Why is the money returned?"), asks={"reason": str}, danger=True, when=waits
    )
    take_back = bulk(
        receipt.take_back,
        _l("Take the match back"),
        _l("Why is this match taken back? Its payments are reversed."),
        asks={"reason": str},
        danger=True,
        when=lambda row: row.status == ReceiptStatus.matched,
    )

    @expose("/split/", methods=("POST",))
    def split(self) -> Any:
        """Pay a receipt on several loans, each the amount that the person wrote."""
        if not rights.may("act", self.noun):
            abort(403)
        row = self.get_one(request.form.get("id", "")) or abort(404)
        attempt(lambda: receipt.divide(row, parts(request.form), clock.today()), row)
        return redirect(self.get_url(".details_view", id=row.id))

    def details(self, row: Any) -> dict[str, Any]:
        """Add what it was paid on, and while it waits whose money it may be."""
        decides = waits(row) and rights.may("act", self.noun)
        found = shown(row) if decides else []
        return {**super().details(row), "payments": receipt.payments_of(row), "decides": decides, "candidates": found}
