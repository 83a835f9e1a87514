"""Handing over: who takes which borrower's cases, by load and language."""

from collections.abc import Iterable
from typing import NamedTuple


class Pile(NamedTuple):
    """The cases of one borrower that need somebody: how many, the borrower's language, and who has others of theirs."""

    borrower: int
    number: int
    language: str
    with_person: int | None = None


class Taker(NamedTuple):
    """Somebody who may take cases: how many open ones they have, and the language they work in."""

    id: int
    load: int
    language: str


def share(piles: Iterable[Pile], takers: Iterable[Taker]) -> dict[int, int]:
    """Who takes each borrower's cases, in the order of the piles; nobody where there is no taker.

    All cases of a borrower go to one person: who has others of theirs, else the one with the fewest cases among those
    who work in the borrower's language, else among all.
    """
    people = {each.id: each for each in takers}
    loads, found = {each.id: each.load for each in people.values()}, dict[int, int]()
    for pile in piles if people else ():
        speak = [id for id, each in people.items() if each.language == pile.language]
        least = min(speak or people, key=lambda id: (loads[id], id))
        chosen = pile.with_person if pile.with_person in people else least
        found[pile.borrower] = chosen
        loads[chosen] += pile.number
    return found
