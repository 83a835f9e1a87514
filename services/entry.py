"""Entries of the ledger: payments, waivers and their mirrors, booked once, laid over the dues by value date."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import selectinload

from models import db
from models.loan import Instalment, Loan
from models.payment import DUE, Allocation, Component, Payment, PaymentKind
from models.sentence import written
from rules import allocation, money
from rules import ledger as ledger_rule
from rules.errors import RuleError
from rules.sentence import Sentence
from services import case, ledger


def book(loan: Loan, amount: Decimal, paid_on: date, posted_on: date, reference: str, **more: Any) -> Payment:
    """Write an entry; the same again changes nothing, another one under its reference is refused. A replay must follow.

    What leaves the credit has an amount below zero. Raises RuleError for another amount that is not above zero, one
    finer than a cent, or a value date in the future.
    """
    check(-amount if more.get("kind") in ledger.RETURNS and amount < 0 else amount, paid_on, posted_on, reference)
    if row := find(loan, reference):
        return _same(row, amount, paid_on, more.get("kind", PaymentKind.payment))
    row = Payment(loan=loan, amount=amount, paid_on=paid_on, posted_on=posted_on, reference=reference, **more)
    db.session.add(row)
    return row


def mirror(row: Payment, on: date, reason: str) -> Payment:
    """Write the entry of the negative amount that takes one back from a day on; again changes nothing.

    A replay must follow. Raises RuleError for a reversal, without a reason, or for a day before the entry.
    """
    if row.reversal:
        return row.reversal
    _check_reversal(row, on, reason)
    back = Payment(
        loan=row.loan,
        amount=-row.amount,
        paid_on=on,
        posted_on=on,
        reference=Sentence("reversal of %(reference)s", reference=row.reference),
        kind=PaymentKind.reversal,
        note=reason,
        component=row.component,
        reverses=row,
    )
    db.session.add(back)
    return back


def replay(loan: Loan, today: date | None = None) -> None:
    """Lay everything dated over the instalments anew, and keep every sum that rests on it.

    Overdue interest accrues to the last of `today`, the day it had come to, and the latest entry or charge.
    """
    db.session.flush()
    _load(loan)
    lay(loan, today)
    case.refresh(loan)


def lay(loan: Loan, today: date | None = None) -> None:
    """What `replay` does to the loan itself; a new one that nobody has flushed yet needs no more than that."""
    rows = ledger.laid(loan)
    entered = [row.paid_on for row in rows] + [row.on for row in ledger.charges(loan)]
    day = max(entered + [day for day in (today, loan.accrued_to) if day] or [loan.opened_on])
    found = ledger.today(loan, day)
    numbers = {row.number: row for row in loan.instalments}
    _write(rows, found.shares, numbers)
    _sum_up(loan, found, numbers)


def _load(loan: Loan) -> None:
    """Bring the entries of a loan with what each paid and what took it back, in few statements."""
    query = select(Payment).where(Payment.loan_id == loan.id)
    query = query.options(selectinload(Payment.allocations), selectinload(Payment.reversal))
    db.session.scalars(query).all()


def clear(loan: Loan) -> None:
    """Drop the allocations of a loan whose instalments are about to change; a replay must follow."""
    db.session.flush()
    ids = select(Payment.id).where(Payment.loan_id == loan.id)
    statement = delete(Allocation).where(Allocation.payment_id.in_(ids))
    db.session.execute(statement, execution_options={"synchronize_session": False})
    for row in loan.payments:
        db.session.expire(row, ["allocations"])


def check(amount: Decimal, paid_on: date, posted_on: date, reference: str) -> None:
    """Raise RuleError for money that cannot be recorded: see `record`."""
    if amount <= 0:
        raise RuleError("A payment must be above zero, not %(amount)s.", amount=amount)
    if amount != money.cents(amount):
        raise RuleError("%(amount)s is finer than a cent.", amount=amount)
    if paid_on > posted_on:
        raise RuleError("The value date %(day)s lies in the future.", day=paid_on)
    if not reference.strip():
        raise RuleError("A payment needs a reference, so that it is never counted twice.")


def find(loan: Loan, reference: str) -> Payment | None:
    """The entry of a loan under a reference; a replay looks at all its entries too, so they are asked for once."""
    kept = written(reference)
    return next((row for row in loan.payments if written(row.reference) == kept), None)


def _same(found: Payment, amount: Decimal, paid_on: date, kind: PaymentKind) -> Payment:
    if (found.amount, found.paid_on, found.kind) != (amount, paid_on, kind):
        raise RuleError(
            "Another payment has the reference %(reference)s: %(amount)s on %(day)s.",
            reference=found.reference,
            amount=found.amount,
            day=found.paid_on,
        )
    return found


def _check_reversal(row: Payment, on: date, reason: str) -> None:
    if row.kind == PaymentKind.moved:
        raise RuleError("A new schedule is not taken back; make another one.")
    if row.kind == PaymentKind.reversal:
        raise RuleError("A reversal cannot be reversed; record the payment again.")
    if not reason.strip():
        raise RuleError("Say why the payment is reversed.")
    if on < row.paid_on:
        raise RuleError("A payment of %(day)s cannot be reversed before that day.", day=row.paid_on)


def _write(rows: list[Payment], shares: list[allocation.Share], numbers: dict[int, Instalment]) -> None:
    """Change allocations in place, so that a replay that finds nothing new writes nothing."""
    wanted: dict[int, dict[tuple[int, str], Decimal]] = {row.id: {} for row in rows}
    kept: dict[tuple[int, str], Decimal] = defaultdict(lambda: money.ZERO)
    for share in shares:
        if share.instalment_no is None:
            kept[share.payment_id, share.component] += share.amount
        else:
            key = (numbers[share.instalment_no].id, share.component)
            wanted[share.payment_id][key] = wanted[share.payment_id].get(key, money.ZERO) + share.amount
    for row in rows:
        _keep(row, unapplied=kept[row.id, allocation.UNAPPLIED], returned=kept[row.id, allocation.RETURNED])
        _write_one(row, wanted[row.id])


def _write_one(payment: Payment, wanted: dict[tuple[int, str], Decimal]) -> None:
    for row in list(payment.allocations):
        amount = wanted.pop((row.instalment_id, row.component), None)
        if amount is None:
            payment.allocations.remove(row)
        else:
            _keep(row, amount=amount)
    for (instalment_id, component), amount in wanted.items():
        payment.allocations.append(
            Allocation(instalment_id=instalment_id, component=Component(component), amount=amount)
        )


def _sum_up(loan: Loan, found: ledger_rule.Standing, numbers: dict[int, Instalment]) -> None:
    left = {part.no: part for part in found.parts}
    for no, row in numbers.items():
        paid = {f"paid_{name}": getattr(row, name) - left[no].owed[name] for name in DUE}
        paid["paid_overdue_interest"] = _paid(found.shares, no, Component.overdue_interest)
        _keep(row, amount_days=left[no].amount_days, **paid)
    owed = {f"outstanding_{name}": found.owed[name] for name in (*DUE, Component.overdue_interest)}
    owed["outstanding_charge"] = sum((found.owed[name] for name in ledger_rule.CHARGES), money.ZERO)
    _keep(loan, accrued_to=found.day if loan.overdue_rate else None, **owed)


def _keep(row: Any, **values: Any) -> None:
    """Set what differs alone: a row that was set to what it is goes through a flush and its audit for nothing."""
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _paid(shares: list[allocation.Share], no: int, component: Component) -> Decimal:
    here = (share.amount for share in shares if share.instalment_no == no and share.component == component)
    return sum(here, money.ZERO)
