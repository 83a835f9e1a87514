"""In which order the rest of a day is best done, with the reason; what a call is worth is never called a gain."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum, auto
from typing import NamedTuple

from rules import money


class Why(StrEnum):
    """Why a case stands where it stands, best done first."""

    too_long = auto()
    at_stake = auto()
    not_worth = auto()
    not_allowed = auto()


class Work(NamedTuple):
    """A case with what orders it: what is overdue, the share expected not to pay, and whether a call is allowed now.

    `untouched` are the days since somebody last tried to reach the borrower.
    """

    case_id: int
    overdue: Decimal
    rate: Decimal
    is_allowed: bool
    untouched: int
    cost: Decimal = money.ZERO


class Ranked(NamedTuple):
    """A case in its place; `at_stake` is amount x outlook x allowed now - cost, an order and no forecast."""

    case_id: int
    why: Why
    at_stake: Decimal
    rate: Decimal


ORDER = list(Why)
NEVER = datetime.max.replace(tzinfo=UTC)


def rank(works: Iterable[Work], floor: int) -> list[Ranked]:
    """Order cases: who was not tried for `floor` days or more, then by what is at stake, then what is not worth a call.

    Cases that nobody may be called about now come last; they come up again as their hours open. Where there is nothing
    between two, they stay in their order.
    Source: operations.md 4, with the share expected not to pay in the place of an effect that nobody measured.
    """
    found = [_ranked(work, floor) for work in works]
    return sorted(found, key=lambda each: (ORDER.index(each.why), -each.at_stake))


def sunk(case_ids: Iterable[int], shut: Mapping[int, datetime | None]) -> list[int]:
    """Let the cases sink that nobody may be called about now: by their next allowed time, last what no waiting changes.

    The others stay in their order before them. `shut` names the next allowed instant of a case that sinks, or None.
    """
    return sorted(case_ids, key=lambda each: (each in shut, (shut.get(each) or NEVER) if each in shut else NEVER))


def _ranked(work: Work, floor: int) -> Ranked:
    at_stake = work.overdue * work.rate * int(work.is_allowed) - work.cost
    return Ranked(work.case_id, _why(work, at_stake, floor), at_stake, work.rate)


def _why(work: Work, at_stake: Decimal, floor: int) -> Why:
    if not work.is_allowed:
        return Why.not_allowed
    if work.untouched >= floor:
        return Why.too_long
    return Why.at_stake if at_stake > 0 else Why.not_worth
