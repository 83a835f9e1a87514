"""How the words of one version differ from those of the one before: what went and what came."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

TOKEN = re.compile(r"\{\{[^{}]*\}\}|[A-Za-z0-9]+|\s+|.", re.DOTALL)
"""A place, a word, a space, or one sign of a script without spaces."""


KEPT, GONE, NEW = "kept", "gone", "new"


class Piece(NamedTuple):
    """A piece of text and what became of it: it was kept, it is gone, or it is new."""

    how: str
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """Cut two texts into what was kept, what is gone and what is new, in reading order; a place is never cut."""
    return list(_pieces(TOKEN.findall(before), TOKEN.findall(after)))


def _pieces(was: list[str], now: list[str]) -> Iterator[Piece]:
    for kind, first, last, start, end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece(KEPT, "".join(now[start:end]))
            continue
        if last > first:
            yield Piece(GONE, "".join(was[first:last]))
        if end > start:
            yield Piece(NEW, "".join(now[start:end]))
