"""Payments of many loans at once: the ledger replayed and reversed in few statements, as an import needs it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import aliased

from models import db
from models.case import Case, CaseState
from models.charge import Charge
from models.loan import AllocationOrder, Instalment, Loan
from models.offer import Offer
from models.payment import DUE, Allocation, Payment, PaymentKind
from models.plan import Plan
from models.promise import Promise
from rules import allocation, delinquency, money
from rules.sentence import Sentence
from services import bulk, case, payment
from services.ledger import RETURNS

Key = tuple[int, int, str]
"""Payment, instalment, component."""


class Ledger(NamedTuple):
    """What stands of some loans: their instalments and payments by loan, and the allocations of all of them."""

    instalments: Mapping[int, list[Any]]
    payments: Mapping[int, list[Any]]
    allocations: Mapping[Key, Any]


def replay(loan_ids: Iterable[int], today: date) -> None:
    """Lay all payments of these loans over their instalments anew; a loan where nothing is new is not written.

    Does for many what `entry.replay` does for one; rows in the session are stale afterwards.
    """
    db.session.flush()
    ids, others = _parted(set(loan_ids))
    for loan_id in others:
        row = db.session.get_one(Loan, loan_id)
        db.session.refresh(row)
        payment.settle(row, today)
    if not ids:
        return
    ledger = load(ids)
    shares = {loan_id: _shares(ledger, loan_id) for loan_id in ids}
    _write_allocations(ledger, shares)
    left = _write_sums(ledger, shares)
    _write_unapplied(ledger, shares)
    bulk.change(Loan, [{"id": loan_id, **_outstanding(parts)} for loan_id, parts in left.items()])
    refresh_cases(left, today)
    for loan_id in sorted(loan_id for loan_id in ids if _may_end(ledger.instalments[loan_id], left[loan_id])):
        row = db.session.get_one(Loan, loan_id)
        db.session.refresh(row)
        payment.settle(row, today)


def _parted(loan_ids: set[int]) -> tuple[list[int], list[int]]:
    """The loans with nothing but a schedule and money, and those with more to follow, which go one by one."""
    own = or_(Loan.overdue_rate > 0, Loan.allocation_order != AllocationOrder.civil_code)
    charged = select(Charge.loan_id)
    waived = select(Payment.loan_id).where(or_(Payment.component.is_not(None), Payment.kind.in_(RETURNS)))
    followed = select(Case.loan_id).where(or_(*(Case.id.in_(select(each.case_id)) for each in (Promise, Plan, Offer))))
    more = or_(own, *(Loan.id.in_(ids) for ids in (charged, waived, followed)))
    found = {row for piece in bulk.chunks(sorted(loan_ids)) for row in db.session.scalars(_ids(piece).where(more))}
    return sorted(loan_ids - found), sorted(found)


def _ids(loan_ids: Sequence[int]) -> Select[int]:
    return select(Loan.id).where(Loan.id.in_(loan_ids))


def reverse(payment_ids: Sequence[int], on: date, reason: str) -> int:
    """Take many payments back with mirror rows; those that are reversed already are left alone. Gives the number."""
    found = [row for piece in bulk.chunks(payment_ids) for row in _standing(piece)]
    bulk.insert(Payment, [_mirror(row, on, reason) for row in found])
    for piece in bulk.chunks(sorted({row.loan_id for row in found if row.kind == PaymentKind.payment})):
        replay(piece, on)
    return len(found)


def load(loan_ids: Sequence[int]) -> Ledger:
    """Load the ledgers of loans: one query per table."""
    row = Instalment.__table__.c
    dues = select(row.id, row.loan_id, row.due_on, row.number, *(row[name] for name in (*_NAMES, *_named(_NOTHING))))
    ledger = Ledger(defaultdict(list), defaultdict(list), {})
    for found in db.session.execute(dues.where(row.loan_id.in_(loan_ids))):
        ledger.instalments[found.loan_id].append(found)
    for found in db.session.execute(_payments(loan_ids)):
        ledger.payments[found.loan_id].append(found)
    held = select(Allocation.__table__).join(Payment, Allocation.payment_id == Payment.id)
    rows = db.session.execute(held.where(Payment.loan_id.in_(loan_ids)))
    return ledger._replace(
        allocations={(found.payment_id, found.instalment_id, str(found.component)): found for found in rows}
    )


def refresh_cases(left: Mapping[int, Sequence[Any]], today: date) -> None:
    """Tell the cases of loans what is left of each; those that are or were open are staged at once, others wait."""
    query = select(Case.id, Case.loan_id, Case.state, Case.archived_on).where(Case.loan_id.in_(left))
    found = db.session.execute(query).all()
    bulk.change(Case, [{"id": row.id, "touched": True, **standing_of(left[row.loan_id])} for row in found])
    opened = [row.id for row in found if row.state != CaseState.waiting and row.archived_on is None]
    if opened:
        case.restage_many(opened, today)


def standing_of(parts: Sequence[Any]) -> dict[str, Any]:
    """What a case knows of its loan: the balance, and since when it is overdue."""
    return {
        "balance": sum((part.unpaid for part in parts), money.ZERO),
        "overdue_since": delinquency.overdue_since(parts),
    }


class Amounts(NamedTuple):
    """Money by component."""

    fee: Decimal
    interest: Decimal
    principal: Decimal


class Left(NamedTuple):
    """What is left of an instalment, by component."""

    due_on: date
    fee: Decimal
    interest: Decimal
    principal: Decimal

    @property
    def unpaid(self) -> Decimal:
        """All components together."""
        return self.fee + self.interest + self.principal


_NAMES = tuple(str(name) for name in DUE)
_NOTHING = Amounts(money.ZERO, money.ZERO, money.ZERO)


def _payments(loan_ids: Sequence[int]) -> Any:
    """The payments of loans that are to be allocated, each with whether it was taken back."""
    back = aliased(Payment)
    columns = (Payment.id, Payment.loan_id, Payment.paid_on, Payment.amount, Payment.unapplied)
    query = select(*columns, back.id.label("back_id")).outerjoin(back, back.reverses_id == Payment.id)
    return query.where(Payment.loan_id.in_(loan_ids), Payment.kind == PaymentKind.payment)


def _shares(ledger: Ledger, loan_id: int) -> list[allocation.Share]:
    """What each payment of a loan pays; `instalment_no` is turned into the instalment's id."""
    paid = [allocation.Paid(row.id, row.paid_on, row.amount) for row in ledger.payments[loan_id] if not row.back_id]
    if not paid:
        return []
    dues = [allocation.Due(row.number, row.due_on, _asked(row)) for row in ledger.instalments[loan_id]]
    ids: dict[int | None, int] = {row.number: row.id for row in ledger.instalments[loan_id]}
    return [share._replace(instalment_no=ids.get(share.instalment_no)) for share in allocation.replay(dues, paid)]


