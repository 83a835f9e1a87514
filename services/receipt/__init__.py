"""Receipts: paid on the loans of a borrower, parked until a person decides, returned, or taken back."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select

from models import db
from models.borrower import Borrower
from models.case import Case, CaseState
from models.hold import HoldKind
from models.loan import Loan
from models.payment import Payment
from models.receipt import BankLine, LineStatus, Receipt, ReceiptStatus
from rules import money
from rules.errors import RuleError
from rules.law.us import SPARE_DISPUTED_LICENCES
from rules.sentence import Sentence
from services import hold, payment
from services.receipt import sharing
from services.receipt.sharing import Sum

WAITING = (ReceiptStatus.unmatched, ReceiptStatus.parked)
REVIEW_DAYS = 3
SEVERAL = Sentence("Several borrowers may have paid this; a person says whose money it is, or splits it.")
CHECKED = Sentence("Money came in that may be the borrower's; it is being checked.")


def match(row: Receipt, loan: Loan, today: date) -> Receipt:
    """Pay a receipt on the loan that a person names, and let the cases go on.

    What the loan does not need is kept as its credit. Raises RuleError where it was decided already, for a loan of
    another lender or currency, and for a disputed one where the law forbids it.
    """
    if _is_paid_on(row, [loan]):
        return row
    return settle(row, loan.borrower, [loan], today)


def share_out(row: Receipt, borrower: Borrower, today: date) -> Receipt:
    """Pay a receipt on all loans of a borrower, as the law ranks them. Raises RuleError as `match` does."""
    return settle(row, borrower, _loans(borrower, row.currency), today)


def settle(row: Receipt, borrower: Borrower, loans: Sequence[Loan], today: date) -> Receipt:
    """Pay a receipt on these loans of a borrower: one payment each, the rest kept as credit on the first."""
    _check_waiting(row)
    _pay(row, split(row, loans), today)
    row.borrower = borrower
    return row


def divide(row: Receipt, shares: Sequence[tuple[Loan, Decimal]], today: date) -> Receipt:
    """Pay a receipt on loans of one or several borrowers, each the amount that a person names.

    Raises RuleError unless the amounts are above zero and make up the receipt, and as `match` does.
    """
    _check_waiting(row)
    sharing.check(_sum(row), [sharing.of(loan) for loan, _ in shares])
    if any(amount <= 0 for _, amount in shares) or sum((amount for _, amount in shares), money.ZERO) != left(row):
        raise RuleError("The parts must be above zero and make up %(amount)s together.", amount=left(row))
    if len({loan.id for loan, _ in shares}) < len(shares):
        raise RuleError("Name each loan once.")
    if row.lender.licence in SPARE_DISPUTED_LICENCES and any(loan.disputed for loan, _ in shares):
        raise RuleError("The debt is disputed, so nothing may be paid on it; ask the borrower or return the money.")
    _pay(row, shares, today)
    people = {loan.borrower_id: loan.borrower for loan, _ in shares}
    row.borrower = next(iter(people.values())) if len(people) == 1 else None
    return row


def _pay(row: Receipt, shares: Iterable[tuple[Loan, Decimal]], today: date) -> None:
    """Record one payment for each share, and let the cases go on."""
    for loan, amount in shares:
        reference = _reference(row, loan)
        paid = payment.record(loan, amount, row.received_on, today, reference, note=row.memo)
        if paid.receipt_id not in (None, row.id):
            raise RuleError("The loan has a payment with this reference already.")
        row.payments.append(paid)
    _decide(row, ReceiptStatus.matched, today)


def left(row: Receipt) -> Decimal:
    """What is left of a receipt after what the bank took back of it."""
    return row.amount - sum((each.amount for each in row.returns if each.status == LineStatus.taken_back), money.ZERO)


def reduce(row: Receipt, today: date, reason: str) -> Receipt:
    """After the bank took all or part of a receipt back: its payments are reversed, what is left is paid anew.

    A receipt of which nothing is left is returned. Raises RuleError where more was taken back than came in.
    """
    rest_of, loans, borrower = left(row), [each.loan for each in payments_of(row)], row.borrower
    if rest_of < 0:
        raise RuleError("More was taken back of %(reference)s than came in.", reference=row.reference)
    if row.status == ReceiptStatus.matched:
        take_back(row, today, reason)
    if not rest_of:
        _decide(row, ReceiptStatus.returned, today)
        row.note, row.borrower = reason, borrower
    elif loans and borrower:
        settle(row, borrower, loans, today)
    return row


def split(row: Receipt, loans: Sequence[Loan]) -> list[tuple[Loan, Decimal]]:
    """What each loan gets of a receipt; all of it is given out. Raises RuleError where no loan may take it."""
    found = dict(sharing.split(_sum(row), [sharing.of(loan) for loan in loans]))
    return [(loan, found[loan.id]) for loan in loans if loan.id in found]


def park(row: Receipt, borrower: Borrower, today: date, reason: str = "") -> Receipt:
    """Let a receipt wait for a person: it is likely this borrower's, so automation rests on their open cases.

    Parked again for the same borrower only the review day moves. Raises RuleError where it was decided already.
    """
    _check_waiting(row)
    if borrower.lender_id != row.lender_id:
        raise RuleError("The borrower belongs to another lender.")
    if row.borrower_id != borrower.id:
        release(row, today)
    row.borrower, row.status, row.note = borrower, ReceiptStatus.parked, reason or row.note
    rest(row, borrower, today)
    return row


def park_for(row: Receipt, people: Sequence[Borrower], today: date) -> Receipt:
    """Let a receipt wait that may be any of several borrowers', or several of theirs: all their open cases rest."""
    _check_waiting(row)
    row.status, row.note = ReceiptStatus.parked, SEVERAL
    for borrower in people:
        rest(row, borrower, today)
    return row


