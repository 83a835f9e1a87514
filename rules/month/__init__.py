"""Month ends: in which bucket a loan stands, and how loans move between the buckets from one to the next."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum, auto
from itertools import pairwise
from typing import NamedTuple

from rules import calendar, money
from rules.errors import RuleError
from rules.metric import over, value

EDGES = (0, 30, 60, 90, 120, 150)
"""The last day of each bucket: current, M1 1-30 and so on, the last one open: M6+ from 151."""
CLOSED = "closed"
"""Where an account stands that is in the book no more."""
CURRENT = 0


class Basis(StrEnum):
    """What a rate counts: accounts, or what they owed."""

    count = auto()  # type: ignore[assignment]  # The word of the field; a text's own method is never called here.
    balance = auto()


class Stand(NamedTuple):
    """An account at the end of a month: its days past due, what it owes, and whether it was seen off the book.

    `loan_id` is None for what only a former system's history tells of.
    """

    portfolio_id: int
    contract_no: str
    loan_id: int | None
    currency: str
    days: int
    balance: Decimal


Key = tuple[int, str]
Stands = Mapping[Key, Stand]


class Cell(NamedTuple):
    """How many accounts, and how much they owed before, went from one bucket to another, of all in the first."""

    start: str
    end: str
    n: int
    n_from: int
    rate: Decimal | None
    balance: Decimal
    balance_from: Decimal
    balance_rate: Decimal | None


class Flow(NamedTuple):
    """The whole of a bucket over the whole of the one below it a month before."""

    start: str
    end: str
    before: Decimal
    after: Decimal
    rate: Decimal | None


def check(edges: Sequence[int]) -> None:
    """Refuse edges that do not start with 0 and rise."""
    if list(edges[:1]) != [0] or any(right <= left for left, right in pairwise(edges)):
        raise RuleError("Edges must start with 0 and rise, as in 0,7,15,30,60.")


def names(edges: Sequence[int] = EDGES) -> list[str]:
    """The names of the buckets: C for current, then M1, M2 and so on; the last one is open."""
    last = len(edges)
    return ["C", *(f"M{number}" for number in range(1, last)), f"M{last}+"]


def bucket(days: int, edges: Sequence[int] = EDGES) -> int:
    """The place among `names(edges)` for so many days past due."""
    return bisect_left(edges, days)


def end(day: date) -> date:
    """The last day of a day's month."""
    return calendar.add_months(day.replace(day=1), 1) - timedelta(days=1)


def before(day: date, months: int = 1) -> date:
    """The last day of the month so many months before."""
    return end(calendar.add_months(day.replace(day=1), -months))


def ends(first: date, last: date) -> list[date]:
    """Every month end from that of `first` to that of `last`, both included."""
    found = [end(first)]
    while found[-1] < end(last):
        found.append(end(found[-1] + timedelta(days=1)))
    return found


def moves(old: Stands, new: Stands, edges: Sequence[int] = EDGES) -> dict[tuple[str, str], list[Stand]]:
    """The accounts of the month before, by the bucket they were in and the one they are in now; the rows of `roll`.

    A new account is in no row; one that is gone is closed.
    """
    titles = names(edges)
    found: dict[tuple[str, str], list[Stand]] = {}
    for key, row in old.items():
        after = new.get(key)
        place = CLOSED if after is None else titles[bucket(after.days, edges)]
        found.setdefault((titles[bucket(row.days, edges)], place), []).append(row)
    return found


def roll(old: Stands, new: Stands, edges: Sequence[int] = EDGES) -> list[Cell]:
    """Roll rates: of the same accounts, the share of each bucket that is in each other one a month later.

    By number and by balance before. Every pair of buckets is there; `closed` only where an account is gone.
    Source: OCC Comptroller's Handbook, Retail Lending.
    """
    found, titles = moves(old, new, edges), names(edges)
    cells = []
    for start in titles:
        rows = {place: found.get((start, place), []) for place in (*titles, CLOSED)}
        n, whole = sum(map(len, rows.values())), money.total(row.balance for each in rows.values() for row in each)
        for place, each in rows.items():
            if each or place != CLOSED:
                part = money.total(row.balance for row in each)
                cells.append(Cell(start, place, len(each), n, over(len(each), n), part, whole, over(part, whole)))
    return cells