def _asked(row: Any) -> dict[str, Decimal]:
    return {"principal": row.principal, "interest": row.interest, "fee": row.fee}


def _write_allocations(ledger: Ledger, shares: Mapping[int, Sequence[allocation.Share]]) -> None:
    wanted: dict[Key, Decimal] = {
        (share.payment_id, share.instalment_no, share.component): share.amount
        for found in shares.values()
        for share in found
        if share.instalment_no is not None
    }
    bulk.drop(Allocation, [row.id for key, row in ledger.allocations.items() if key not in wanted])
    kept = {key: row for key, row in ledger.allocations.items() if key in wanted}
    changed = [(row.id, wanted[key]) for key, row in kept.items() if row.amount != wanted[key]]
    bulk.change(Allocation, [{"id": row_id, "amount": amount} for row_id, amount in changed])
    fresh = [(*key, amount) for key, amount in wanted.items() if key not in kept]
    names = ("payment_id", "instalment_id", "component", "amount")
    bulk.insert(Allocation, [dict(zip(names, row, strict=True)) for row in fresh])


def _write_sums(ledger: Ledger, shares: Mapping[int, Sequence[allocation.Share]]) -> dict[int, list[Left]]:
    """Keep what was paid on each instalment; gives what is left of each, by loan."""
    paid = _paid(share for found in shares.values() for share in found)
    rows = {loan_id: ledger.instalments[loan_id] for loan_id in shares}
    changed = [row for found in rows.values() for row in found if _was_paid(row) != paid.get(row.id, _NOTHING)]
    bulk.change(Instalment, [{"id": row.id, **_named(paid.get(row.id, _NOTHING))} for row in changed])
    return {loan_id: [_left(row, paid.get(row.id, _NOTHING)) for row in found] for loan_id, found in rows.items()}


def _paid(shares: Iterable[allocation.Share]) -> dict[int | None, Amounts]:
    """What was paid on each instalment."""
    sums: dict[int | None, dict[str, Decimal]] = defaultdict(lambda: dict.fromkeys(_NAMES, money.ZERO))
    for share in (share for share in shares if share.instalment_no is not None):
        sums[share.instalment_no][share.component] += share.amount
    return {id: Amounts(**found) for id, found in sums.items()}


def _was_paid(row: Any) -> Amounts:
    return Amounts(row.paid_fee, row.paid_interest, row.paid_principal)


def _named(paid: Amounts) -> dict[str, Decimal]:
    return {"paid_fee": paid.fee, "paid_interest": paid.interest, "paid_principal": paid.principal}


def _left(row: Any, paid: Amounts) -> Left:
    return Left(row.due_on, row.fee - paid.fee, row.interest - paid.interest, row.principal - paid.principal)


def _write_unapplied(ledger: Ledger, shares: Mapping[int, Sequence[allocation.Share]]) -> None:
    rest = {
        share.payment_id: share.amount for found in shares.values() for share in found if share.instalment_no is None
    }
    rows = [row for found in ledger.payments.values() for row in found]
    changed = [row for row in rows if row.unapplied != rest.get(row.id, money.ZERO)]
    bulk.change(Payment, [{"id": row.id, "unapplied": rest.get(row.id, money.ZERO)} for row in changed])


def _outstanding(parts: Sequence[Left]) -> dict[str, Decimal]:
    return {f"outstanding_{name}": sum((getattr(part, name) for part in parts), money.ZERO) for name in _NAMES}


def _may_end(rows: Sequence[Any], left: Sequence[Left]) -> bool:
    """Whether what is left may be interest alone that an early repayment lets go."""
    rest = sum((part.unpaid for part in left), money.ZERO)
    return 0 < rest <= sum((row.interest for row in rows), money.ZERO)


def _standing(payment_ids: Sequence[int]) -> Sequence[Any]:
    back = aliased(Payment)
    query = select(Payment.__table__).outerjoin(back, back.reverses_id == Payment.id)
    return db.session.execute(query.where(Payment.id.in_(payment_ids), back.id.is_(None))).all()


def _mirror(row: Any, on: date, reason: str) -> dict[str, Any]:
    """The row that takes a payment back, as `payment.reverse` writes it."""
    return {
        "loan_id": row.loan_id,
        "amount": -row.amount,
        "paid_on": max(on, row.paid_on),
        "posted_on": on,
        "reference": Sentence("reversal of %(reference)s", reference=row.reference),
        "kind": PaymentKind.reversal,
        "note": reason,
        "reverses_id": row.id,
        "unapplied": money.ZERO,
        "batch_id": None,
    }
