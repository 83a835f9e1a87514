"""What is owed on a day: of one loan by its ledger; overdue by loan, and over the book by currency."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select, type_coerce

from models import db
from models.base import MoneyType
from models.case import Case, CaseState
from models.loan import Instalment, Loan
from models.payment import DUE
from rules import money
from rules.ledger import Standing
from services import ledger

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
    query = select(Instalment.loan_id, _sum()).where(Instalment.loan_id.in_(list(loan_ids)), *_overdue(today))
    return dict(db.session.execute(query.group_by(Instalment.loan_id)).all())


def by_currency(today: date) -> dict[str, Decimal]:
    """What is overdue over all open cases."""
    query = select(Loan.currency, _sum()).join(Instalment, Instalment.loan_id == Loan.id)
    query = query.join(Case, Case.loan_id == Loan.id).where(Case.state == CaseState.open, Case.archived_on.is_(None))
    rows = db.session.execute(query.where(*_overdue(today)).group_by(Loan.currency).order_by(Loan.currency))
    return dict(rows.all())


def _overdue(today: date) -> tuple[Any, ...]:
    return Instalment.due_on < today, UNPAID > 0


def _sum() -> Any:
    return func.sum(UNPAID, type_=Instalment.principal.type)
