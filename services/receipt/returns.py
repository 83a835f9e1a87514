"""Returns: lines that take money back find the receipt they mean, rest its cases, and wait for a person's look."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from models import db
from models.borrower import Borrower
from models.receipt import BankLine, LineStatus, Receipt, ReceiptStatus
from rules import fold
from rules import receipt as rule
from rules.errors import RuleError
from rules.receipt.line import original_in
from rules.sentence import Sentence
from services import receipt
from services.receipt import matching
from services.receipt.matching import Asked

WINDOW = timedelta(days=180)
"""So long after a payment a bank may still take it back: a chargeback takes up to 120 days, and its answer."""
RETURNED = Sentence("The bank took this money back.")


def find(ids: Sequence[int], today: date) -> int:
    """Let the returns among new lines wait: each names its receipt, and the cases of whose money it was rest."""
    query = select(BankLine).where(BankLine.id.in_(ids), BankLine.kind == rule.LineKind.returned).order_by(BankLine.id)
    rows = list(db.session.scalars(query))
    if not rows:
        return 0
    asked = [Asked(row.id, row.lender_id, row.amount, row.currency, row.payer, row.memo, row.reference) for row in rows]
    found = matching.many(asked, today)
    for row in rows:
        row.receipt = _receipt_of(row, found[row.id].level)
        row.borrower_id = row.receipt.borrower_id if row.receipt else next(iter(found[row.id].level), None)
        row.status, row.note = LineStatus.waiting, ""
        _rest(row, found[row.id].level, today)
    return len(rows)


def take_back(row: BankLine, today: date) -> BankLine:
    """Take the money of a return off the loans that its receipt was paid on; what is left of it stays paid.

    Raises RuleError where it was decided already, or names no receipt.
    """
    _check_waiting(row)
    if row.receipt is None:
        raise RuleError("Say first which receipt this line takes back.")
    row.status = LineStatus.taken_back
    receipt.reduce(row.receipt, today, RETURNED)
    _release(row, today)
    return row


def point_out(row: BankLine, receipt: Receipt, today: date) -> BankLine:
    """Say which receipt a return takes back. Raises RuleError for one of another lender, currency or smaller amount."""
    _check_waiting(row)
    if (receipt.lender_id, receipt.currency) != (row.lender_id, row.currency) or receipt.amount < row.amount:
        raise RuleError("This line cannot take that receipt back: lender, currency or amount do not fit.")
    _release(row, today)
    row.receipt, row.borrower_id = receipt, receipt.borrower_id
    _rest(row, (), today)
    return row


def dismiss(row: BankLine, today: date, reason: str) -> BankLine:
    """Say that a line takes no receipt back: its cases go on. Raises RuleError without a reason, or decided already."""
    _check_waiting(row)
    if not reason.strip():
        raise RuleError("A reason is needed.")
    row.status, row.note = LineStatus.dismissed, reason
    _release(row, today)
    return row


def _receipt_of(row: BankLine, level: Sequence[int]) -> Receipt | None:
    """The receipt that a line takes back: the one it names, else the latest of its amount and payer or borrower."""
    query = select(Receipt).where(Receipt.lender_id == row.lender_id, Receipt.currency == row.currency)
    query = query.where(Receipt.status != ReceiptStatus.returned).order_by(
        Receipt.received_on.desc(), Receipt.id.desc()
    )
    named = [each for each in (row.note, original_in(row.memo), row.reference) if each]
    told = db.session.scalars(query.where(Receipt.reference.in_(named)))
    fits = [each for each in told if each.amount >= row.amount and _may_be(each, row)]
    if fits:
        return fits[0]
    recent = query.where(Receipt.amount == row.amount, Receipt.received_on.between(row.on - WINDOW, row.on))
    payer = fold.names_in(row.payer)
    return next(
        (
            each
            for each in db.session.scalars(recent)
            if _may_be(each, row) and (each.borrower_id in level or payer & fold.names_in(each.payer))
        ),
        None,
    )


def _may_be(each: Receipt, row: BankLine) -> bool:
    """Whether accounts agree as far as they are known."""
    return None in (each.account_id, row.account_id) or each.account_id == row.account_id


def _check_waiting(row: BankLine) -> None:
    if row.status != LineStatus.waiting:
        raise RuleError("%(reference)s was decided already.", reference=row.reference)


def _rest(row: BankLine, level: Sequence[int], today: date) -> None:
    """Rest the cases of whoever paid the receipt, else of whom the line may mean."""
    paid = {each.loan.borrower_id for each in row.receipt.payments if not each.reversal} if row.receipt else set()
    known = paid or ({row.borrower_id} if row.borrower_id else set(level))
    for id in sorted(known):
        receipt.rest(row, db.session.get_one(Borrower, id), today)


def _release(row: BankLine, today: date) -> None:
    receipt.release(row, today)
