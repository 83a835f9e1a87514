"""Overdue interest of the whole book, brought forward to a day in few statements."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import or_, select

from models import db
from models.case import Case
from models.loan import Instalment, Loan
from rules import ledger, money
from services import bulk, case, owed
from services.owed import UNPAID_PRINCIPAL


def due(today: date) -> list[int]:
    """Ids of the loans whose overdue interest does not stand at today yet."""
    late = select(Instalment.loan_id).where(*owed.overdue(today), UNPAID_PRINCIPAL > 0)
    behind = or_(Loan.accrued_to.is_(None), Loan.accrued_to < today)
    query = select(Loan.id).where(Loan.overdue_rate > 0, Loan.archived_on.is_(None), behind, Loan.id.in_(late))
    return list(db.session.scalars(query.order_by(Loan.id)))


def accrue(loan_ids: Sequence[int], today: date) -> dict[str, int]:
    """Bring the overdue interest of loans forward to the end of today; again changes nothing.

    Adds the days since each loan's `accrued_to` to the exact amount-days of its instalments, as a replay finds them.
    """
    rows = _rows(loan_ids, today)
    interest: dict[int, Decimal] = defaultdict(lambda: money.ZERO)
    changed = []
    for row in rows:
        amount_days = row.amount_days + row.open * _days(row, today)
        accrued = ledger.overdue_interest(amount_days, row.overdue_rate, money.unit(row.currency))
        interest[row.loan_id] += accrued - row.paid_overdue_interest
        changed.append({"id": row.id, "amount_days": amount_days})
    bulk.change(Instalment, changed)
    _write(interest, today)
    return {"accrued": len(interest)}


def _rows(loan_ids: Sequence[int], today: date) -> Sequence[Any]:
    open_principal = UNPAID_PRINCIPAL.label("open")
    columns = (Instalment.id, Instalment.loan_id, Instalment.due_on, Instalment.amount_days)
    terms = (Loan.accrued_to, Loan.overdue_rate, Loan.currency)
    query = select(*columns, Instalment.paid_overdue_interest, open_principal, *terms)
    query = query.join(Loan, Instalment.loan_id == Loan.id).where(Loan.id.in_(loan_ids), Instalment.due_on < today)
    return db.session.execute(query).all()


def _days(row: Any, today: date) -> int:
    since: date = max(row.due_on, row.accrued_to or row.due_on)
    return max(0, (today - since).days)


def _write(interest: dict[int, Decimal], today: date) -> None:
    loans = [
        {"id": loan_id, "outstanding_overdue_interest": amount, "accrued_to": today}
        for loan_id, amount in interest.items()
    ]
    bulk.change(Loan, loans)
    sums = [getattr(Loan, name) for name in case.BALANCE]
    query = select(Case.id, *sums).join(Loan, Case.loan_id == Loan.id).where(Loan.id.in_(interest))
    cases = [{"id": case_id, "balance": sum(parts, money.ZERO)} for case_id, *parts in db.session.execute(query)]
    bulk.change(Case, cases)
