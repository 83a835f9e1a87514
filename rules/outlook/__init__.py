"""The outlook: what became of cases like this one, in words that can be checked; it orders work, and nothing else.

A cell is days past due × times late before × paid lately: nothing protected, no note of care, no pattern of a person.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum, auto
from statistics import NormalDist
from typing import NamedTuple

from rules import bucket, figure, metric, money
from rules.outlook import past
from rules.outlook.past import Due, Spell

EDGES = (0, 30, 60, 90)
WEIGHT = 50
"""So many cases the shipped table counts for against one's own. Source: operations.md 4."""
LEAST = figure.LEAST
WIDE = Decimal("0.25")
"""An interval wider than this says nothing."""
AHEAD = timedelta(days=30)
"""For how many days ahead something is said."""
LATELY = timedelta(days=30)
MARKS = tuple(timedelta(days=30 * month) for month in range(1, 6))
"""Looked back at: the same day of each of the five months before."""
SURE = 0.95


class Late(StrEnum):
    """How many days past due."""

    not_late = auto()
    to_30 = auto()
    to_60 = auto()
    to_90 = auto()
    over_90 = auto()


class Before(StrEnum):
    """At how many of the five months before a loan was in arrears, apart from those that it is in now."""

    never = auto()
    once = auto()
    more = auto()


class Cell(NamedTuple):
    """Cases that are alike: how late, late how often before, and whether money came in the last 30 days."""

    late: Late
    before: Before
    paid: bool


class Counted(NamedTuple):
    """So many cases, and how many of them had not paid 30 days later."""

    cases: int = 0
    unpaid: int = 0


class Verdict(StrEnum):
    """What the counts of a cell allow to say."""

    cannot_tell = auto()
    no_different = auto()
    told = auto()


class Outlook(NamedTuple):
    """What is said of a case: `share` and its interval from one's own counts, `rate` blended with the shipped table."""

    cell: Cell
    counted: Counted
    rate: Decimal
    verdict: Verdict
    share: Decimal | None
    between: figure.Interval | None


Table = Mapping[Cell, Counted]
Prior = Mapping[Cell, Decimal]
CELLS = tuple(Cell(late, before, paid) for late in Late for before in Before for paid in (False, True))


def cell(since: date | None, spells: Sequence[Spell], paid_on: date | None, day: date) -> Cell:
    """Where a loan belongs on a day: `since` is the due day of its oldest unpaid instalment, `paid_on` its last money.

    Money of the day itself counts as paid lately; money of the future is not known yet.
    """
    late = list(Late)[bucket.index((day - since).days, EDGES)] if since and since < day else Late.not_late
    begun = next((each.since for each in spells if each.since < day and (each.until is None or each.until > day)), day)
    marks = [day - back for back in MARKS if day - back < begun]
    times = sum(1 for mark in marks if any(_in_arrears(each, mark) for each in spells))
    return Cell(late, list(Before)[min(times, 2)], paid_on is not None and day - LATELY < paid_on <= day)


def of(where: Cell, own: Table, prior: Prior) -> Outlook:
    """What is said of a case in a cell; cannot tell where there are few such cases, or their share lies too wide."""
    counted = own.get(where, Counted())
    return Outlook(
        where,
        counted,
        rate(where, own, prior),
        _verdict(where, own),
        metric.over(counted.unpaid, counted.cases),
        figure.interval(counted.unpaid, counted.cases),
    )


def rate(where: Cell, own: Table, prior: Prior) -> Decimal:
    """The share by which cases are ordered: blended, but that of all one's own cases where a cell is no different."""
    whole = _sum(own)
    if _verdict(where, own) == Verdict.no_different:
        return money.cents(Decimal(whole.unpaid) / whole.cases, money.RATE)
    return blend(where, own, prior)


def blend(where: Cell, own: Table, prior: Prior) -> Decimal:
    """The share expected not to pay: (k x prior + seen) / (k + n). Without a prior, that of all one's own cases.

    Source: operations.md 4.
    """
    counted, whole = own.get(where, Counted()), _sum(own)
    before = prior.get(where, Decimal(whole.unpaid) / whole.cases if whole.cases else Decimal("0.5"))
    return money.cents((WEIGHT * before + counted.unpaid) / (WEIGHT + counted.cases), money.RATE)


def verdict(counted: Counted, rest: Counted, cells: int) -> Verdict:
    """What may be said of a cell against all other cases; the more cells are looked at, the surer it must be.

    Source: Wilson (1927) for the interval, Bonferroni for the number of looks.
    """
    found = figure.interval(counted.unpaid, counted.cases)
    if counted.cases < LEAST or found is None or found.high - found.low > WIDE:
        return Verdict.cannot_tell
    surer = figure.interval(counted.unpaid, counted.cases, _surer(cells))
    if surer is None or not rest.cases:
        return Verdict.told
    share = Decimal(rest.unpaid) / rest.cases
    return Verdict.no_different if surer.low <= share <= surer.high else Verdict.told


def cell_of(dues: Iterable[Due], day: date) -> Cell:
    """Where a loan belongs on the present day, by its instalments with what was laid on them."""
    rows = list(dues)
    since = min((each.due_on for each in rows if each.unpaid > 0 and each.due_on < day), default=None)
    paid = [each.on for due in rows for each in due.laid if each.is_money]
    return cell(since, past.spells(rows, day), max(paid, default=None), day)


def cell_on(dues: Sequence[Due], day: date) -> Cell | None:
    """Where a loan belonged at the end of a past day, by what is known of it now; None where nothing was overdue."""
    since = min((each.due_on for each in dues if each.due_on < day and _open_on(each, day)), default=None)
    if since is None:
        return None
    earlier = [each for each in dues if each.due_on < day]
    return cell(since, past.spells(earlier, day), _last(dues, day), day)


def came(dues: Iterable[Due], day: date) -> bool:
    """Whether money came in the 30 days after a day."""
    return any(each.is_money and day < each.on <= day + AHEAD for due in dues for each in due.laid)


def _open_on(due: Due, day: date) -> bool:
    """Whether something of an instalment was unpaid at the end of a day; what was paid on an unknown day was not."""
    return due.unpaid > 0 or (due.settled_on is not None and due.settled_on > day)


def _last(dues: Iterable[Due], day: date) -> date | None:
    return max((each.on for due in dues for each in due.laid if each.is_money and each.on <= day), default=None)


def _verdict(where: Cell, own: Table) -> Verdict:
    counted = own.get(where, Counted())
    return verdict(counted, _less(_sum(own), counted), len(own))


def _surer(cells: int) -> float:
    """The normal quantile that keeps all cells together at 95 %."""
    return NormalDist().inv_cdf(1 - (1 - SURE) / (2 * max(1, cells)))


def _in_arrears(spell: Spell, day: date) -> bool:
    return spell.since < day and (spell.until is None or spell.until > day)


def _sum(own: Table) -> Counted:
    return Counted(sum(each.cases for each in own.values()), sum(each.unpaid for each in own.values()))


def _less(whole: Counted, part: Counted) -> Counted:
    return Counted(whole.cases - part.cases, whole.unpaid - part.unpaid)
