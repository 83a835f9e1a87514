"""Credit: money of borrowers that nothing was left for, by loan; below zero where more was returned than there was."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, literal_column, select
from sqlalchemy.orm import joinedload

from models import db
from models.borrower import Borrower
from models.loan import Loan
from models.payment import Payment
from models.refund import Refund, RefundStatus
from models.set_off import SetOff, SetOffStatus
from rules import money
from rules.errors import RuleError

MOST = 500
ON_THE_WAY = (RefundStatus.requested, RefundStatus.approved)
"""The refunds that will leave the credit, if nobody stops them."""


class Held(NamedTuple):
    """The credit of one loan, and the value date of the oldest money in it."""

    loan_id: int
    contract_no: str
    currency: str
    amount: Decimal
    since: date


def some() -> ColumnElement[bool]:
    """The condition of an entry with credit left, in the words of `ix_payment_credit`."""
    return Payment.unapplied != literal_column("0")


def short() -> ColumnElement[bool]:
    """The condition of an entry that took more from the credit than there was."""
    return some() & (Payment.unapplied < 0)


def by_loan(loan_ids: Iterable[int]) -> dict[int, Decimal]:
    """The credit of each loan that has some, or lacks some."""
    return {row.loan_id: row.amount for row in db.session.execute(_sums().where(Payment.loan_id.in_(list(loan_ids))))}


def of_borrowers(ids: Sequence[int]) -> dict[int, list[Held]]:
    """The credits above zero of each of these borrowers, the oldest loan first."""
    query = _sums().join(Loan, Payment.loan_id == Loan.id).where(Loan.borrower_id.in_(ids)).order_by(Payment.loan_id)
    query = query.add_columns(Loan.borrower_id, Loan.contract_no, Loan.currency)
    query = query.group_by(Loan.borrower_id, Loan.contract_no, Loan.currency)
    found: dict[int, list[Held]] = defaultdict(list)
    for row in db.session.execute(query):
        if row.amount > 0:
            found[row.borrower_id].append(Held(row.loan_id, row.contract_no, row.currency, row.amount, row.since))
    return found


class Line(NamedTuple):
    """A line of the list: a loan with its credit, and what is under way with it."""

    loan: Loan
    amount: Decimal
    since: date
    set_offs: Sequence[SetOff]
    refunds: Sequence[Refund]


def lines(most: int = MOST) -> list[Line]:
    """Every loan with credit: those below zero first, then the largest; at most so many."""
    sums = _sums().subquery()
    query = select(Loan, sums.c.amount, sums.c.since).join(sums, sums.c.loan_id == Loan.id)
    query = query.options(joinedload(Loan.borrower).joinedload(Borrower.lender))
    query = query.order_by(sums.c.amount >= 0, func.abs(sums.c.amount).desc(), Loan.id).limit(most)
    rows = db.session.execute(query).all()
    ids = [loan.id for loan, _, _ in rows]
    offs, backs = _under_way(SetOff, SetOff.status == SetOffStatus.proposed, ids), _refunds(ids)
    return [Line(loan, amount, since, offs[loan.id], backs[loan.id]) for loan, amount, since in rows]


def free(loan: Loan) -> Decimal:
    """The credit of a loan that no refund on its way takes."""
    held = by_loan([loan.id]).get(loan.id, money.ZERO)
    return held - on_the_way([loan.id]).get(loan.id, money.ZERO)


def on_the_way(loan_ids: Iterable[int]) -> dict[int, Decimal]:
    """What refunds on their way will take from the credit, by loan."""
    query = select(Refund.loan_id, func.sum(Refund.amount)).where(Refund.status.in_(ON_THE_WAY))
    return dict(db.session.execute(query.where(Refund.loan_id.in_(list(loan_ids))).group_by(Refund.loan_id)).all())


def lock(*loans: Loan) -> None:
    """Hold loans until the transaction ends, in one order for everybody, and read their entries anew."""
    ids = sorted(loan.id for loan in loans)
    db.session.flush()
    db.session.execute(select(Loan.id).where(Loan.id.in_(ids)).order_by(Loan.id).with_for_update())
    for loan in loans:
        db.session.expire(loan, ["payments"])


def together(row: Payment) -> list[Payment]:
    """The entries that are taken back with one: both sides of a set-off, any other alone."""
    found = _set_off_of(row)
    return [row] if found is None else [each for each in (found.taken, found.brought) if each]


def taken_back(row: Payment) -> None:
    """Say of the set-off or refund that an entry came of that it was taken back."""
    if found := _set_off_of(row):
        found.status = SetOffStatus.taken_back
    for back in db.session.scalars(select(Refund).filter_by(payment_id=row.id)):
        back.status = RefundStatus.taken_back


def check_reason(reason: str) -> None:
    """Raise RuleError where nobody says why."""
    if not reason.strip():
        raise RuleError("Say why.")


def _set_off_of(row: Payment) -> SetOff | None:
    query = select(SetOff).where((SetOff.taken_id == row.id) | (SetOff.brought_id == row.id))
    return db.session.scalars(query).first()


def _sums() -> Any:
    total = func.sum(Payment.unapplied, type_=Payment.unapplied.type).label("amount")
    columns = (Payment.loan_id, total, func.min(Payment.paid_on).label("since"))
    return select(*columns).where(some()).group_by(Payment.loan_id).having(func.sum(Payment.unapplied) != 0)


def _refunds(ids: Sequence[int]) -> dict[int, list[Any]]:
    return _under_way(Refund, Refund.status.in_(ON_THE_WAY), ids)


def _under_way(model: Any, here: ColumnElement[bool], ids: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in db.session.scalars(select(model).where(here, model.loan_id.in_(ids)).order_by(model.id)):
        found[row.loan_id].append(row)
    return found
