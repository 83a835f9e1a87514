"""Folding of the content check: hidden words made plain, every unit with its place in the original text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rules.content_glyph import LATIN_LOOKS, SIMPLIFIED, VARIANTS

WIDE_MARKS = str.maketrans({"，": ",", "！": "!", "？": "?", "；": ";", "：": ":", "．": ".", "、": " ", "〔": "(", "〕": ")"})
WEAK = frozenset(" \t\u3000.·•・‧*-_~|/\\^+=#&'\"`“”‘’「」『』《》<>〈〉…°﹒丶、")
QUOTED = re.compile(r"“[^”\n]{1,120}”|「[^」\n]{1,120}」|『[^』\n]{1,120}』|\"[^\"\n]{1,120}\"|(?<!\w)['‘][^'’\n]{1,120}['’](?!\w)")
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
    kept = "".join(part for part in parts if unicodedata.category(part) not in {"Cf", "Mn", "Me", "Cc", "Cs"} or part == "\t")
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
    if text[at] == "." and before.isdigit() and after.isdigit():
        return False
    return True


def _is_character(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def has_characters(text: str) -> bool:
    """Say whether a text holds any Chinese character."""
    return any("\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char > "\uffff" for char in text)


def has_words(text: str) -> bool:
    """Say whether a text holds Latin words worth reading as English: two in a row."""
    return TWO_WORDS.search(text) is not None


TWO_WORDS = re.compile(r"[^\W\d_]{2,20}[ '’-]{1,3}[a-zA-Z0-9@$]{2,20}", re.ASCII)
WORD = re.compile(r"[ap]\.m\b\.?|\d+(?:[.,]\d+)*(?![a-z])|[a-z0-9@$€*|]+(?:[!'’][a-z0-9@$*]+)*|[.!?。;,:()\n—]|(?<= )-(?= )")
SPELLED = re.compile(r"(?<![a-z0-9@$'])[a-z0-9@$](?:[ .\-_*/|~+]{1,2}[a-z0-9@$](?![a-z0-9@$'])){2,}")
LEET = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g", "@": "a", "$": "s", "!": "i", "|": "l", "€": "e", "6": "g", "2": "z"}
SHORT = {
    "n't": "not", "'ll": "will", "'re": "are", "'ve": "have", "'d": "would", "'m": "am",
}
WHOLE = {
    "can't": "can not", "cannot": "can not", "won't": "will not", "cant": "can not", "wont": "will not", "dont": "do not", "shan't": "shall not",
    "ain't": "is not", "gonna": "going to", "wanna": "want to", "gotta": "have to", "u": "you", "ur": "your", "ya": "you", "r": "are", "im": "i am",
    "youre": "you are", "let's": "let us", "lets": "let us", "it's": "it is", "that's": "that is", "he's": "he is", "she's": "she is",
    "who's": "who is", "what's": "what is", "there's": "there is", "here's": "here is", "ill": "i will", "y'all": "you", "imma": "i will",
    "couldnt": "could not", "wouldnt": "would not", "didnt": "did not", "doesnt": "does not", "isnt": "is not", "youll": "you will", "theyll": "they will",
    "pls": "please", "plz": "please", "ppl": "people", "thru": "through", "tmrw": "tomorrow", "tmr": "tomorrow", "2day": "today", "2morrow": "tomorrow",
}  # fmt: skip


def spoken(rows: list[Letter], known: frozenset[str]) -> Folded:
    """Units of an English text: words in lower case, contractions opened, disguised words matched with `known` ones."""
    text = "".join(row.text for row in rows).replace("’", "'").replace("‘", "'")
    found = list(_joined(_tokens(text, known), known))
    places = [(rows[start].at, rows[end - 1].at + 1) for _, start, end in found]
    return Folded(
        tuple(word for word, _, _ in found), tuple(start for start, _ in places), tuple(end for _, end in places)
    )


Token = tuple[str, int, int]


def _tokens(text: str, known: frozenset[str]) -> Iterator[Token]:
    done = 0
    for spelled in SPELLED.finditer(text):
        yield from _words(text, done, spelled.start(), known)
        yield from _spelled(spelled, known)
        done = spelled.end()
    yield from _words(text, done, len(text), known)


def _spelled(found: re.Match[str], known: frozenset[str]) -> Iterator[Token]:
    """Put letters that stand apart back into words, the longest known word first."""
    places = [at for at in range(found.start(), found.end()) if found.string[at] not in " .-_*/|~+"]
    joined = "".join(found.string[at] for at in places)
    at = 0
    while at < len(places):
        for length in range(min(14, len(places) - at), 0, -1):
            word = _unmasked(joined[at : at + length], known)
            if length == 1 or (length > 1 and word in known):
                yield word, places[at], places[at + length - 1] + 1
                at += length
                break


def _words(text: str, start: int, end: int, known: frozenset[str]) -> Iterator[Token]:
    for found in WORD.finditer(text, start, end):
        for word in _opened(found.group(), known):
            yield word, found.start(), found.end()


def _opened(word: str, known: frozenset[str]) -> Iterable[str]:
    """Open contractions and take off disguises."""
    if word in WHOLE:
        return WHOLE[word].split(" ")
    for tail, full in SHORT.items():
        if word.endswith(tail) and len(word) > len(tail):
            return word[: -len(tail)], full
    if word.endswith("'s"):
        return word[:-2], "'s"
    return (_unmasked(word, known),)


@lru_cache(maxsize=8192)
def _unmasked(word: str, known: frozenset[str]) -> str:
    """The known word behind digits for letters, stars, and letters said twice too often; else the word itself."""
    if word in known or len(word) < 3 or len(word) > 24 or word.isdigit():
        return word
    plainer = word.strip("'")
    if "*" in word and any("a" <= char <= "z" for char in word):
        shape = re.compile(re.escape(word).replace(r"\*", "[a-z]"))
        return min((name for name in known if len(name) == len(word) and shape.fullmatch(name)), default=word)
    for one in "il":
        leet = "".join(one if char == "1" else LEET.get(char, char) for char in plainer)
        for guess in (leet, re.sub(r"(.)\1+", r"\1", leet), re.sub(r"(.)\1+", r"\1\1", leet)):
            if guess in known:
                return guess
    return plainer if plainer.isalpha() else word


def _joined(tokens: Iterable[Token], known: frozenset[str]) -> Iterator[Token]:
    """Join two to four neighbouring scraps that make one long known word ("ar.rest", "po lice")."""
    rows = list(tokens)
    at = 0
    while at < len(rows):
        taken = _scraps(rows, at, known)
        yield taken[0] if taken else rows[at]
        at += taken[1] if taken else 1


def _scraps(rows: list[Token], at: int, known: frozenset[str]) -> tuple[Token, int] | None:
    if not rows[at][0].isalpha() or len(rows[at][0]) > 7 or (at + 1 < len(rows) and rows[at + 1][1] - rows[at][2] > 1):
        return None
    word, count = rows[at][0], 1
    for ahead in range(at + 1, min(at + 8, len(rows))):
        if rows[ahead][1] - rows[ahead - 1][2] > 1 or len(word) > 14:
            break
        if rows[ahead][0].isalpha():
            word, count = word + rows[ahead][0], count + 1
        elif rows[ahead][0] not in ".,!:":
            break
        if rows[ahead][0].isalpha() and count > 1 and len(word) > 5 and word in known and not _plain_words(rows, at, ahead, known):
            return (word, rows[at][1], rows[ahead][2]), ahead - at + 1
    return None


def _plain_words(rows: list[Token], first: int, last: int, known: frozenset[str]) -> bool:
    """Say whether the scraps are all words by themselves ("some one"), so that nothing was hidden."""
    return all(len(word) > 2 and word in known for word, _, _ in rows[first : last + 1])
