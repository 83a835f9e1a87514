"""Which money counts on a day: by value date, from the day it is known, until it is reversed."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rules import money


class Payment(NamedTuple):
    """Money with its value date `on`; entered on `posted_on` (None: that day); from `reversed_on` it counts no more."""

    on: date
    amount: Decimal
    posted_on: date | None = None
    reversed_on: date | None = None


def stands(payment: Payment, day: date) -> bool:
    """Whether the payment counts on the day, by its value date, whenever it was entered."""
    return payment.on <= day and (payment.reversed_on is None or day < payment.reversed_on)


def paid_by(payments: Iterable[Payment], day: date) -> Decimal:
    """What counts on the day, by value date, whenever it was entered."""
    return sum((payment.amount for payment in payments if stands(payment, day)), money.ZERO)


def received(payments: Iterable[Payment], first: date, last: date, today: date) -> Decimal:
    """What arrived from `first` to `last`, both included, by value date, as it is known today."""
    return sum(
        (
            payment.amount
            for payment in payments
            if first <= payment.on <= last and (payment.posted_on or payment.on) <= today and stands(payment, today)
        ),
        money.ZERO,
    )
