"""What a borrower can pay a month, and the plans that fit."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from rules import money
from rules.errors import RuleError

SHARES = (Decimal("0.8"), Decimal("0.6"), Decimal("0.4"))
"""Parts of what is left each month that a plan asks for, the quickest first; a recommendation without a source."""
MOST = 60


class Option(NamedTuple):
    """A plan of so many months at about `monthly` each."""

    months: int
    monthly: Decimal


def left_over(income: Decimal, outgoings: Decimal, other_debts: Decimal = money.ZERO) -> Decimal:
    """What is left each month after essential outgoings and other debts; below zero nothing is.

    Raises RuleError for a negative amount. Source: operations.md 2.5.
    """
    if min(income, outgoings, other_debts) < 0:
        raise RuleError("Income and outgoings must not be negative.")
    return income - outgoings - other_debts


def options(
    total: Decimal, surplus: Decimal, shares: Sequence[Decimal] = SHARES, unit: Decimal = money.CENT
) -> list[Option]:
    """The plans of at most 60 months that ask for these parts of the surplus, each number of months once.

    None where nothing is left, or nothing fits into 60 months.
    """
    found: dict[int, Option] = {}
    for share in shares:
        monthly = money.cents(surplus * share, unit)
        if monthly <= 0:
            continue
        months = max(2, int((total / monthly).to_integral_value(ROUND_CEILING)))
        if months <= MOST:
            found.setdefault(months, Option(months, money.cents(total / months, unit)))
    return list(found.values())
