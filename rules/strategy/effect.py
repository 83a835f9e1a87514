"""The effect of a version: a rate before and after, how sure the difference is, and how many more it takes to tell."""

import enum
from datetime import date, timedelta
from decimal import Decimal
from enum import auto
from math import sqrt
from typing import NamedTuple

from rules import figure, power

LONGEST = timedelta(days=28)
SHORTEST = timedelta(days=7)
ALPHA, POWER = Decimal("0.05"), Decimal("0.8")
PLACES = Decimal("0.0001")


class Verdict(enum.StrEnum):
    """What can be said of a difference, with 95 % certainty."""

    rose = auto()
    fell = auto()
    cannot_tell = auto()


class Part(NamedTuple):
    """So many of so many."""

    hits: int
    n: int

    @property
    def rate(self) -> Decimal | None:
        """Its rate; None where nothing counted."""
        return (Decimal(self.hits) / self.n).quantize(PLACES) if self.n else None


class Compared(NamedTuple):
    """A rate before and after with the ends between which the difference lies; `more` each side still needs, if known.

    Without enough on both sides there are no ends.
    """

    before: Part
    after: Part
    low: Decimal | None
    high: Decimal | None
    verdict: Verdict
    more: int | None


class Window(NamedTuple):
    """Days from the first to the last, which is not included."""

    first: date
    end: date


def windows(starts_on: date, today: date) -> tuple[Window, Window] | None:
    """As many days before a version began as have passed since, four weeks at most; None in its first week."""
    length = min(today - starts_on, LONGEST)
    if length < SHORTEST:
        return None
    return Window(starts_on - length, starts_on), Window(starts_on, starts_on + length)


def compare(before: Part, after: Part) -> Compared:
    """Compare two rates. Fewer than 30 on a side, or an interval that holds nothing, cannot be told from chance.

    Source: Newcombe 1998, method 10 (Wilson's intervals of both rates).
    """
    if not all(0 <= each.hits <= each.n for each in (before, after)):
        return Compared(before, after, None, None, Verdict.cannot_tell, None)
    one, other = figure.interval(before.hits, before.n), figure.interval(after.hits, after.n)
    if one is None or other is None:
        return Compared(before, after, None, None, Verdict.cannot_tell, None)
    first, second = before.hits / before.n, after.hits / after.n
    low = second - first - sqrt((second - float(other.low)) ** 2 + (float(one.high) - first) ** 2)
    high = second - first + sqrt((float(other.high) - second) ** 2 + (first - float(one.low)) ** 2)
    verdict = _verdict(low, high, min(before.n, after.n))
    more = _more(before, after) if verdict == Verdict.cannot_tell else 0
    return Compared(before, after, _rounded(low), _rounded(high), verdict, more)


def _verdict(low: float, high: float, fewest: int) -> Verdict:
    if fewest < figure.LEAST or low <= 0 <= high:
        return Verdict.cannot_tell
    return Verdict.rose if low > 0 else Verdict.fell


def _more(before: Part, after: Part) -> int | None:
    """How many more each side takes to tell this difference; None where there is none, or nothing counted."""
    if before.rate is None or after.rate is None or before.rate == after.rate:
        return None
    needed = power.arm_size(before.rate, after.rate, ALPHA, POWER)
    return max(needed, figure.LEAST) - min(before.n, after.n)


def _rounded(value: float) -> Decimal:
    return Decimal(value).quantize(PLACES)
