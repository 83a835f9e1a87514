"""Folding of the content check: letters and Chinese characters made plain, each with its place in the original."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rules.content.glyph import LATIN_LOOKS, VARIANTS
from rules.content.simplified import SIMPLIFIED

WIDE_MARKS = str.maketrans(
    {"，": ",", "！": "!", "？": "?", "；": ";", "：": ":", "．": ".", "、": " ", "〔": "(", "〕": ")"}
)
WEAK = frozenset(" \t\u3000.·•・‧*-_~|/\\^+=#&'\"`“”‘’「」『』《》<>〈〉…°﹒丶、")
ENDS = frozenset(".!?。;\n")
WRAPPED = re.compile(r"(?<!\n)\n(?![ \t]{0,8}\n)")
QUOTED = re.compile(
    r"“[^”\n]{1,120}”|「[^」\n]{1,120}」|『[^』\n]{1,120}』|\"[^\"\n]{1,120}\"|(?<!\w)['‘][^'’\n]{1,120}['’](?!\w)"
)
SPACED_OUT = re.compile(r"[㐀-鿿](?:[^\w\s【】]{1,3}[㐀-鿿]){3,}(?![㐀-鿿])|[㐀-鿿](?:\s{1,3}[㐀-鿿]){3,}(?![㐀-鿿])")


class Folded(NamedTuple):
    """Units to match (characters or words) and where each begins and ends in the original."""

    units: Sequence[str]
    starts: list[int]
    ends: list[int]


class Letters(NamedTuple):
    """A folded text and, for each of its characters, the place in the original."""

    text: str
    places: list[int]


@lru_cache(maxsize=8192)
def plain(char: str) -> str:
    """Fold one character: width, case, accents, look-alikes, script; nothing for what cannot be seen.

    Source: Unicode NFKC; OpenCC's characters; the tables of `rules/content/glyph.py`.
    """
    if char in "\n\u2028\u2029":
        return "\n"
    if char in VARIANTS:
        return VARIANTS[char]
    parts = unicodedata.normalize("NFKD", char.translate(WIDE_MARKS)).lower()
    kept = "".join(
        part for part in parts if unicodedata.category(part) not in {"Cf", "Mn", "Me", "Cc", "Cs"} or part == "\t"
    )
    return "".join(VARIANTS.get(part) or LATIN_LOOKS.get(part) or SIMPLIFIED.get(part, part) for part in kept)


def letters(text: str) -> Letters:
    """Fold every character; a sentence mark inside quotation marks becomes a comma, so that a quotation stays whole.

    A single line break is a space: texts are wrapped. Two of them end a sentence.
    """
    quoted = {at for found in QUOTED.finditer(text) for at in range(found.start(), found.end())}
    parts = [plain(char) for char in text]
    for at in quoted:
        if parts[at] in ENDS:
            parts[at] = ","
    return Letters(WRAPPED.sub(" ", "".join(parts)), [at for at, part in enumerate(parts) for _ in part])


def characters(rows: Letters) -> Folded:
    """Units of a Chinese text: spaces and marks between characters are dropped, marks that end a clause are kept."""
    text, places = rows
    if WEAK.isdisjoint(text) and not SPACED_OUT.search(text):
        return Folded(text, places, [place + 1 for place in places])
    dropped = {at for found in SPACED_OUT.finditer(text) for at in _marks(text, found)}
    kept = [at for at, char in enumerate(text) if at not in dropped and not (char in WEAK and _hidden(text, at))]
    starts = [places[at] for at in kept]
    return Folded("".join(text[at] for at in kept), starts, [start + 1 for start in starts])


def _marks(text: str, found: re.Match[str]) -> Iterator[int]:
    return (at for at in range(found.start(), found.end()) if not _is_character(text[at]))


def _hidden(text: str, at: int) -> bool:
    """Say whether a space or a weak mark stands beside a Chinese character."""
    if at + 1 < len(text) and at and text[at].isspace() and text[at - 1].isascii() and text[at + 1].isascii():
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return not (text[at] == "." and before.isdigit() and after.isdigit())


def _is_character(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def has_characters(text: str) -> bool:
    """Say whether a text holds any Chinese character."""
    return any("\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char > "\uffff" for char in text)
