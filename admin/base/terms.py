"""The words of the house with their meanings, as docs/glossary.md has them; the page and the catalogues read them."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

PLACE = Path(__file__).parents[2] / "docs" / "glossary.md"
CELLS = 4


class Term(NamedTuple):
    """A word in three languages, and what it is."""

    en: str
    zh_Hans: str
    zh_Hant: str
    told: str


@cache
def terms() -> tuple[Term, ...]:
    """Every word in the order of the file."""
    lines = (line for line in PLACE.read_text("utf-8").splitlines() if line.startswith("|"))
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
    return tuple(Term(*row) for row in rows[2:] if len(row) == CELLS)
