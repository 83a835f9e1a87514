"""Payments: recorded once, reversed, never edited; their allocations are replayed by value date."""

from datetime import date
from decimal import Decimal

from models.batch import ImportBatch
from models.loan import Loan
from models.payment import Payment, PaymentKind


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
    """Record money received; the same payment again changes nothing, another one under its reference is refused."""


def reverse(payment: Payment, on: date, reason: str) -> Payment:
    """Take a payment back from a day on, with a mirror row of the negative amount; again changes nothing."""


def replay(loan: Loan) -> None:
    """Lay all payments over the instalments anew, and keep every sum that rests on them."""
