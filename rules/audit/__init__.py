"""The chain of the audit trail: each entry sealed to the one before it, its values beside the chain."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

START = bytes(32)
"""What the first link hangs on."""
EMPTY = ("{}", "")
"""The values of an entry after their erasure."""


class Link(NamedTuple):
    """A sealed entry as it is kept: its place from 1 on, what the chain holds of it, and its values beside.

    `body` is None where the entry is gone; `salt` is None where its values were erased.
    """

    place: int
    entry_id: int
    body: Sequence[str | None] | None
    values: Sequence[str | None]
    salt: bytes | None
    told: bytes
    digest: bytes


class Break(NamedTuple):
    """Where the chain does not hold: the place, the entry, and what was found there."""

    place: int
    entry_id: int
    what: str


def told(salt: bytes, values: Sequence[str | None]) -> bytes:
    """The salted digest of the values of an entry, which alone stands in the chain: they can be erased.

    Source: SHA-256 (FIPS 180-4) over the salt and the values as JSON.
    """
    return hashlib.sha256(salt + _text(values)).digest()


def digest(before: bytes, place: int, body: Sequence[str | None], values: bytes) -> bytes:
    """The digest of a link: over the one before it, its place, its body and the digest of its values."""
    return hashlib.sha256(before + _text([str(place), *body]) + values).digest()


def rows(given: Iterable[object]) -> str:
    """The digest of the rows of a bulk step, in hexadecimal."""
    total = hashlib.sha256()
    for row in given:
        total.update(repr(row).encode())
    return total.hexdigest()


def breaks(links: Iterable[Link], erased: frozenset[int]) -> Iterator[Break]:
    """Every link that does not hold, in the order of the chain; `erased` are the entries whose erasure was noted.

    After a break it goes on from the digest that is kept, so that a changed entry is named alone.
    """
    before, place = START, 0
    for link in links:
        if link.place != place + 1:
            yield Break(place + 1, link.entry_id, "missing")
        elif what := _fault(link, before, erased):
            yield Break(link.place, link.entry_id, what)
        before, place = link.digest, link.place


def _fault(link: Link, before: bytes, erased: frozenset[int]) -> str:
    """What is wrong with a link, in a word; nothing where it holds."""
    if link.body is None:
        return "deleted"
    if link.salt is None and (link.entry_id not in erased or tuple(link.values) != EMPTY):
        return "emptied"
    if link.salt is not None and told(link.salt, link.values) != link.told:
        return "changed"
    return "" if digest(before, link.place, link.body, link.told) == link.digest else "changed"


def _text(values: Sequence[str | None]) -> bytes:
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":")).encode()