def unpark(row: Receipt, today: date) -> Receipt:
    """Say that a receipt is not the borrower's it was parked for: their cases go on. Again changes nothing."""
    if row.status == ReceiptStatus.parked:
        _decide(row, ReceiptStatus.unmatched, today)
        row.borrower = None
    return row


def give_back(row: Receipt, today: date, reason: str) -> Receipt:
    """Note that the money was sent back to the payer; the cases go on. Again changes nothing.

    Raises RuleError without a reason, and for money that was paid on loans: that is taken back first.
    """
    if row.status == ReceiptStatus.returned:
        return row
    _check_waiting(row)
    _check_reason(reason)
    _decide(row, ReceiptStatus.returned, today)
    row.note = reason
    return row


def take_back(row: Receipt, today: date, reason: str) -> Receipt:
    """Undo a match: its payments are reversed and the receipt waits again. Raises RuleError where nothing was paid."""
    _check_reason(reason)
    if row.status != ReceiptStatus.matched:
        raise RuleError("Only a matched receipt can be taken back.")
    for each in row.payments:
        payment.reverse(each, today, reason)
    row.status, row.note, row.borrower = ReceiptStatus.unmatched, reason, None
    return row


def waiting(lender_id: int | None = None) -> list[int]:
    """Ids of the receipts that a person must decide on, oldest first."""
    query = select(Receipt.id).where(Receipt.status.in_(WAITING)).order_by(Receipt.received_on, Receipt.id)
    return list(db.session.scalars(query.where(Receipt.lender_id == lender_id) if lender_id else query))


def _check_waiting(row: Receipt) -> None:
    if row.status not in WAITING:
        raise RuleError("%(reference)s was decided already.", reference=row.reference)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleError("A reason is needed.")


def _sum(row: Receipt) -> Sum:
    return Sum(row.lender_id, row.lender.licence, row.currency, left(row), row.received_on)


def _loans(borrower: Borrower, currency: str) -> list[Loan]:
    query = select(Loan).where(Loan.borrower_id == borrower.id, Loan.archived_on.is_(None)).order_by(Loan.id)
    found = {loan.id: loan for loan in db.session.scalars(query)}
    return [found[each.id] for each in sharing.payable([sharing.of(loan) for loan in found.values()], currency)]


def _reference(row: Receipt, loan: Loan) -> str:
    """The reference of the payment on a loan: the bank's own, numbered where another receipt or this one used it."""
    other = select(Payment.id).where(Payment.loan_id == loan.id, Payment.reference == row.reference)
    taken = db.session.scalars(other.where(Payment.receipt_id.is_not(None), Payment.receipt_id != row.id)).all()
    earlier = len(taken) + sum(each.loan_id == loan.id and each.reversal is not None for each in row.payments)
    return f"{row.reference}/{earlier + 1}" if earlier else row.reference


def _is_paid_on(row: Receipt, loans: Sequence[Loan]) -> bool:
    """Whether a match says again what was done."""
    standing = {each.loan_id for each in row.payments if not each.reversal}
    return row.status == ReceiptStatus.matched and standing == {loan.id for loan in loans}


def _decide(row: Receipt, status: ReceiptStatus, today: date) -> None:
    """Move the receipt, and let the cases that rested for it go on."""
    release(row, today)
    row.status = status


def release(row: Receipt | BankLine, today: date) -> None:
    """Let the cases go on that rest because of a receipt or line."""
    for each in row.holds:
        hold.release(each, today)


def rest(row: Receipt | BankLine, borrower: Borrower, today: date) -> None:
    """Rest the open cases of a borrower; a case that rests for this receipt already is only reviewed later."""
    db.session.flush()
    review_on = today + timedelta(days=REVIEW_DAYS)
    resting = {each.case_id: each for each in row.holds if each.released_on is None}
    query = select(Case).where(Case.borrower_id == borrower.id, Case.state != CaseState.closed)
    for each in db.session.scalars(query.where(Case.archived_on.is_(None)).order_by(Case.id)):
        if held := resting.get(each.id):
            held.review_on = review_on
        else:
            row.holds.append(hold.open(each, HoldKind.payment_check, today, CHECKED, review_on))


def payments_of(row: Receipt) -> list[Payment]:
    """The payments that a receipt became and that stand."""
    return [each for each in row.payments if not each.reversal]
