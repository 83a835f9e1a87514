"""How good the outlook is: what was said against what came."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from rules import metric, money

BANDS = tuple(Decimal(edge) / 100 for edge in (20, 40, 60, 80, 100))
"""The upper ends of the bands in which what was said is laid beside what came."""


class Told(NamedTuple):
    """So many cases of which the same share was expected not to pay, and how many of them had not."""

    said: Decimal
    cases: int
    unpaid: int


class Band(NamedTuple):
    """The cases of which a share up to `to` was said: what was said on average, and what came."""

    to: Decimal
    cases: int
    said: Decimal | None
    came: Decimal | None


def bands(told: Iterable[Told]) -> list[Band]:
    """What was said against what came, by what was said."""
    rows = list(told)
    lower = (Decimal(-1), *BANDS)
    return [_band(to, [each for each in rows if low < each.said <= to]) for low, to in zip(lower, BANDS, strict=False)]


def whole(told: Iterable[Told]) -> Band:
    """What was said of all against what came."""
    return _band(Decimal(1), list(told))


def calibration_error(told: Iterable[Told]) -> Decimal | None:
    """The distance of what was said from what came, averaged over the bands by their cases; None without any case.

    Source: Naeini, Cooper & Hauskrecht 2015, the expected calibration error.
    """
    found = [each for each in bands(told) if each.cases and each.said is not None and each.came is not None]
    apart = sum((abs(each.said - each.came) * each.cases for each in found), Decimal(0))  # type: ignore[operator]
    return metric.over(apart, sum(each.cases for each in found))


def auc(told: Sequence[Told]) -> Decimal | None:
    """The chance that of two cases, one paid and one not, the other was said to be the better; a tie counts half.

    None unless some paid and some did not. Source: Mann & Whitney 1947.
    """
    won, paid_before, paid, unpaid = Decimal(0), 0, 0, 0
    for said in sorted({each.said for each in told}):
        rows = [each for each in told if each.said == said]
        bad, good = sum(each.unpaid for each in rows), sum(each.cases - each.unpaid for each in rows)
        won += bad * (paid_before + Decimal(good) / 2)
        paid_before, paid, unpaid = paid_before + good, paid + good, unpaid + bad
    return metric.over(won, paid * unpaid)


def _band(to: Decimal, rows: Sequence[Told]) -> Band:
    count = sum(each.cases for each in rows)
    said = metric.over(sum((each.said * each.cases for each in rows), money.ZERO), count)
    return Band(to, count, said, metric.over(sum(each.unpaid for each in rows), count))
