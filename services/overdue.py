"""What is overdue of many loans at once, instalment by instalment, to the cent of the ledger of each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select

from models import db
from models.charge import Charge
from models.loan import Instalment, Loan
from models.payment import Allocation
from rules import ledger as rule
from rules import money
from services import bulk, ledger, owed


class Part(NamedTuple):
    """What is left of an instalment that was due before the day, all components, and its `interest` for delay."""

    due_on: date
    amount: Decimal
    interest: Decimal = money.ZERO


def of(loan_ids: Iterable[int], day: date) -> dict[int, list[Part]]:
    """The overdue parts of each loan, the oldest first, as `services.ledger.today` finds them.

    A loan none of whose instalments is overdue by its schedule is left out, whatever costs or interest are left.
    """
    found: dict[int, list[Part]] = {}
    for ids in bulk.chunks(sorted(set(loan_ids))):
        rows, charges = _rows(ids, day), _charges(ids)
        late = {row.loan_id for row in rows if row.unpaid > 0}
        for row in rows:
            interest = _interest(row, day)
            left = row.unpaid + interest + charges.get(row.id, money.ZERO)
            if row.loan_id in late and left > 0:
                found.setdefault(row.loan_id, []).append(Part(row.due_on, left, interest))
    return found


def of_loan(loan: Loan, day: date) -> list[Part]:
    """The overdue parts of one loan whose rows are at hand; none where nothing is overdue by its schedule."""
    standing = ledger.today(loan, day)
    late = [part for part in standing.parts if part.due_on < day and any(part.owed.values())]
    found = [Part(each.due_on, sum(each.owed.values(), money.ZERO), each.owed[rule.OVERDUE_INTEREST]) for each in late]
    return found if owed.is_late(standing) else []


def total(parts: Iterable[Part]) -> Decimal:
    """The sum of parts."""
    return sum((part.amount for part in parts), money.ZERO)


def interest(parts: Iterable[Part]) -> Decimal:
    """What of it is interest for delay, which each further day adds to."""
    return sum((part.interest for part in parts), money.ZERO)


def _rows(ids: Sequence[int], day: date) -> Sequence[Any]:
    columns = (Instalment.id, Instalment.loan_id, Instalment.due_on, Instalment.amount_days)
    sums = (Instalment.paid_overdue_interest, owed.UNPAID.label("unpaid"), owed.UNPAID_PRINCIPAL.label("principal"))
    query = select(*columns, *sums, Loan.accrued_to, Loan.overdue_rate, Loan.currency)
    query = query.join(Loan, Instalment.loan_id == Loan.id).where(Loan.id.in_(ids), Instalment.due_on < day)
    counts = or_(Instalment.counts_from.is_(None), Instalment.counts_from <= day)
    return db.session.execute(query.where(counts).order_by(Instalment.due_on, Instalment.number)).all()


def _interest(row: Any, day: date) -> Decimal:
    """The interest for delay that is left of an instalment, brought forward to the day."""
    if not row.overdue_rate:
        return money.ZERO
    since = max(row.due_on, row.accrued_to or row.due_on)
    amount_days = row.amount_days + row.principal * max(0, (day - since).days)
    accrued = rule.overdue_interest(amount_days, row.overdue_rate, money.unit(row.currency))
    return accrued - Decimal(row.paid_overdue_interest)


def _charges(ids: Sequence[int]) -> Mapping[int, Decimal]:
    """What is left of the costs and penalties of each instalment; few loans bear any."""
    bearing = list(db.session.scalars(select(Loan.id).where(Loan.id.in_(ids), Loan.outstanding_charge > 0)))
    left: dict[int, Decimal] = defaultdict(lambda: money.ZERO)
    if not bearing:
        return left
    asked = select(Charge.instalment_id, func.sum(Charge.amount, type_=Instalment.principal.type))
    asked = asked.where(Charge.loan_id.in_(bearing), Charge.reversed_on.is_(None)).group_by(Charge.instalment_id)
    for id, amount in db.session.execute(asked):
        left[id] += amount
    paid = select(Allocation.instalment_id, func.sum(Allocation.amount, type_=Instalment.principal.type))
    paid = paid.join(Instalment, Allocation.instalment_id == Instalment.id).where(Instalment.loan_id.in_(bearing))
    paid = paid.where(Allocation.component.in_(rule.CHARGES)).group_by(Allocation.instalment_id)
    for id, amount in db.session.execute(paid):
        left[id] -= amount
    return left
