"""Which legal partner a case is proposed to, and why."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

ENOUGH = 20
"""Referrals from which a firm's record of recovery says something."""


class Firm(NamedTuple):
    """A firm as it stands: its places, its load, and what its ended referrals brought of their claims."""

    id: int
    name: str
    places: tuple[str, ...]
    capacity: int
    load: int
    agreement_until: date | None
    recovered_rate: Decimal | None = None
    ended: int = 0


class Choice(NamedTuple):
    """A firm that can take the case, and the facts that speak for it."""

    firm: Firm
    place: str
    rate: Decimal | None


def places(text: str) -> tuple[str, ...]:
    """The places of a firm, from one text: commas of any script part them."""
    for sign in "，、;；":
        text = text.replace(sign, ",")
    return tuple(part.strip() for part in text.split(",") if part.strip())


def ranked(firms: Iterable[Firm], where: Iterable[str], today: date) -> list[Choice]:
    """The firms that may take a case, best first: one at the borrower's place, then what came in, then the load.

    `where` are the borrower's addresses. A firm is left out where it is full or has no agreement that runs.
    """
    texts = [each.casefold() for each in where]
    able = [each for each in firms if room(each, today)]
    found = [Choice(each, _place(each, texts), each.recovered_rate if each.ended >= ENOUGH else None) for each in able]
    return sorted(found, key=_order)


def runs(agreement_until: date | None, today: date) -> bool:
    """Whether an agreement runs today; without its end on record there is none."""
    return agreement_until is not None and agreement_until >= today


def room(firm: Firm, today: date) -> int:
    """How many more cases a firm can take today."""
    return max(firm.capacity - firm.load, 0) if runs(firm.agreement_until, today) else 0


def _place(firm: Firm, texts: list[str]) -> str:
    return next((place for place in firm.places if any(place.casefold() in text for text in texts)), "")


def _order(choice: Choice) -> tuple[bool, Decimal, Decimal, int]:
    firm = choice.firm
    return (not choice.place, -(choice.rate or Decimal(0)), Decimal(firm.load) / firm.capacity, firm.id)
