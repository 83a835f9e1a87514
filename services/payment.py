"""Payments: recorded once, reversed, never edited; their allocations are replayed by value date."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from sqlalchemy import delete, select

from models import db
from models.batch import ImportBatch
from models.loan import Instalment, Loan
from models.payment import DUE, Allocation, Component, Payment, PaymentKind
from rules import allocation, money
from rules import ledger as ledger_rule
from rules import payment as rule
from rules.errors import RuleError
from services import case, ledger


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
        settle(loan, posted_on)
    return row


def waive(
    loan: Loan,
    component: Component,
    amount: Decimal,
    on: date,
    posted_on: date,
    reference: str,
    note: str,
) -> Payment:
    """Let go of part of a component from a day on, without money; the same reference again changes nothing.

    Raises RuleError as `record` does, without a note, or for more than is owed of the component on the day.
    """
    if not _find(loan, reference):
        _check_waiver(loan, component, amount, posted_on)
    return let_go(loan, component, amount, on, posted_on, reference, note)


def let_go(
    loan: Loan, component: Component, amount: Decimal, on: date, posted_on: date, reference: str, note: str
) -> Payment:
    """Post a waiver that was agreed before, when what is owed was checked; see `waive`."""
    check(amount, on, posted_on, reference)
    if found := _find(loan, reference):
        return _same(found, amount, on, PaymentKind.waiver)
    if not note.strip():
        raise RuleError("Say why it is waived.")
    row = Payment(
        loan=loan,
        amount=amount,
        paid_on=on,
        posted_on=posted_on,
        reference=reference,
        kind=PaymentKind.waiver,
        component=component,
        note=note,
    )
    db.session.add(row)
    settle(loan, posted_on)
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
        component=payment.component,
        reverses=payment,
    )
    db.session.add(row)
    if payment.kind in ledger.LAID:
        settle(payment.loan, on)
    return row


def replay(loan: Loan, today: date | None = None) -> None:
    """Lay everything dated over the instalments anew, and keep every sum that rests on it.

    Overdue interest accrues to `today`, or to the day it had come to, or to the latest entry, whichever is last.
    """
    db.session.flush()
    rows = ledger.laid(loan)
    day = max([row.paid_on for row in rows] + [day for day in (today, loan.accrued_to) if day] or [loan.opened_on])
    found = ledger.today(loan, day)
    numbers = {row.number: row for row in loan.instalments}
    _write(rows, found.shares, numbers)
    _sum_up(loan, found, numbers)
    case.refresh(loan)


def settle(loan: Loan, today: date) -> None:
    """After a fact changed: lay the ledger anew, and stage an open case at once."""
    replay(loan, today)
    case.restage_open(loan, today)


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


def _check_waiver(loan: Loan, component: Component, amount: Decimal, today: date) -> None:
    owed = ledger.today(loan, today).owed[component]
    if amount > owed:
        raise RuleError("Only %(owed)s is owed of it; %(amount)s cannot be waived.", owed=owed, amount=amount)


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


def _write(rows: list[Payment], shares: list[allocation.Share], numbers: dict[int, Instalment]) -> None:
    """Change allocations in place, so that a replay that finds nothing new writes nothing."""
    wanted: dict[int, dict[tuple[int, str], Decimal]] = {row.id: {} for row in rows}
    unapplied: dict[int, Decimal] = defaultdict(lambda: money.ZERO)
    for share in shares:
        if share.instalment_no is None:
            unapplied[share.payment_id] += share.amount
        else:
            key = (numbers[share.instalment_no].id, share.component)
            wanted[share.payment_id][key] = wanted[share.payment_id].get(key, money.ZERO) + share.amount
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


def _sum_up(loan: Loan, found: ledger_rule.Standing, numbers: dict[int, Instalment]) -> None:
    left = {part.no: part for part in found.parts}
    for no, row in numbers.items():
        for name in DUE:
            setattr(row, f"paid_{name}", getattr(row, name) - left[no].owed[name])
        row.paid_overdue_interest = _paid(found.shares, no, Component.overdue_interest)
        row.amount_days = left[no].amount_days
    for name in (*DUE, Component.overdue_interest):
        setattr(loan, f"outstanding_{name}", found.owed[name])
    loan.outstanding_charge = sum((found.owed[name] for name in ledger_rule.CHARGES), money.ZERO)
    loan.accrued_to = found.day if loan.overdue_rate else None


def _paid(shares: list[allocation.Share], no: int, component: Component) -> Decimal:
    here = (share.amount for share in shares if share.instalment_no == no and share.component == component)
    return sum(here, money.ZERO)
