"""Folding of the content check: letters and Chinese characters made plain, each with its place in the original."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rules.content_glyph import LATIN_LOOKS, SIMPLIFIED, VARIANTS

WIDE_MARKS = str.maketrans(
    {"，": ",", "！": "!", "？": "?", "；": ";", "：": ":", "．": ".", "、": " ", "〔": "(", "〕": ")"}
)
WEAK = frozenset(" \t\u3000.·•・‧*-_~|/\\^+=#&'\"`“”‘’「」『』《》<>〈〉…°﹒丶、")
QUOTED = re.compile(
    r"“[^”\n]{1,120}”|「[^」\n]{1,120}」|『[^』\n]{1,120}』|\"[^\"\n]{1,120}\"|(?<!\w)['‘][^'’\n]{1,120}['’](?!\w)"
)
SPACED_OUT = re.compile(r"[㐀-鿿](?:[^\w\s【】]{1,3}[㐀-鿿]){3,}(?![㐀-鿿])|[㐀-鿿](?:\s{1,3}[㐀-鿿]){3,}(?![㐀-鿿])")


class Folded(NamedTuple):
    """Units to match (characters or words) and where each begins and ends in the original."""

    units: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


class Letter(NamedTuple):
    """One folded character and its place in the original."""

    text: str
    at: int


@lru_cache(maxsize=8192)
def plain(char: str) -> str:
    """Fold one character: width, case, accents, look-alikes, script; nothing for what cannot be seen.

    Source: Unicode NFKC; the tables of `rules/content_glyph.py`.
    """
    if char in "\n\r\u2028\u2029":
        return "\n"
    if char in VARIANTS:
        return VARIANTS[char]
    parts = unicodedata.normalize("NFKD", char.translate(WIDE_MARKS)).lower()
    kept = "".join(
        part for part in parts if unicodedata.category(part) not in {"Cf", "Mn", "Me", "Cc", "Cs"} or part == "\t"
    )
    return "".join(VARIANTS.get(part) or LATIN_LOOKS.get(part) or SIMPLIFIED.get(part, part) for part in kept)


def letters(text: str) -> list[Letter]:
    """Fold every character; a sentence mark inside quotation marks becomes a comma, so that a quotation stays whole."""
    quoted = {at for found in QUOTED.finditer(text) for at in range(found.start(), found.end())}
    rows = [Letter(part, at) for at, char in enumerate(text) for part in plain(char)]
    return [Letter(",", row.at) if row.text in ".!?。;\n" and row.at in quoted else row for row in rows]


def characters(rows: list[Letter]) -> Folded:
    """Units of a Chinese text: spaces and marks between characters are dropped, marks that end a clause are kept."""
    text = "".join(row.text for row in rows)
    dropped = {at for found in SPACED_OUT.finditer(text) for at in _marks(text, found)}
    kept = [at for at in range(len(rows)) if at not in dropped and not _hidden(text, at)]
    return Folded(
        tuple(text[at] for at in kept), tuple(rows[at].at for at in kept), tuple(rows[at].at + 1 for at in kept)
    )


def _marks(text: str, found: re.Match[str]) -> Iterator[int]:
    return (at for at in range(found.start(), found.end()) if not _is_character(text[at]))


def _hidden(text: str, at: int) -> bool:
    """Say whether this is a space or a weak mark with a Chinese character on one of its sides."""
    if text[at] not in WEAK:
        return False
    if at + 1 < len(text) and at and text[at].isspace() and text[at - 1].isascii() and text[at + 1].isascii():
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return not (text[at] == "." and before.isdigit() and after.isdigit())


def _is_character(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def has_characters(text: str) -> bool:
    """Say whether a text holds any Chinese character."""
    return any("\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char > "\uffff" for char in text)
