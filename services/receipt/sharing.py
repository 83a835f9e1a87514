"""Sharing of receipts: what each loan gets of the money, as the law ranks debts; of one loan or of many at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import select

from models import db
from models.case import Case
from models.loan import Instalment, Loan
from models.portfolio import Portfolio
from rules import allocation, money
from rules.allocation import LoanOwed
from rules.errors import RuleError
from rules.law.us import SPARE_DISPUTED_LICENCES
from services import bulk, case
from services.owed import UNPAID


class Due(NamedTuple):
    """What is unpaid of an instalment, and since when it is due."""

    due_on: date
    unpaid: Decimal


class Owing(NamedTuple):
    """What is known of a loan that money may be paid on; `balance` is what its case knows of, None without one."""

    id: int
    lender_id: int
    currency: str
    disputed: bool
    annual_rate: Decimal
    balance: Decimal | None
    dues: Sequence[Due]

    @property
    def owed(self) -> Decimal:
        """All that the loan asks for, with the charges and the interest that its case knows of."""
        return sum((each.unpaid for each in self.dues), money.ZERO) if self.balance is None else self.balance


class Sum(NamedTuple):
    """The money to share: whose lender's it is, under which licence, and from which day it counts."""

    lender_id: int
    licence: str
    currency: str
    amount: Decimal
    day: date


def of(loan: Loan) -> Owing:
    """What is known of one loan."""
    held = case.of(loan)
    dues = [Due(part.due_on, part.unpaid) for part in loan.instalments]
    about = (loan.portfolio.lender_id, loan.currency, loan.disputed, loan.annual_rate)
    return Owing(loan.id, *about, held.balance if held else None, dues)


def many(borrower_ids: Iterable[int]) -> dict[int, list[Owing]]:
    """What is known of the loans of borrowers, by borrower, in two queries."""
    about = (Loan.borrower_id, Loan.id, Portfolio.lender_id, Loan.currency, Loan.disputed, Loan.annual_rate)
    query = select(*about, Case.balance).join(Portfolio, Loan.portfolio_id == Portfolio.id)
    query = query.outerjoin(Case, Case.loan_id == Loan.id).where(Loan.archived_on.is_(None)).order_by(Loan.id)
    found: dict[int, list[Owing]] = defaultdict(list)
    for piece in bulk.chunks(sorted(borrower_ids)):
        rows = db.session.execute(query.where(Loan.borrower_id.in_(piece))).all()
        dues = _dues([row.id for row in rows])
        for row in rows:
            found[row.borrower_id].append(Owing._make((*row[1:], dues[row.id])))
    return found


def split(given: Sum, loans: Sequence[Owing]) -> list[tuple[int, Decimal]]:
    """What each loan gets, by id; all is given out, what none needs to the first. Raises RuleError where none may take.

    Source: Civil Code 560; 12 CFR 1006.30(c).
    """
    check(given, loans)
    spares = given.licence in SPARE_DISPUTED_LICENCES
    taking = [loan for loan in loans if not (spares and loan.disputed)]
    if not taking:
        raise RuleError("The debt is disputed, so nothing may be paid on it; ask the borrower or return the money.")
    debts = [debt for loan in taking for debt in _debts(loan, given.day)]
    found = allocation.allocate_over_loans(debts, given.amount, given.day, unit=money.unit(given.currency))
    shares = {loan.id: money.ZERO for loan in taking}
    for name, amount in found.applied.items():
        shares[int(name.partition("/")[0])] += amount
    first = max(shares, key=lambda loan_id: shares[loan_id])
    shares[first] += found.unapplied
    return [(loan_id, amount) for loan_id, amount in shares.items() if amount]


def check(given: Sum, loans: Iterable[Owing]) -> None:
    """Raise RuleError for a loan of another lender or currency."""
    for loan in loans:
        if loan.lender_id != given.lender_id:
            raise RuleError("The loan belongs to another lender.")
        if loan.currency != given.currency:
            raise RuleError("The loan is in %(currency)s.", currency=loan.currency)


def payable(loans: Sequence[Owing], currency: str) -> list[Owing]:
    """The loans that money of a currency can pay; where none of them owes anything, all of them."""
    found = [loan for loan in loans if loan.currency == currency]
    return [loan for loan in found if loan.owed] or found


def _dues(loan_ids: Sequence[int]) -> dict[int, list[Due]]:
    """What is unpaid of the instalments of loans, by loan."""
    query = select(Instalment.loan_id, Instalment.due_on, UNPAID).where(UNPAID > 0)
    found: dict[int, list[Due]] = defaultdict(list)
    for loan_id, due_on, unpaid in db.session.execute(query.where(Instalment.loan_id.in_(loan_ids))):
        found[loan_id].append(Due(due_on, unpaid))
    return found


def _debts(loan: Owing, day: date) -> Iterator[LoanOwed]:
    """What a loan asks for as the law ranks it: the part that is due, charges included, and the part that is not."""
    dues = [part.due_on for part in loan.dues if part.unpaid > 0]
    later = sum((part.unpaid for part in loan.dues if part.due_on >= day), money.ZERO)
    if now := max(loan.owed - later, money.ZERO):
        yield LoanOwed(f"{loan.id}/due", now, min((*dues, day)), annual_rate=loan.annual_rate)
    if later:
        next_on = min(due for due in dues if due >= day)
        yield LoanOwed(f"{loan.id}/next", later, next_on, annual_rate=loan.annual_rate)
