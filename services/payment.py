"""Payments: recorded once, reversed, never edited; their allocations are replayed by value date."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from sqlalchemy import delete, select

from models import db
from models.batch import ImportBatch
from models.loan import Instalment, Loan
from models.payment import Allocation, Component, Payment, PaymentKind
from rules import allocation, money
from rules import payment as rule
from rules.errors import RuleError
from services import case


def record(
    loan: Loan,
    amount: Decimal,
    paid_on: date,
    posted_on: date,
    reference: str,
    *,
    kind: PaymentKind = PaymentKind.payment,
    note: str = "",
    batch: ImportBatch | None = None,
) -> Payment:
    """Record money received; the same payment again changes nothing, another one under its reference is refused.

    `paid_on` is the value date, `posted_on` the day it is entered. History is told but never allocated.
    Raises RuleError for an amount that is not above zero or finer than a cent, or a value date in the future.
    """
    check(amount, paid_on, posted_on, reference)
    if found := _find(loan, reference):
        return _same(found, amount, paid_on, kind)
    row = Payment(
        loan=loan,
        amount=amount,
        paid_on=paid_on,
        posted_on=posted_on,
        reference=reference,
        kind=kind,
        note=note,
        batch=batch,
    )
    db.session.add(row)
    if kind == PaymentKind.payment:
        _settle(loan, posted_on)
    return row


def reverse(payment: Payment, on: date, reason: str) -> Payment:
    """Take a payment back from a day on, with a mirror row of the negative amount; again changes nothing.

    Raises RuleError for a reversal, without a reason, or for a day before the payment.
    """
    if payment.reversal:
        return payment.reversal
    _check_reversal(payment, on, reason)
    row = Payment(
        loan=payment.loan,
        amount=-payment.amount,
        paid_on=on,
        posted_on=on,
        reference=f"reversal of {payment.reference}",
        kind=PaymentKind.reversal,
        note=reason,
        reverses=payment,
    )
    db.session.add(row)
    if payment.kind == PaymentKind.payment:
        _settle(payment.loan, on)
    return row


def replay(loan: Loan) -> None:
    """Lay all payments over the instalments anew, and keep every sum that rests on them."""
    db.session.flush()
    rows = [row for row in loan.payments if row.kind == PaymentKind.payment]
    shares = allocation.replay(map(_due, loan.instalments), [_paid(row) for row in rows if not row.reversal])
    numbers = {row.number: row for row in loan.instalments}
    _write(rows, shares, numbers)
    _sum_up(loan, shares, numbers)
    case.refresh(loan)


def clear(loan: Loan) -> None:
    """Drop the allocations of a loan whose instalments are about to change; a replay must follow."""
    db.session.flush()
    ids = select(Payment.id).where(Payment.loan_id == loan.id)
    statement = delete(Allocation).where(Allocation.payment_id.in_(ids))
    db.session.execute(statement, execution_options={"synchronize_session": False})
    for row in loan.payments:
        db.session.expire(row, ["allocations"])


def posted(loan: Loan) -> list[rule.Payment]:
    """The payments of a loan as the rules see them; history and reversals stand in no list of their own."""
    return [
        rule.Payment(row.paid_on, row.amount, row.posted_on, row.reversal.paid_on if row.reversal else None)
        for row in loan.payments
        if row.kind == PaymentKind.payment
    ]


def _settle(loan: Loan, today: date) -> None:
    replay(loan)
    case.restage_open(loan, today)


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


def _check_reversal(payment: Payment, on: date, reason: str) -> None:
    if payment.kind == PaymentKind.reversal:
        raise RuleError("A reversal cannot be reversed; record the payment again.")
    if not reason.strip():
        raise RuleError("Say why the payment is reversed.")
    if on < payment.paid_on:
        raise RuleError("A payment of %(day)s cannot be reversed before that day.", day=payment.paid_on)


def _find(loan: Loan, reference: str) -> Payment | None:
    db.session.flush()
    return db.session.scalars(select(Payment).filter_by(loan_id=loan.id, reference=reference)).first()


def _same(found: Payment, amount: Decimal, paid_on: date, kind: PaymentKind) -> Payment:
    if (found.amount, found.paid_on, found.kind) != (amount, paid_on, kind):
        raise RuleError(
            "Another payment has the reference %(reference)s: %(amount)s on %(day)s.",
            reference=found.reference,
            amount=found.amount,
            day=found.paid_on,
        )
    return found


def _due(row: Instalment) -> allocation.Due:
    owed: dict[str, Decimal] = {each: getattr(row, each) for each in Component}
    return allocation.Due(row.number, row.due_on, owed)


def _paid(row: Payment) -> allocation.Paid:
    return allocation.Paid(row.id, row.paid_on, row.amount)


def _write(rows: list[Payment], shares: list[allocation.Share], numbers: dict[int, Instalment]) -> None:
    """Change allocations in place, so that a replay that finds nothing new writes nothing."""
    wanted: dict[int, dict[tuple[int, str], Decimal]] = {row.id: {} for row in rows}
    unapplied: dict[int, Decimal] = defaultdict(lambda: money.ZERO)
    for share in shares:
        if share.instalment_no is None:
            unapplied[share.payment_id] += share.amount
        else:
            wanted[share.payment_id][numbers[share.instalment_no].id, share.component] = share.amount
    for row in rows:
        row.unapplied = unapplied[row.id]
        _write_one(row, wanted[row.id])


def _write_one(payment: Payment, wanted: dict[tuple[int, str], Decimal]) -> None:
    for row in list(payment.allocations):
        amount = wanted.pop((row.instalment_id, row.component), None)
        if amount is None:
            payment.allocations.remove(row)
        else:
            row.amount = amount
    for (instalment_id, component), amount in wanted.items():
        payment.allocations.append(
            Allocation(instalment_id=instalment_id, component=Component(component), amount=amount)
        )


def _sum_up(loan: Loan, shares: list[allocation.Share], numbers: dict[int, Instalment]) -> None:
    for row in loan.instalments:
        row.paid_fee = row.paid_interest = row.paid_principal = money.ZERO
    for share in shares:
        if share.instalment_no is not None:
            row, name = numbers[share.instalment_no], f"paid_{share.component}"
            setattr(row, name, getattr(row, name) + share.amount)
    for name in Component:
        left = (getattr(row, name) - getattr(row, f"paid_{name}") for row in loan.instalments)
        setattr(loan, f"outstanding_{name}", sum(left, money.ZERO))
