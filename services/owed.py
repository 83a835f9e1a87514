"""What is owed on a day: of one loan by its ledger; overdue by loan, and over the book by currency."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, literal_column, select, true, type_coerce

from models import db
from models.base import MoneyType
from models.case import Case, CaseState
from models.loan import Instalment, Loan
from models.payment import DUE
from rules import money
from rules.ledger import Standing
from services import bulk, ledger

ASKED = type_coerce(Instalment.principal + Instalment.interest + Instalment.fee, MoneyType())
PAID = type_coerce(Instalment.paid_principal + Instalment.paid_interest + Instalment.paid_fee, MoneyType())
UNPAID: ColumnElement[Decimal] = type_coerce(ASKED - PAID, MoneyType())
UNPAID_PRINCIPAL = type_coerce(Instalment.principal - Instalment.paid_principal, MoneyType())


class Owed(NamedTuple):
    """What is overdue and what falls due later, all components."""

    overdue: Decimal
    later: Decimal


def of(loan: Loan, day: date) -> Owed:
    """What a loan owes as it is known now, the figures of the case page."""
    found = ledger.today(loan, day)
    overdue = sum(found.overdue.values(), money.ZERO)
    return Owed(overdue, found.total - overdue)


def is_late(standing: Standing) -> bool:
    """Whether an instalment is overdue; costs and interest for delay alone are not late."""
    return any(standing.overdue[name] > 0 for name in DUE)


def by_loan(loan_ids: Iterable[int], today: date) -> dict[int, Decimal]:
    """What is overdue of each loan; one with nothing overdue is left out."""
    query = select(Instalment.loan_id, _sum()).where(Instalment.loan_id.in_(list(loan_ids)), *overdue(today))
    return dict(db.session.execute(query.group_by(Instalment.loan_id)).all())


def by_currency(today: date) -> dict[str, Decimal]:
    """What is overdue over all open cases.

    One index sums what is overdue of all loans; those few whose case is not worked are taken off again.
    """
    found, quiet = _of_all(today), _of_quiet(today)
    left = {currency: amount - quiet.get(currency, money.ZERO) for currency, amount in sorted(found.items())}
    return {currency: amount for currency, amount in left.items() if amount}


def _of_all(today: date) -> dict[str, Decimal]:
    """What is overdue of all loans; one currency, mostly the only one, gets what the others leave of the whole."""
    known = _currencies()
    found = {currency: _total(today, Instalment.loan_id.in_(_loans(currency))) for currency in known[1:]}
    rest = _total(today) - sum(found.values(), money.ZERO)
    return {currency: found.get(currency, rest) for currency in known}


def _of_quiet(today: date) -> dict[str, Decimal]:
    """What is overdue of loans whose case is not opened yet, or was put away."""
    asleep = Case.state.in_((CaseState.waiting, CaseState.closed)) & (Case.overdue_since < today)
    away = (Case.state == CaseState.open) & Case.archived_on.is_not(None)
    loans = [
        *db.session.scalars(select(Case.loan_id).where(asleep)),
        *db.session.scalars(select(Case.loan_id).where(away)),
    ]
    found: dict[str, Decimal] = defaultdict(lambda: money.ZERO)
    query = select(Loan.currency, _sum()).join(Instalment, Instalment.loan_id == Loan.id).where(*overdue(today))
    for ids in bulk.chunks(loans):
        for currency, amount in db.session.execute(query.where(Loan.id.in_(ids)).group_by(Loan.currency)):
            found[currency] += amount
    return found


def _currencies() -> list[str]:
    """The currencies of the book, each by one look at their index."""
    found: list[str] = []
    later: ColumnElement[bool] = true()
    while name := db.session.scalar(select(func.min(Loan.currency)).where(later)):
        found.append(name)
        later = Loan.currency > name
    return found


def _loans(currency: str) -> Select[int]:
    return select(Loan.id).where(Loan.currency == currency)


def _total(today: date, *more: ColumnElement[bool]) -> Decimal:
    return db.session.scalar(select(_sum()).where(*overdue(today), *more)) or money.ZERO


def overdue(today: date) -> tuple[Any, ...]:
    """The condition of what is overdue, in the words of `ix_instalment_unpaid`."""
    left = UNPAID
    return Instalment.due_on < today, left > literal_column("0")


def _sum() -> Any:
    return func.sum(UNPAID, type_=Instalment.principal.type)
