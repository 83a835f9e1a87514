"""Duplicates: what makes two borrowers of one lender look like one person, and when they must not become one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from rules.errors import RuleError

Key = TypeVar("Key")
MOST = {"id_number": 10, "phone": 10, "name": 3}
"""So many at most share a value and are still compared: a name that many bear, or the number of a switchboard, says
nothing."""
MOST_ZONES = 4
STRICTEST = ("opted_out", "bad", "unverified", "verified")
"""What is known of a number or address, what allows least first."""


class Person(NamedTuple):
    """A borrower as far as it is compared: the lender, and keys of ID number, phones and name; None is not known."""

    lender: int
    id_number: bytes | None = None
    phones: frozenset[bytes] = frozenset()
    name: str = ""


class Signs(NamedTuple):
    """What two borrowers share, and whether their ID numbers are known to differ."""

    same_id_number: bool = False
    same_phone: bool = False
    same_name: bool = False
    ids_differ: bool = False


class Side(NamedTuple):
    """One of two borrowers who may become one: `partners` have a referral of theirs in progress, `loans` name them.

    `is_busy` while a message to them is leaving or a printed letter waits for its post.
    """

    name: str
    lender: int
    id_number: bytes | None = None
    is_archived: bool = False
    partners: frozenset[int] = frozenset()
    loans: frozenset[int] = frozenset()
    zones: tuple[str, ...] = ()
    is_busy: bool = False


def signs(one: Person, other: Person) -> Signs | None:
    """What makes two borrowers look like one person; None where nothing does, and never across lenders.

    A name alone says nothing of two whose ID numbers differ.
    """
    if one.lender != other.lender:
        return None
    both = one.id_number is not None and other.id_number is not None
    same = both and one.id_number == other.id_number
    found = Signs(same, bool(one.phones & other.phones), bool(one.name) and one.name == other.name, both and not same)
    told = found.same_id_number or found.same_phone or (found.same_name and not found.ids_differ)
    return found if told else None


def pairs(groups: Mapping[Key, Iterable[int]], most: int) -> set[tuple[int, int]]:
    """The pairs of those who share a value, the lower id first; of a value that more than `most` share none."""
    found: set[tuple[int, int]] = set()
    for ids in groups.values():
        row = sorted(set(ids))
        if len(row) <= most:
            found |= {(one, other) for place, one in enumerate(row) for other in row[place + 1 :]}
    return found


def check(kept: Side, lost: Side) -> None:
    """Raise RuleError where two borrowers must not become one."""
    both = {"kept": kept.name, "lost": lost.name}
    if kept.lender != lost.lender:
        raise RuleError("They are borrowers of two lenders, whose data stay apart.")
    _check_one(kept)
    _check_one(lost)
    if kept.id_number and lost.id_number and kept.id_number != lost.id_number:
        raise RuleError("%(kept)s and %(lost)s have different ID numbers: they are two people.", **both)
    if kept.loans & lost.loans:
        raise RuleError("%(kept)s and %(lost)s stand on one contract together: they are two people.", **both)
    if kept.partners and lost.partners and len(kept.partners | lost.partners) > 1:
        raise RuleError("They are with different legal partners; close one of the referrals first.")
    if len(zones(kept.zones, lost.zones)) > MOST_ZONES:
        raise RuleError("Together they may live in more than %(most)s time zones; say first where.", most=MOST_ZONES)


def _check_one(side: Side) -> None:
    if side.is_archived:
        raise RuleError("Borrower %(name)s is archived: nothing moves to or from there.", name=side.name)
    if side.is_busy:
        raise RuleError("A message to %(name)s is on its way; wait until it is sent or settled.", name=side.name)


def zones(kept: Sequence[str], lost: Sequence[str]) -> tuple[str, ...]:
    """The time zones of both: hours must suit all of them."""
    return tuple(dict.fromkeys((*kept, *lost)))


def strictest(one: str, other: str) -> str:
    """What is known of a number that both gave: what allows least."""
    return min(one, other, key=STRICTEST.index)
