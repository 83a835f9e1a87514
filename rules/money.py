"""Exact money: the unit of a currency, rounding to it, and cutting a sum into parts that add up."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from rules.errors import RuleError

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
RATE = Decimal("0.000001")
ONE = Decimal(1)

WITHOUT_DECIMALS = frozenset(
    "AFN ALL BIF CLP DJF GNF IQD IRR ISK JPY KMF KPW KRW LAK LBP MGA MMK PYG RSD RWF SOS SYP UGX VND VUV XAF XOF XPF "
    "YER".split()
)
FINER = frozenset("BHD JOD KWD LYD OMR TND".split())
"""Currencies of three decimals."""


def unit(currency: str) -> Decimal:
    """The smallest amount of a currency (ISO 4217): a cent, or 1 where it has no decimals in use, as JPY or KRW.

    Amounts are kept in hundredths, so a cent too for one of three decimals, which an old book may hold.
    Source: Unicode CLDR, the table by which amounts are shown.
    """
    return ONE if currency in WITHOUT_DECIMALS else CENT


def whole(amount: Decimal, currency: str) -> None:
    """Raise RuleError for an amount finer than the unit of its currency, or of a currency that the book cannot keep."""
    if currency in FINER:
        raise RuleError("%(currency)s has three decimals; the book keeps two.", currency=currency)
    if amount % unit(currency):
        raise RuleError("%(amount)s is finer than the unit of %(currency)s.", amount=amount, currency=currency)


def fits(amount: Decimal, unit: Decimal, left: Decimal = ZERO) -> bool:
    """Whether an amount can be paid: in whole units, or so that what is `left` of an old, finer debt becomes whole."""
    return amount == cents(amount) and (amount % unit == 0 or (left - amount) % unit == 0)


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
