"""What a legal case is expected to bring, to set beside an offer."""

from decimal import Decimal

from rules import money


def legal(balance: Decimal, recovery_rate: Decimal, fee_rate: Decimal, cost: Decimal) -> Decimal:
    """The part of a balance that comes back, less the partner's part of it and the costs; below zero it is a loss.

    Rates are fractions. Source: operations.md metric 29.
    """
    return money.cents(balance * recovery_rate * (1 - fee_rate) - cost)
