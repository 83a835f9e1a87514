"""Exact money: rounding to the cent and cutting a sum into parts that add up."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def cents(amount: Decimal, unit: Decimal = CENT) -> Decimal:
    """Round half up (away from zero at exactly half) to `unit`, by default the cent."""
    return (amount / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit
