"""Exact money: rounding to the cent and cutting a sum into parts that add up."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
RATE = Decimal("0.000001")


def cents(amount: Decimal, unit: Decimal = CENT) -> Decimal:
    """Round half up (away from zero at exactly half) to `unit`, by default the cent."""
    return (amount / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum of amounts; of none it is zero."""
    return sum(amounts, ZERO)


def cut(total: Decimal, count: int, unit: Decimal = CENT) -> list[Decimal]:
    """Cut `total` into `count` equal parts of whole `unit`s; the last part takes the rest, so they add up exactly."""
    part = total // (count * unit) * unit
    return [part] * (count - 1) + [total - part * (count - 1)]


def share(total: Decimal, weights: Sequence[Decimal], unit: Decimal = CENT) -> list[Decimal]:
    """Cut `total` in proportion to `weights`; spare units go one each to the largest remainders, ties to the earlier.

    What `total` holds below one unit goes to the last part. The weights must not all be zero.
    Source: POL-ALLOC-01.
    """
    whole = sum(weights, Decimal(0)) * unit
    # The remainders share one denominator: compared as they are, equal ones stay equal.
    parts, remainders = map(list, zip(*(divmod(total * weight, whole) for weight in weights), strict=True))
    spare = int(total // unit - sum(parts))
    for at in sorted(range(len(parts)), key=lambda at: -remainders[at])[:spare]:
        parts[at] += 1
    amounts = [units * unit for units in parts]
    amounts[-1] += total - sum(amounts)
    return amounts
