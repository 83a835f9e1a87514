"""Frames of the content check: who does what to whom, as word groups in order with bounded gaps.

A frame is an item of a list (`- `): slots in order, each a group (`POLICE`), words (`seize|take`, `_` for a space) or several of both
joined by `|` (a line may end there). A number before a slot is the widest gap in units (characters of Chinese, words of English); `6,` lets
the gap cross a comma, `6~STOP` forbids words of STOP in it. `!LAW` forbids words of LAW anywhere in the sentence.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

Span = tuple[int, int]
Found = dict[str, list[Span]]
Path = tuple[Span, ...]

BOUNDARIES = {"SENTENCE": ".!?。\n", "CLAUSE": ".!?。\n;,:()—-"}
REACH = 60  # Units before a frame in which a negation of the same clause still denies it.
ALWAYS = ("NOT", "CALM", "REPORT", "SHIELD")


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
    needs: frozenset[str]


class Tongue(NamedTuple):
    """One language, ready to match: words to keys, word lengths by first unit, frames."""

    words: dict[str, tuple[str, ...]]
    lengths: dict[str, tuple[int, ...]]
    keys: dict[str, tuple[str, ...]]
    notes: tuple[Frame, ...]
    frames: tuple[Frame, ...]
    joiner: str


class Breaks(NamedTuple):
    """Places of the marks that end sentences and clauses."""

    sentence: list[int]
    clause: list[int]


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
        if part[0] == "!":
            guards.append(part[1:])
        elif part[0].isdigit() and part.rstrip(",").partition("~")[0].rstrip(",").isdigit():
            number, _, stop = part.partition("~")
            gap, crosses = int(number.rstrip(",")), number.endswith(",")
        else:
            slots.append(Slot(part, gap, crosses, stop))
            gap, crosses, stop = 0, False, ""
    return Frame(category, tuple(slots), tuple(guards), frozenset(slot.key for slot in slots))


def tongue(
    groups: Mapping[str, Iterable[str]], tables: Mapping[str, str], joiner: str, seen: Iterable[str] = ()
) -> Tongue:
    """Compile word groups and frame tables; `seen` names the groups that the folding finds by itself."""
    rows = frames(tables)
    keys = _keys(rows, {*groups, *seen, *ALWAYS, *tables})
    words: dict[str, dict[str, None]] = {}
    for name, members in groups.items():
        for word in members:
            words.setdefault(word, {}).update(dict.fromkeys(keys.get(name, ())))
    for name in keys.keys() - groups.keys():
        if not name.isupper() or not name.isascii():
            words.setdefault(name.replace("_", " "), {}).update(dict.fromkeys(keys[name]))
    return Tongue(
        {word: tuple(found) for word, found in words.items() if found},
        _lengths([word for word, found in words.items() if found], joiner),
        keys,
        tuple(row for row in rows if not row.category.startswith("CT-")),
        tuple(row for row in rows if row.category.startswith("CT-")),
        joiner,
    )


def _keys(rows: Iterable[Frame], known: set[str]) -> dict[str, tuple[str, ...]]:
    """Which slots a group or a literal word serves; a group that nobody defined is our mistake."""
    keys: dict[str, dict[str, None]] = {name: {name: None} for name in ALWAYS}
    for row in rows:
        for key in (*(slot.key for slot in row.slots), *(slot.stop for slot in row.slots if slot.stop), *row.guards):
            for name in key.split("|"):
                if name.isupper() and name.isascii() and name not in known:
                    raise KeyError(name)
                keys.setdefault(name, {})[key] = None
    return {name: tuple(found) for name, found in keys.items()}


def _lengths(words: Iterable[str], joiner: str) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for word in words:
        units = word.split(joiner) if joiner else list(word)
        lengths.setdefault(units[0], set()).add(len(units))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def disguised(speech: Tongue, forms: Mapping[str, str]) -> Tongue:
    """Let other spellings stand for words: each form serves the same slots as its word."""
    words = {form: speech.words[word] for form, word in forms.items() if word in speech.words}
    words |= speech.words
    return speech._replace(words=words, lengths=_lengths(words, speech.joiner))


def mark(speech: Tongue, units: Sequence[str]) -> Found:
    """Find every known word; what lies inside a SHIELD word is hidden."""
    found: Found = {}
    shield = 0
    for at, unit in enumerate(units):
        for length in speech.lengths.get(unit, ()):
            end = at + length
            keys = speech.words.get(speech.joiner.join(units[at:end]))
            if keys is None or end > len(units) or end <= shield or _inside_a_word(speech, units, at, end):
                continue
            if "SHIELD" in keys:
                shield = end
            for key in keys:
                found.setdefault(key, []).append((at, end))
    return found


def _inside_a_word(speech: Tongue, units: Sequence[str], at: int, end: int) -> bool:
    """Say whether Latin letters (pinyin among characters) are cut out of a longer run of letters."""
    if speech.joiner:
        return False
    before = at > 0 and _latin(units[at]) and _latin(units[at - 1])
    return before or (end < len(units) and _latin(units[end]) and _latin(units[end - 1]))


def _latin(unit: str) -> bool:
    return "a" <= unit <= "z"


def breaks(units: Sequence[str]) -> Breaks:
    """Find the marks that end sentences and clauses."""
    ends, pauses = BOUNDARIES["SENTENCE"], BOUNDARIES["CLAUSE"]
    clause = [at for at, unit in enumerate(units) if unit in pauses]
    return Breaks([at for at in clause if units[at] in ends], clause)


def add(speech: Tongue, found: Found, group: str, spans: Iterable[Span]) -> None:
    """Add what was found by other means than the word list (names, amounts, ends of clauses)."""
    spans = sorted(spans)
    for key in speech.keys.get(group, ()):
        found[key] = sorted({*found.get(key, ()), *spans}) if spans else found.get(key, [])
        if not found[key]:
            del found[key]


def hits(speech: Tongue, found: Found, stops: Breaks) -> Iterator[tuple[str, Span]]:
    """Yield every frame that is filled and neither negated nor reported, as category and span of units."""
    for row in speech.notes:
        if row.needs <= found.keys():
            add(speech, found, row.category, [(path[0][0], path[-1][1]) for path in _paths(row, found, stops)])
    for row in speech.frames:
        if row.needs <= found.keys():
            for path in _paths(row, found, stops):
                if not _excused(row, path, found, stops):
                    yield row.category, (path[0][0], path[-1][1])


def _paths(row: Frame, found: Found, stops: Breaks) -> list[Path]:
    paths: list[Path] = [(span,) for span in found[row.slots[0].key]]
    for slot in row.slots[1:]:
        paths = list(_extended(paths, slot, found, stops))
        if not paths:
            break
    return paths


def _extended(paths: list[Path], slot: Slot, found: Found, stops: Breaks) -> Iterator[Path]:
    """Join each place of the slot to the nearest path before it, so that the work stays linear."""
    paths = sorted(paths, key=lambda path: (path[-1][1], path[0][0]))
    ends = [path[-1][1] for path in paths]
    marks = stops.sentence if slot.crosses else stops.clause
    for span in found[slot.key]:
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
    spans = found.get(key, [])
    low = bisect_left(spans, (start, 0))
    return spans[low : bisect_left(spans, (end, 0), lo=low)]


def _begins_in(found: Found, key: str, start: int, end: int) -> bool:
    spans = found.get(key, [])
    at = bisect_left(spans, (start, 0))
    return at < len(spans) and spans[at][0] < end


def _excused(row: Frame, path: Path, found: Found, stops: Breaks) -> bool:
    start, end = path[0][0], path[-1][1]
    first, last = _around(stops.sentence, start, end)
    if any(_begins_in(found, name, first, last) for name in ("REPORT", *row.guards)):
        return True
    clause = max(_around(stops.clause, start, start)[0], start - REACH)
    return any(
        not any(low <= word[0] and word[1] <= high for low, high in (*path, *_near(found, word)))
        for word in _spans_in(found, "NOT", clause, path[-1][0])
    )


def _near(found: Found, word: Span) -> list[Span]:
    """The CALM places that may cover a negation: words that look like one and deny nothing."""
    return [span for span in _spans_in(found, "CALM", word[0] - 8, word[1]) if span[1] >= word[1]]


def _around(marks: list[int], start: int, end: int) -> Span:
    """The span between the marks before `start` and after `end`."""
    low, high = bisect_left(marks, start), bisect_left(marks, end)
    return (marks[low - 1] + 1 if low else 0), (marks[high] if high < len(marks) else 1 << 60)
