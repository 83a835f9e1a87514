"""Refunds: asked for by one person, approved by a second one, booked once the money has left."""

from datetime import date
from decimal import Decimal
from typing import Any

from models import db
from models.loan import Loan
from models.payment import PaymentKind
from models.refund import Refund, RefundStatus
from models.user import User
from rules import money
from rules.access import Level
from rules.errors import RuleError
from rules.sentence import Sentence
from services import credit, entry, payment

APPROVERS = (Level.manager, Level.director)
"""The levels that let money out."""
ACCOUNT = range(5, 35)
"""How many letters and digits an account has; an IBAN has at most 34."""


def ask(loan: Loan, amount: Decimal, holder: str, account: str, reason: str, *, today: date, user: User) -> Refund:
    """Ask to return part of a loan's credit to an account.

    Raises RuleError without a reason, for an account that is none, an amount that is not above zero, finer than the
    unit of its currency, or more than the credit that no other refund takes.
    """
    credit.check_reason(reason)
    if not holder.strip():
        raise RuleError("Say whose account it is.")
    number = "".join(account.split()).replace("-", "")
    if not (number.isascii() and number.isalnum() and len(number) in ACCOUNT):
        raise RuleError("An account has 5 to 34 letters and digits.")
    if amount <= 0:
        raise RuleError("A refund must be above zero.")
    credit.lock(loan)
    _check_credit(amount, credit.free(loan), loan)
    row = Refund(loan=loan, amount=amount, holder=holder.strip(), account=number, reason=reason)
    row.asked_on, row.asked_by = today, user
    db.session.add(row)
    return row


def approve(row: Refund, today: date, user: User) -> None:
    """Let the money go, as a second person whose level lets money out.

    Raises RuleError for one's own request, a lower level, one that is decided, or a credit that is gone.
    """
    _check(row, user)
    credit.lock(row.loan)
    _check_credit(row.amount, credit.free(row.loan) + row.amount, row.loan)
    _decide(row, RefundStatus.approved, today, user)


def reject(row: Refund, reason: str, today: date, user: User) -> None:
    """Say no. Raises RuleError as `approve` does, or without a reason."""
    _check(row, user)
    credit.check_reason(reason)
    row.answer = reason
    _decide(row, RefundStatus.rejected, today, user)


def pay(row: Refund, paid_on: date, today: date) -> Refund:
    """Book that the money left on a day; again changes nothing.

    It is booked even where the credit is gone by now: then the credit stands below zero, for a person to look at.
    Raises RuleError for one that is not approved, or a day before the approval or after today.
    """
    if row.status == RefundStatus.paid:
        return row
    if row.status != RefundStatus.approved:
        raise RuleError("Only an approved refund can be paid.")
    if not (row.decided_on or today) <= paid_on <= today:
        raise RuleError("The day lies before the approval or in the future.")
    credit.lock(row.loan)
    name, more = Sentence("refund %(number)s", number=row.id), _entry(row)
    row.payment = entry.book(row.loan, -row.amount, paid_on, today, name, **more)
    row.status, row.paid_on = RefundStatus.paid, paid_on
    payment.settle(row.loan, today)
    return row


def _entry(row: Refund) -> dict[str, Any]:
    return {"kind": PaymentKind.refund, "note": row.reason}


def _check(row: Refund, user: User) -> None:
    if row.status != RefundStatus.requested:
        raise RuleError("The request is decided already.")
    if row.asked_by == user:
        raise RuleError("Nobody decides on their own request; it waits for a second person.")
    if user.level not in APPROVERS:
        raise RuleError("Money that leaves takes a %(level)s.", level=APPROVERS[0])


def _check_credit(amount: Decimal, free: Decimal, loan: Loan) -> None:
    if amount > free:
        raise RuleError("The credit that is free is %(free)s %(currency)s.", free=free, currency=loan.currency)
    if not money.fits(amount, money.unit(loan.currency), free):
        money.whole(amount, loan.currency)


def _decide(row: Refund, status: RefundStatus, today: date, user: User) -> None:
    row.status, row.decided_on, row.decided_by = status, today, user
