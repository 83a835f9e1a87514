"""Frames of the content check: who does what to whom, as word groups in order with bounded gaps.

A frame is an item of a list (`- `): slots in order, each a group (`POLICE`), words (`seize|take`, `_` for a space) or several of both
joined by `|` (a line may end there). A number before a slot is the widest gap in units (characters of Chinese, words of English); `6,` lets
the gap cross a comma, `6~STOP` forbids words of STOP in it. `!LAW` forbids words of LAW anywhere in the sentence.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

SPACING = re.compile(r"(\d+)(,?)(?:~(\w+))?")
ALWAYS = ("NOT", "CALM", "REPORT", "SHIELD", "OR")
COMMON = frozenset(
    "START END WE SOON KIN YOU 你 你们 我 you WILL THEY SENDER SURELY BY DOWHAT SAYTO REACH COMING GETS NEWS".split()
)


class Slot(NamedTuple):
    """One place of a frame and the gap allowed before it."""

    key: str
    gap: int
    crosses: bool
    stop: str


class Frame(NamedTuple):
    """A category, its slots, and the groups that excuse the whole sentence."""

    category: str
    slots: tuple[Slot, ...]
    guards: tuple[str, ...]


class Sieve(NamedTuple):
    """Frames with, for each slot, the bits of the names that can fill it; and the frames by names of their rarest slot."""

    rows: tuple[tuple[Frame, tuple[int, ...]], ...]
    rarest: dict[str, list[int]]


class Tongue(NamedTuple):
    """One language, ready to match: words to names, word lengths by the first two units, a bit for each name, frames."""

    words: dict[str, tuple[str, ...]]
    lengths: dict[str, tuple[int, ...]]
    bits: dict[str, int]
    notes: Sieve
    frames: Sieve
    joiner: str


def frames(tables: Mapping[str, str]) -> list[Frame]:
    """Read a table: the frames of each category."""
    return [
        frame(category, re.sub(r"\|\s+", "|", item))
        for category, block in tables.items()
        for item in re.split(r"^\s*- ", block, flags=re.MULTILINE)[1:]
    ]


def frame(category: str, line: str) -> Frame:
    """Read one frame."""
    slots: list[Slot] = []
    guards: list[str] = []
    gap, crosses, stop = 0, False, ""
    for part in line.split():
        spacing = SPACING.fullmatch(part)
        if part[0] == "!":
            guards.append(part[1:])
        elif spacing:
            gap, crosses, stop = int(spacing[1]), bool(spacing[2]), spacing[3] or ""
        else:
            slots.append(Slot(part, gap, crosses, stop))
            gap, crosses, stop = 0, False, ""
    return Frame(category, tuple(slots), tuple(guards))


def tongue(
    groups: Mapping[str, Iterable[str]], tables: Mapping[str, str], joiner: str, seen: Iterable[str] = ()
) -> Tongue:
    """Compile word groups and frame tables; `seen` names the groups that the folding finds by itself."""
    rows = frames(tables)
    names = _names(rows, {*groups, *seen, *ALWAYS, *tables})
    words: dict[str, dict[str, None]] = {}
    for name in names:
        for word in groups.get(name, () if _is_group(name) else (name.replace("_", " "),)):
            words.setdefault(word, {})[name] = None
    bits = {name: 1 << place for place, name in enumerate(names)}
    return Tongue(
        {word: tuple(found) for word, found in words.items()},
        _lengths(words, joiner),
        bits,
        _sieve([row for row in rows if not row.category.startswith("CT-")], bits),
        _sieve([row for row in rows if row.category.startswith("CT-")], bits),
        joiner,
    )


def _is_group(name: str) -> bool:
    return name.isupper() and name.isascii()


def _names(rows: Iterable[Frame], known: set[str]) -> list[str]:
    """Every group and word that a frame asks for; a group that nobody defined is our mistake."""
    names = dict.fromkeys(ALWAYS)
    for row in rows:
        asked = (*(slot.key for slot in row.slots), *(slot.stop for slot in row.slots if slot.stop), *row.guards)
        names |= dict.fromkeys(name for key in asked for name in key.split("|"))
    for name in names:
        if _is_group(name) and name not in known:
            raise KeyError(name)
    return list(names)


def _sieve(rows: Sequence[Frame], bits: Mapping[str, int]) -> Sieve:
    sieve = Sieve(tuple((row, tuple(sum(bits[name] for name in slot) for slot in _slots(row))) for row in rows), {})
    for number, row in enumerate(rows):
        for name in _slots(row)[0]:
            sieve.rarest.setdefault(name, []).append(number)
    return sieve


def _slots(row: Frame) -> list[set[str]]:
    """The names of each slot, the rarest slot first."""
    slots = [set(slot.key.split("|")) for slot in row.slots]
    return sorted(slots, key=lambda names: (not COMMON.isdisjoint(names), len(names)))


def _lengths(words: Iterable[str], joiner: str) -> dict[str, tuple[int, ...]]:
    """How long the words are that begin with two given units, the longest first."""
    known = set(words)
    lengths: dict[str, set[int]] = {}
    for word in known:
        units = word.split(joiner) if joiner else list(word)
        if len(units) > 1:
            lengths.setdefault(joiner.join(units[:2]), {1} if units[0] in known else set()).add(len(units))
    return {pair: tuple(sorted(found, reverse=True)) for pair, found in lengths.items()}


def disguised(speech: Tongue, forms: Mapping[str, str]) -> Tongue:
    """Let other spellings stand for words: each form serves the same slots as its word."""
    words = {form: speech.words[word] for form, word in forms.items() if word in speech.words}
    words |= speech.words
    return speech._replace(words=words, lengths=_lengths(words, speech.joiner))
