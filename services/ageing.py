"""Ageing: unpaid principal by days past due, as of any day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, or_, select, type_coerce

from models import db
from models.base import MoneyType
from models.loan import FormerInstalment, Instalment, Loan
from models.payment import DUE, Allocation, Component, Payment, PaymentKind
from models.portfolio import Portfolio
from rules import bucket, delinquency, money, week
from rules import ledger as rule
from services import bulk, ledger
from services.metric import arrears
from services.owed import UNPAID, UNPAID_PRINCIPAL


class AgeingRow(NamedTuple):
    """Loans and their unpaid principal in one bucket."""

    currency: str
    bucket: str
    count: int  # type: ignore[assignment]  # The word of the field; a tuple's own method is never called here.
    amount: Decimal


class Owed(NamedTuple):
    """What one loan owes: since when the oldest unpaid amount is due, and the unpaid principal."""

    loan_id: int
    currency: str
    since: date
    principal: Decimal


def ageing(as_of: date, edges: Sequence[int], portfolio: Portfolio | None = None) -> list[AgeingRow]:
    """Unpaid principal by the loans' days past due at the end of a day, each currency with all its buckets.

    Payments count by value date, that day included, until they are reversed. Loans opened later, archived, or with
    nothing unpaid are left out. Raises RuleError for edges that do not rise from 0.
    """
    names = bucket.names(edges)
    sums: dict[str, list[tuple[int, Decimal]]] = {}
    for owed in _all(as_of, portfolio):
        row = sums.setdefault(owed.currency, [(0, money.ZERO)] * len(names))
        at = bucket.index(delinquency.days_past_due(owed.since, as_of), edges)
        row[at] = (row[at][0] + 1, row[at][1] + owed.principal)
    return [
        AgeingRow(currency, name, *row)
        for currency in sorted(sums)
        for name, row in zip(names, sums[currency], strict=True)
    ]


def standing(as_of: date, portfolio: Portfolio | None = None) -> dict[int, Owed]:
    """What each loan owed at the end of a day, by loan; the loans that `ageing` counts."""
    return {row.loan_id: row for row in _all(as_of, portfolio)}


def _all(as_of: date, portfolio: Portfolio | None) -> Iterator[Owed]:
    restored = {id for question in (_restored(as_of), *_rewritten(as_of)) for id in db.session.scalars(question)}
    query = _stored(as_of)
    if portfolio:
        query = query.where(Loan.portfolio_id == portfolio.id)
    for loan_id, currency, since, principal in db.session.execute(query.execution_options(yield_per=5000)):
        if loan_id not in restored:
            yield Owed(loan_id, currency, since, principal)
    yield from _replayed(restored, as_of, portfolio)


def _stored(as_of: date) -> Any:
    """What the sums of today say, less the allocations of later payments: few rows, whatever the size of the book."""
    later = _later(as_of)
    unpaid = UNPAID + func.coalesce(later.c.whole, 0)
    principal = type_coerce(UNPAID_PRINCIPAL + func.coalesce(later.c.principal, 0), MoneyType())
    return (
        select(Loan.id, Loan.currency, func.min(Instalment.due_on), func.sum(principal))
        .join(Instalment, Instalment.loan_id == Loan.id)
        .outerjoin(later, later.c.instalment_id == Instalment.id)
        .where(*_known(as_of), unpaid > 0, func.coalesce(Instalment.counts_from, as_of) <= as_of)
        .group_by(Loan.id, Loan.currency)
    )


def _later(as_of: date) -> Any:
    principal = case((Allocation.component == Component.principal, Allocation.amount), else_=0)
    return (
        select(
            Allocation.instalment_id,
            func.sum(Allocation.amount).label("whole"),
            func.sum(principal).label("principal"),
        )
        .join(Payment, Allocation.payment_id == Payment.id)
        .where(Payment.paid_on > as_of, Allocation.component.in_(DUE))
        .group_by(Allocation.instalment_id)
        .subquery()
    )


def _known(as_of: date) -> Iterable[ColumnElement[bool]]:
    return Loan.opened_on <= as_of, or_(Loan.archived_on.is_(None), Loan.archived_on > as_of)


def _restored(as_of: date) -> Select[int]:
    """Loans with a payment that still counted on the day but was reversed later: their sums of today do not tell."""
    back = select(Payment.reverses_id).where(Payment.kind == PaymentKind.reversal, Payment.paid_on > as_of)
    counted = Payment.kind.in_(ledger.LAID), Payment.paid_on <= as_of
    return select(Payment.loan_id).where(*counted, Payment.id.in_(back)).distinct()


def _rewritten(as_of: date) -> Iterator[Select[int]]:
    """Loans whose schedule a newer file changed after the day: what it asks for today is not what it asked for then."""
    yield select(FormerInstalment.loan_id).where(FormerInstalment.replaced_on > as_of).distinct()
    yield select(Instalment.loan_id).where(Instalment.entered_on > as_of).distinct()


def _replayed(loan_ids: set[int], as_of: date, portfolio: Portfolio | None) -> Iterator[Owed]:
    """Lay what counted on the day over the instalments of that day."""
    here = _known(as_of), [Loan.portfolio_id == portfolio.id] if portfolio else []
    for ids in bulk.chunks(sorted(loan_ids)):
        query = select(Loan.id, Loan.currency).where(Loan.id.in_(ids), *here[0], *here[1])
        kept = dict(db.session.execute(query).all())
        back = select(Payment.reverses_id, Payment.paid_on).where(Payment.kind == PaymentKind.reversal)
        taken = {id: on for id, on in db.session.execute(back.where(Payment.loan_id.in_(ids))) if id}
        for id, book in arrears.load_books(list(kept)).items():
            if owed := _owed(id, kept[id], week.stood(book, as_of, taken)):
                yield owed


def _owed(loan_id: int, currency: str, found: rule.Standing) -> Owed | None:
    unpaid = [part for part in found.parts if any(part.owed[name] for name in DUE)]
    if not unpaid:
        return None
    principal = sum((part.owed[Component.principal] for part in unpaid), money.ZERO)
    return Owed(loan_id, currency, min(part.due_on for part in unpaid), principal)
