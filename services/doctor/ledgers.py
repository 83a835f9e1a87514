"""The ledgers of many loans, loaded in one query for each table: rows that services/ledger reads like records."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import aliased

from models import db
from models.case import Case
from models.charge import Charge
from models.loan import SCHEDULED, Instalment, Loan
from models.payment import Allocation, Payment
from services import ledger


class Numbered(NamedTuple):
    """An instalment of which only the number is known."""

    number: int


class Charged(NamedTuple):
    """A charge as services/ledger reads it."""

    instalment: Numbered
    on: date
    component: Any
    amount: Decimal
    reversed_on: date | None


class Stored(NamedTuple):
    """A loan with everything its ledger is made of; `row` holds its sums and those of its case."""

    row: Any
    instalments: Sequence[Any]
    payments: Sequence[Any]
    charges: Sequence[Charged]
    allocations: Mapping[tuple[int, int, str], Decimal]

    @property
    def overdue_rate(self) -> Decimal:
        """As on the loan."""
        return Decimal(self.row.overdue_rate)

    @property
    def allocation_order(self) -> Any:
        """As on the loan."""
        return self.row.allocation_order

    @property
    def currency(self) -> str:
        """As on the loan."""
        return str(self.row.currency)

    @property
    def day(self) -> date:
        """The day to which the sums of the loan stand: the latest of its entries, charges and accrued interest."""
        days: list[date] = [row.paid_on for row in self.payments if row.kind in ledger.LAID]
        days += [row.on for row in self.charges if row.reversed_on is None]
        stands: date = self.row.accrued_to or self.row.opened_on
        days.append(stands)
        return max(days)


def load(loan_ids: Sequence[int]) -> Iterator[Stored]:
    """The stored ledgers of these loans."""
    instalments, payments = _grouped(_instalments(loan_ids)), _grouped(_payments(loan_ids))
    charges, allocations = _charges(loan_ids), _allocations(loan_ids)
    for row in db.session.execute(_loans(loan_ids)):
        of = row.id
        yield Stored(row, instalments[of], payments[of], charges[of], allocations[of])


def _loans(loan_ids: Sequence[int]) -> Any:
    named = (Case.id.label("case_id"), Case.balance, Case.overdue_since)
    query = select(*Loan.__table__.c, *named).outerjoin(Case, Case.loan_id == Loan.id)
    return query.where(Loan.id.in_(loan_ids)).order_by(Loan.id)


def _instalments(loan_ids: Sequence[int]) -> Any:
    table: Any = Instalment.__table__
    names = ("id", "loan_id", "number", "due_on", *SCHEDULED, "counts_from")
    return (
        select(*(table.c[name] for name in names))
        .where(table.c.loan_id.in_(loan_ids))
        .order_by(table.c.loan_id, table.c.number)
    )


def _payments(loan_ids: Sequence[int]) -> Any:
    back = aliased(Payment)
    table: Any = Payment.__table__
    names = ("id", "loan_id", "paid_on", "amount", "kind", "component", "unapplied", "returned")
    query = select(*(table.c[name] for name in names), back.id.label("reversal"))
    query = query.select_from(Payment).outerjoin(back, back.reverses_id == Payment.id)
    return query.where(Payment.loan_id.in_(loan_ids)).order_by(Payment.loan_id, Payment.id)


def _charges(loan_ids: Sequence[int]) -> Mapping[int, list[Charged]]:
    columns = (Charge.loan_id, Instalment.number, Charge.on, Charge.component, Charge.amount, Charge.reversed_on)
    query = select(*columns).join(Instalment, Charge.instalment_id == Instalment.id).where(Charge.loan_id.in_(loan_ids))
    found: dict[int, list[Charged]] = defaultdict(list)
    for row in db.session.execute(query):
        charged = Charged(Numbered(row.number), row.on, row.component, row.amount, row.reversed_on)
        found[row.loan_id].append(charged)
    return found


def _allocations(loan_ids: Sequence[int]) -> Mapping[int, dict[tuple[int, int, str], Decimal]]:
    columns = (Payment.loan_id, Allocation.payment_id, Allocation.instalment_id, Allocation.component)
    query = select(*columns, Allocation.amount).join(Payment, Allocation.payment_id == Payment.id)
    found: dict[int, dict[tuple[int, int, str], Decimal]] = defaultdict(dict)
    rows = db.session.execute(query.where(Payment.loan_id.in_(loan_ids))).all()
    for loan_id, payment_id, instalment_id, component, amount in rows:
        found[loan_id][payment_id, instalment_id, str(component)] = amount
    return found


def _grouped(query: Any) -> Mapping[int, list[Any]]:
    """The rows by their second column, the loan."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in db.session.execute(query).all():
        found[row[1]].append(row)
    return found
