"""Recovery by month of placement: what was laid since on what was overdue when the cases were opened."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import func, select

from models import db
from models.base import MoneyType
from models.case import Case, Episode
from models.loan import Instalment, Loan
from models.payment import DUE, Allocation, Payment
from rules import calendar, money, week
from rules.week import Week
from services import bulk
from services.metric import arrears

MONTHS = 12
"""So many months of placement are followed."""
Key = tuple[int, str]
"""A month like 202603 and a currency."""
Paid = tuple[date, str, Decimal]
"""Money laid on what was overdue when a case opened: that day, the currency, the amount."""


class Pool(NamedTuple):
    """The cases opened in a month: how many, what was overdue then, and what was paid of it since."""

    count: int  # type: ignore[assignment]  # The word of the field; a tuple's own method is never called here.
    placed: Decimal
    paid: Decimal


def month_of(day: date) -> int:
    """The month of a day as a number: 202603."""
    return day.year * 100 + day.month


def load(this: Week) -> dict[Key, Pool]:
    """Every month of placement up to the week, with what was paid until its Sunday."""
    paid = _paid(this)
    return {
        key: Pool(len(amounts), money.total(amounts), paid.get(key, money.ZERO))
        for key, amounts in _placed(this).items()
    }


def _placed(this: Week) -> dict[Key, list[Decimal]]:
    found: dict[Key, list[Decimal]] = defaultdict(list)
    query = select(Episode.opened_on, Loan.currency, Episode.overdue_amount)
    for opened_on, currency, amount in db.session.execute(_opened(query, this)):
        found[month_of(opened_on), currency].append(amount)
    return found


def _opened(query: Any, this: Week) -> Any:
    """A query over the episodes of the months that are followed, with their loans."""
    first = calendar.add_months(this.monday.replace(day=1), 1 - MONTHS)
    query = query.select_from(Episode).join(Case, Episode.case_id == Case.id).join(Loan, Case.loan_id == Loan.id)
    return query.where(Episode.opened_on.between(first, this.sunday))


def _paid(this: Week) -> dict[Key, Decimal]:
    """From the allocations that stand; loans about which something was entered late are told by a replay."""
    found: dict[Key, Decimal] = defaultdict(lambda: money.ZERO)
    _add(found, _standing(this))
    for piece in bulk.chunks(sorted(arrears.late(this))):
        _add(found, ((on, currency, -amount) for on, currency, amount in _standing(this, piece)))
        _add(found, _replayed(this, piece))
    return found


def _add(found: dict[Key, Decimal], rows: Iterable[Paid]) -> None:
    for opened_on, currency, amount in rows:
        found[month_of(opened_on), currency] += amount


def paid_by_case(this: Week, month: int, currency: str) -> dict[int, Decimal]:
    """What was paid of a month of placement until the week's Sunday, by case."""
    found: dict[int, Decimal] = defaultdict(lambda: money.ZERO)
    odd = arrears.late(this)
    columns = (
        Episode.case_id,
        Episode.opened_on,
        Loan.currency,
        Loan.id,
        func.sum(Allocation.amount, type_=MoneyType()),
    )
    query = _laid_since(select(*columns), this).group_by(*columns[:4])
    for case_id, opened_on, code, loan_id, amount in db.session.execute(query):
        if (month_of(opened_on), code) == (month, currency) and loan_id not in odd:
            found[case_id] += amount
    query = _opened(select(Episode.case_id, Episode.opened_on, Loan.currency, Loan.id), this)
    for piece in bulk.chunks(sorted(odd)):
        laid = {loan_id: week.laid(book, this) for loan_id, book in arrears.load_books(piece).items()}
        for case_id, opened_on, code, loan_id in db.session.execute(query.where(Loan.id.in_(piece))):
            if (month_of(opened_on), code) == (month, currency):
                found[case_id] += money.total(part.amount for part in laid[loan_id] if _is_of(part, opened_on))
    return dict(found)


def _is_of(part: week.Laid, opened_on: date) -> bool:
    """Whether money was laid since a case opened on what was overdue then."""
    return part.kind in week.PAID and part.due_on < opened_on <= part.on


def _laid_since(query: Any, this: Week) -> Any:
    """A query over what was laid since each case opened on what was overdue then, up to the week's Sunday."""
    return (
        _opened(query, this)
        .join(Payment, (Payment.loan_id == Loan.id) & Payment.kind.in_(week.PAID))
        .join(Allocation, Allocation.payment_id == Payment.id)
        .join(Instalment, Allocation.instalment_id == Instalment.id)
        .where(Payment.paid_on.between(Episode.opened_on, this.sunday), Allocation.component.in_(DUE))
        .where(Instalment.due_on < Episode.opened_on)
    )


def _standing(this: Week, loan_ids: Sequence[int] | None = None) -> list[Paid]:
    amount = func.sum(Allocation.amount, type_=MoneyType())
    query = _laid_since(select(Episode.opened_on, Loan.currency, amount), this)
    query = query.group_by(Episode.opened_on, Loan.currency)
    rows = db.session.execute(query if loan_ids is None else query.where(Loan.id.in_(loan_ids)))
    return [(on, currency, amount) for on, currency, amount in rows]


def _replayed(this: Week, loan_ids: Sequence[int]) -> Iterator[Paid]:
    laid = {loan_id: week.laid(book, this) for loan_id, book in arrears.load_books(loan_ids).items()}
    query = _opened(select(Episode.opened_on, Loan.currency, Loan.id), this).where(Loan.id.in_(loan_ids))
    for opened_on, currency, loan_id in db.session.execute(query):
        for part in laid[loan_id]:
            if _is_of(part, opened_on):
                yield opened_on, currency, part.amount
