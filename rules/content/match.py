"""Matching of the content check: which words stand where in a text, and which frames they fill."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rules.content.frame import Frame, Sieve, Slot, Tongue

Span = tuple[int, int]
Path = tuple[Span, ...]

SENTENCE = frozenset(".!?。\n")
CLAUSE = SENTENCE | frozenset(";,:()—-")
ONE = (1,)
DENIED = frozenset({"CT-THIRD"})  # Where "not call" denies the call, though elsewhere it tells of who does not answer.
REACH = 60  # Units before a frame in which a negation of the same clause still denies it.


class Breaks(NamedTuple):
    """Places of the marks that end sentences and clauses."""

    sentence: list[int]
    clause: list[int]


class Found:
    """Where each name (a group or a word of a frame) stands in a text."""

    def __init__(self) -> None:
        self.names: defaultdict[str, list[Span]] = defaultdict(list)
        self._slots: dict[str, list[Span]] = {}

    def add(self, name: str, spans: Iterable[Span]) -> None:
        """Add places to a name."""
        more = sorted({*self.names.get(name, ()), *spans})
        if more:
            self.names[name] = more
            self._slots.pop(name, None)

    def at(self, key: str) -> list[Span]:
        """The places of a slot, in order; to be asked when all names are known."""
        places = self._slots.get(key)
        if places is None:
            names = [name for name in key.split("|") if name in self.names]
            places = (
                self.names[names[0]] if len(names) == 1 else sorted({at for name in names for at in self.names[name]})
            )
            self._slots[key] = places
        return places


def mark(speech: Tongue, units: Sequence[str]) -> Found:
    """Find every known word; what lies inside a SHIELD word is hidden."""
    found, words, lengths = Found(), speech.words, speech.lengths
    text = units if isinstance(units, str) else ""
    shield, size = 0, len(units)
    for at, unit in enumerate(units):
        pair = text[at : at + 2] if text else " ".join(units[at : at + 2])
        for length in lengths.get(pair, ONE if unit in words else ()):
            end = at + length
            names = words.get(text[at:end] if text else " ".join(units[at:end]))
            if names is None or end > size or end <= shield or (text and _inside_a_word(text, at, end)):
                continue
            if "SHIELD" in names:
                shield = end
            for name in names:
                found.names[name].append((at, end))
    return found


def _inside_a_word(text: str, at: int, end: int) -> bool:
    """Say whether Latin letters (pinyin among characters) are cut out of a longer run of letters."""
    if text[at] > "z" and text[end - 1] > "z":
        return False
    before = at > 0 and _latin(text[at]) and _latin(text[at - 1])
    return before or (end < len(text) and _latin(text[end]) and _latin(text[end - 1]))


def _latin(unit: str) -> bool:
    return "a" <= unit <= "z"


def breaks(units: Sequence[str]) -> Breaks:
    """Find the marks that end sentences and clauses."""
    clause = [at for at, unit in enumerate(units) if unit in CLAUSE]
    return Breaks([at for at in clause if units[at] in SENTENCE], clause)


def hits(speech: Tongue, found: Found, stops: Breaks, skipped: str = "") -> Iterator[tuple[str, Span]]:
    """Yield every frame that is filled and neither negated nor reported, as category and span of units.

    Frames of the category `skipped` are not looked at.
    """
    for row in list(_candidates(speech.notes, found, _present(speech, found))):
        found.add(row.category, [(path[0][0], path[-1][1]) for path in _paths(row, found, stops)])
    for row in _candidates(speech.frames, found, _present(speech, found)):
        for path in _paths(row, found, stops) if row.category != skipped else ():
            if not _excused(row, path, found, stops):
                yield row.category, (path[0][0], path[-1][1])


def _present(speech: Tongue, found: Found) -> int:
    present = 0
    for name in found.names:
        present |= speech.bits.get(name, 0)
    return present


def _candidates(sieve: Sieve, found: Found, present: int) -> Iterator[Frame]:
    """The frames each of whose slots has something to fill it, in the order of their table."""
    for number in sorted({number for name in found.names for number in sieve.rarest.get(name, ())}):
        row, masks = sieve.rows[number]
        for mask in masks:
            if not mask & present:
                break
        else:
            yield row


def _paths(row: Frame, found: Found, stops: Breaks) -> list[Path]:
    paths: list[Path] = [(span,) for span in found.at(row.slots[0].key)]
    for slot in row.slots[1:]:
        paths = list(_extended(paths, slot, found, stops))
        if not paths:
            break
    return paths


def _extended(paths: list[Path], slot: Slot, found: Found, stops: Breaks) -> Iterator[Path]:
    """Join each place of the slot to the nearest path before it, so that the work stays linear."""
    if len(paths) > 1:
        paths = sorted(paths, key=lambda path: (path[-1][1], path[0][0]))
    ends = [path[-1][1] for path in paths]
    marks = stops.sentence if slot.crosses else stops.clause
    for span in found.at(slot.key):
        at = bisect_right(ends, span[0]) - 1
        if at < 0 or span[0] - ends[at] > slot.gap:
            continue
        if _between(marks, ends[at], span[0]) or (slot.stop and _begins_in(found, slot.stop, ends[at], span[0])):
            continue
        yield (*paths[at], span)


def _between(marks: list[int], start: int, end: int) -> bool:
    at = bisect_left(marks, start)
    return at < len(marks) and marks[at] < end


def _spans_in(found: Found, key: str, start: int, end: int) -> list[Span]:
    """The places of a group that begin in [start, end)."""
    spans = found.at(key)
    low = bisect_left(spans, (start, 0))
    return spans[low : bisect_left(spans, (end, 0), lo=low)]


def _begins_in(found: Found, key: str, start: int, end: int) -> bool:
    spans = found.at(key)
    at = bisect_left(spans, (start, 0))
    return at < len(spans) and spans[at][0] < end


def _excused(row: Frame, path: Path, found: Found, stops: Breaks) -> bool:
    start, end = path[0][0], path[-1][1]
    first, last = _around(stops.sentence, start, end)
    if any(_begins_in(found, name, first, last) for name in ("REPORT", *row.guards)):
        return True
    marks = stops.sentence if _listed(found, start) else stops.clause
    clause = max(_around(marks, start, start)[0], start - REACH)
    return any(
        not any(
            low <= word[0] and word[1] <= high
            for low, high in (*path, *_near(found, word, path if row.category in DENIED else ()))
        )
        for word in _spans_in(found, "NOT", clause, path[-1][0])
    )


def _listed(found: Found, start: int) -> bool:
    """Whether an "or" stands right before, so that a negation before the list still holds."""
    return any(end == start for _, end in _spans_in(found, "OR", start - 2, start))


def _near(found: Found, word: Span, path: Path) -> list[Span]:
    """The CALM places that may cover a negation: words that look like one and deny nothing, no part of the path."""
    spans = [span for span in _spans_in(found, "CALM", word[0] - 8, word[1]) if span[1] >= word[1]]
    return [span for span in spans if not any(word[1] <= low < span[1] for low, _ in path)]


def _around(marks: list[int], start: int, end: int) -> Span:
    """The span between the marks before `start` and after `end`."""
    low, high = bisect_left(marks, start), bisect_left(marks, end)
    return (marks[low - 1] + 1 if low else 0), (marks[high] if high < len(marks) else 1 << 60)
