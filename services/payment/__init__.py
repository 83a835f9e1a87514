"""Payments and waivers: recorded once, reversed, never edited; what they change is judged at once."""

from datetime import date
from decimal import Decimal

from models.batch import ImportBatch
from models.case import Case
from models.loan import Loan
from models.payment import Component, Payment, PaymentKind
from models.user import User
from rules import money
from rules.errors import RuleError
from rules.sentence import Sentence
from services import authority, case, credit, early, entry, ledger, offer, plan, promise, team


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
    Raises RuleError for an amount that is not above zero or finer than its currency's unit, or a value date in the
    future.
    """
    entry.check(amount, paid_on, posted_on, reference)
    if kind == PaymentKind.payment and not entry.find(loan, reference):
        _check_unit(loan, amount)
    row = entry.book(loan, amount, paid_on, posted_on, reference, kind=kind, note=note, batch=batch)
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
    if not note.strip():
        raise RuleError("Say why it is waived.")
    if not entry.find(loan, reference):
        _check_waiver(loan, component, amount, posted_on)
    row = entry.book(loan, amount, on, posted_on, reference, kind=PaymentKind.waiver, component=component, note=note)
    settle(loan, posted_on)
    return row


def waive_by(row: Case, component: Component, amount: Decimal, today: date, *, user: User | None, note: str) -> Payment:
    """Let a person waive a part from today on, within their level. Raises RuleError as `waive` does, or beyond it."""
    loan: Loan = row.loan
    if amount > 0:
        authority.check_waiver(user, loan, {component: amount}, today)
    times = sum(each.kind == PaymentKind.waiver for each in loan.payments)
    return waive(loan, component, amount, today, today, Sentence("waiver %(number)s", number=times + 1), note)


def reverse(payment: Payment, today: date, reason: str) -> Payment:
    """Take a payment or waiver back from today on, with a mirror row of the negative amount; again changes nothing.

    What is overdue for it opens its case at once, also one that never was open or was put away. Of a set-off both
    sides go.
    Raises RuleError for a reversal, without a reason, or for a payment of a later day.
    """
    rows = credit.together(payment)
    for each in rows:
        entry.mirror(each, today, reason)
    if payment.kind in ledger.LAID:
        credit.taken_back(payment)
        for each in rows:
            settle(each.loan, today)
        case.open_again([each.loan_id for each in rows], today)
    return entry.mirror(payment, today, reason)


def settle(loan: Loan, today: date) -> None:
    """After a fact changed: lay the ledger anew, judge what rests on it, and stage an open case at once."""
    entry.replay(loan, today)
    row = case.of(loan)
    if row:
        judge(row, today)
    if early.follow(loan, today) and row:
        judge(row, today)
    case.restage_open(loan, today)


def judge(row: Case, today: date) -> None:
    """Settle the offers, promises and plans of a case by what is posted."""
    now = team.start_of(today)
    offer.follow_of(row, today)
    promise.follow_all(row, today, now)
    plan.follow_all(row, today, now)


def _check_unit(loan: Loan, amount: Decimal) -> None:
    """Raise RuleError for an amount finer than its currency's unit, unless it leaves whole units of an old debt."""
    owed = sum((getattr(loan, name) for name in case.BALANCE), money.ZERO)
    if not money.fits(amount, money.unit(loan.currency), owed):
        money.whole(amount, loan.currency)


def _check_waiver(loan: Loan, component: Component, amount: Decimal, today: date) -> None:
    owed = ledger.today(loan, today).owed[component]
    if amount > owed:
        raise RuleError("Only %(owed)s is owed of it; %(amount)s cannot be waived.", owed=owed, amount=amount)
    if not money.fits(amount, money.unit(loan.currency), owed):
        money.whole(amount, loan.currency)