class Link(NamedTuple):
    """How much of a bucket goes one further, what of it does not, and how much of what was current gets that far."""

    start: str
    end: str
    rate: Decimal | None
    performance: Decimal | None
    chain: Decimal | None


def chain(cells: Sequence[Cell], basis: Basis) -> list[Link]:
    """The roll rates one bucket further, multiplied one after the other; from an empty bucket on nothing is told.

    Performance is what did not go further. Source: handbook, collections multiplier.
    """
    found, rates = list[Link](), list[Decimal]()
    by_place = {(cell.start, cell.end): cell for cell in cells}
    starts = list(dict.fromkeys(cell.start for cell in cells))
    for start, end in pairwise(starts):
        cell = by_place[start, end]
        rate = cell.rate if basis == Basis.count else cell.balance_rate
        rates += [rate] if rate is not None and len(rates) == len(found) else []
        whole = len(rates) == len(found) + 1
        performance = value("performance", {"rate": rate}) if rate is not None else None
        found.append(Link(start, end, rate, performance, value("chain_rate", {"rates": rates}) if whole else None))
    return found


def together(months: Iterable[Sequence[Cell]]) -> list[Cell]:
    """The roll rates of several months as of one: what moved in all of them over all that could."""
    found: dict[tuple[str, str], Cell] = {}
    whole: dict[str, tuple[int, Decimal]] = {}
    for cells in months:
        for start, row in {cell.start: cell for cell in cells}.items():
            n, amount = whole.get(start, (0, money.ZERO))
            whole[start] = n + row.n_from, amount + row.balance_from
        for cell in cells:
            known = found.get((cell.start, cell.end))
            found[cell.start, cell.end] = (
                cell._replace(n=cell.n + known.n, balance=cell.balance + known.balance) if known else cell
            )
    return [
        Cell(start, place, cell.n, n, over(cell.n, n), cell.balance, amount, over(cell.balance, amount))
        for (start, place), cell in found.items()
        for n, amount in (whole[start],)
    ]


def flow(old: Stands, new: Stands, edges: Sequence[int] = EDGES) -> list[Flow]:
    """Flow rates: the whole balance of a bucket over that of the bucket below a month before; may be above 1."""
    titles = names(edges)
    was, now = _sums(old.values(), edges), _sums(new.values(), edges)
    return [
        Flow(titles[at], titles[at + 1], was[at], now[at + 1], over(now[at + 1], was[at]))
        for at in range(len(titles) - 1)
    ]


def _sums(rows: Iterable[Stand], edges: Sequence[int]) -> list[Decimal]:
    found = [money.ZERO] * (len(edges) + 1)
    for row in rows:
        found[bucket(row.days, edges)] += row.balance
    return found


def late(stands: Stands, above: int = 0) -> list[Stand]:
    """The accounts that are more than so many days late."""
    return [row for row in stands.values() if row.days > above]


def cured(old: Stands, new: Stands, gone: frozenset[Key] = frozenset()) -> list[Stand]:
    """The accounts late a month before that are current now; `gone` are those repaid whole, which are cured too."""
    return [row for row in late(old) if _key(row) in gone or ((now := new.get(_key(row))) and now.days <= 0)]


def relapsed(older: Stands, old: Stands, new: Stands) -> tuple[list[Stand], list[Stand]]:
    """Of the accounts that cured a month before, those that are late again; and all that cured and are still here."""
    healed = [row for row in cured(older, old) if _key(row) in new]
    return [row for row in healed if new[_key(row)].days > 0], healed


def of_currency(stands: Stands, currency: str) -> dict[Key, Stand]:
    """The accounts of one currency: amounts of two are never added."""
    return {key: row for key, row in stands.items() if row.currency == currency}


def _key(row: Stand) -> Key:
    return row.portfolio_id, row.contract_no
