"""Handing over: who takes which borrower's cases, by what they know already, room, language and work."""

from collections.abc import Iterable
from enum import StrEnum, auto
from typing import NamedTuple


class Pile(NamedTuple):
    """The cases of one borrower that need somebody: how many, the language, who has others of theirs or had these."""

    borrower: int
    number: int
    language: str
    with_person: int | None = None
    before: int | None = None


class Taker(NamedTuple):
    """Somebody who may take cases: how much work is expected of them, and the language they work in.

    `cases` are those they have, `most` those they may have (None: any number); who `leaves` within days gets no new
    ones while others are there.
    """

    id: int
    load: int
    language: str
    cases: int = 0
    most: int | None = None
    leaves: bool = False


class Why(StrEnum):
    """Why somebody gets a borrower's cases, the strongest first."""

    theirs = auto()
    before = auto()
    language = auto()
    least = auto()


class Placed(NamedTuple):
    """Who takes the cases of a borrower, and why."""

    person: int
    why: Why


def share(piles: Iterable[Pile], takers: Iterable[Taker]) -> dict[int, int]:
    """Who takes each borrower's cases, in the order of the piles; nobody where there is no taker."""
    return {borrower: found.person for borrower, found in place(piles, takers).items()}


def place(piles: Iterable[Pile], takers: Iterable[Taker]) -> dict[int, Placed]:
    """Who takes each borrower's cases and why; what nobody has room for is left out.

    All cases of a borrower go to one person: who has others of theirs, whatever the room; else who had them before;
    else the one of whom the least work is expected among those who work in the borrower's language, else among all.
    """
    people = {each.id: each for each in takers}
    staying = [id for id, each in people.items() if not each.leaves] or list(people)
    loads, cases = ({id: getattr(each, name) for id, each in people.items()} for name in ("load", "cases"))
    found: dict[int, Placed] = {}
    for pile in piles:
        room = [id for id in staying if _has_room(people[id], cases[id] + pile.number)]
        if chosen := _chosen(pile, people, room, loads):
            found[pile.borrower] = chosen
            loads[chosen.person] += pile.number
            cases[chosen.person] += pile.number
    return found


def _chosen(pile: Pile, people: dict[int, Taker], room: list[int], loads: dict[int, int]) -> Placed | None:
    if pile.with_person in people:
        return Placed(pile.with_person, Why.theirs)
    if pile.before in room:
        return Placed(pile.before, Why.before)
    speak = [id for id in room if people[id].language == pile.language]
    least = min(speak or room, key=lambda id: (loads[id], id), default=None)
    return None if least is None else Placed(least, Why.language if speak else Why.least)


def _has_room(taker: Taker, cases: int) -> bool:
    return taker.most is None or cases <= taker.most
