"""Ability to pay: income and outgoings as dated statements of the borrower, which count until they expire."""

from datetime import date, timedelta
from decimal import Decimal

from models import db
from models.borrower import Borrower
from models.outlook import Means, MeansBasis
from models.user import User
from rules import affordability, money

GOOD_FOR = timedelta(days=180)


def state(
    borrower: Borrower,
    currency: str,
    income: Decimal,
    outgoings: Decimal,
    other_debts: Decimal,
    today: date,
    *,
    basis: MeansBasis = MeansBasis.said,
    user: User | None = None,
) -> Means:
    """Keep what a borrower says of income and outgoings a month; an earlier statement in the currency ends.

    Raises RuleError for an amount below zero or finer than its currency's unit.
    """
    affordability.left_over(income, outgoings, other_debts)
    for amount in (income, outgoings, other_debts):
        money.whole(amount, currency)
    for row in running(borrower, today):
        if row.currency == currency:
            row.withdrawn_on = today
    terms = {"income": income, "outgoings": outgoings, "other_debts": other_debts, "basis": basis}
    dates = {"stated_on": today, "expires_on": today + GOOD_FOR}
    row = Means(borrower=borrower, currency=currency, noted_by=user, **terms, **dates)
    db.session.add(row)
    return row


def withdraw(row: Means, today: date) -> Means:
    """End a statement that is not true any more; again changes nothing."""
    row.withdrawn_on = row.withdrawn_on or today
    return row


def running(borrower: Borrower, today: date) -> list[Means]:
    """The statements that count on a day, the latest first."""
    rows = [row for row in borrower.means if row.withdrawn_on is None and row.expires_on >= today]  # type: ignore[attr-defined]
    return sorted(rows, key=lambda row: (row.stated_on, row.id), reverse=True)


def of(borrower: Borrower, currency: str, today: date) -> Means | None:
    """The statement that counts in a currency."""
    return next((row for row in running(borrower, today) if row.currency == currency), None)


def left_over(row: Means) -> Decimal:
    """What is left each month."""
    return affordability.left_over(row.income, row.outgoings, row.other_debts)
