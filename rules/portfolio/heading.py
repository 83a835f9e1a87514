"""Portfolio heading: where a table begins, its headers in one row or two, what stands above it, and what is no row."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rules.portfolio import people, values
from rules.portfolio.headers import GROUP, plain
from rules.portfolio.values import Cell

LOOK = 60
"""So many lines are looked at for the header."""
LEAST = 2
_SHORT = 4
UNIT = "unit"

Record = Sequence[Cell]
IsKnown = Callable[[str], bool]

_PAIR = re.compile(r"([^\s:：,，;；]{1,20})\s*[:：]\s*([^:：,，;；]*?)(?=\s+[^\s:：]{1,20}\s*[:：]|[,，;；]|$)")
_ONE_PAIR = re.compile(r"^([^:：]{1,30})[:：]\s*([^:：]+)$")
_LABEL = re.compile(r"[^:：,，;；]{1,30}[:：]\s*")
_SAYS_UNIT = re.compile(r"单位|單位|\bunits?\b|\bamounts?\b|\bfigures\b", re.IGNORECASE)
_COLON = re.compile(r"[:：]\s*\S")
_TOTAL = re.compile(
    r"(?:合计|总计|小计|共计|总额|合計|總計|小計|共計|總額|本页合计|本頁合計|grand total|sub ?total|total|totals|sum|"
    r"summe|gesamt)(?:\s*[(（].*[)）])?\s*[:：]?\s*(?:\d.*)?",
    re.IGNORECASE,
)
_STARTS = frozenset("合总小共總本gstGST \t\"'=＝")
"""What a total may begin with."""
_FOOT = re.compile(
    r"(?:制表|复核|審核|审核|覆核|填表|打印|列印|导出|匯出|注|註|备注|備註|说明|說明"
    r"|本表|以上|以下空白|免责|免責|共\s*\d|总笔数"
    r"|第\s*\d+\s*[页頁]|page \d|notes?|end of|generated|exported|printed|prepared|confidential|-{3,}|={3,}|\*{3,})",
    re.IGNORECASE,
)


class Heading(NamedTuple):
    """The header row by its place (from 0), its headers, and what the lines above it say, word by word."""

    at: int
    headers: tuple[str, ...]
    particulars: dict[str, str]


def find(first: Sequence[Record], is_known: IsKnown, line: int | None = None) -> Heading | None:
    """The header among the first lines: the one with most known headers, else the first as wide as the table.

    Two rows are one header where the upper one names groups; `line` (from 1) is where a person says that it stands.
    None where there is nothing at all.
    """
    places = [line - 1] if line and line <= len(first) else range(len(first))
    found = [_reading(first, at, is_known) for at in places]
    best = max(found, key=lambda each: each[:3], default=None)
    if best is None:
        return None
    if line is None and best[0] < LEAST:
        at = _widest(first)
        return Heading(at, names(first[at]), particulars(first[:at])) if at is not None else None
    _, joined, _, at, headers = best
    return Heading(at, headers, particulars(first[: at - joined]))


def names(record: Record) -> tuple[str, ...]:
    """The header cells as text, empty ones at the end cut off."""
    found = [_text(cell) for cell in record]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def particulars(above: Sequence[Record]) -> dict[str, str]:
    """What the lines above a table say of all of it, as "Currency: CNY" or in two cells: plain key -> value."""
    found: dict[str, str] = {}
    for record in above:
        cells = [_text(cell) for cell in record]
        for cell, after in pairwise([*cells, ""]):
            if _SAYS_UNIT.search(cell):
                found.setdefault(UNIT, cell)
            alone = [(cell, after)] if _LABEL.fullmatch(cell) else []
            for key, value in alone or _ONE_PAIR.findall(cell) or _PAIR.findall(cell) or [(cell, after)]:
                found.setdefault(plain(key), (value or after).strip())
    return {key: value for key, value in found.items() if key and value}


def is_aside(cells: Record, headers: Sequence[str]) -> bool:
    """Whether a line below the header is no row: a total, a footer, or the header once more."""
    if cells and _is_plain(cells[0], headers[0]) and len(cells) > 1 and cells[1] not in (None, ""):
        return False
    at = next((at for at, cell in enumerate(cells) if cell not in (None, "")), None)
    if at is None or not isinstance(first := cells[at], str):
        return at is None
    text = first.strip()
    if _TOTAL.fullmatch(text):
        return True
    if len(headers) > LEAST and all(values.is_empty(cell) for cell in cells[at + 1 :]):
        return bool(_FOOT.match(text) or (len(text) > _SHORT and _COLON.search(text)))
    return at < len(headers) and text == headers[at] and names(cells) == tuple(headers)


def _is_plain(cell: Cell, header: str) -> bool:
    """Whether a cell surely begins neither a total nor the header once more: most do, and are told by one look."""
    return isinstance(cell, str) and bool(cell) and cell[0] not in _STARTS and cell != header


def _reading(first: Sequence[Record], at: int, is_known: IsKnown) -> tuple[int, bool, int, int, tuple[str, ...]]:
    """A line as the header: known headers, whether the line above names its groups, filled cells; earlier is better."""
    own = names(first[at])
    joined = _joined(names(first[at - 1]), own, is_known) if at else None
    headers = joined or own
    known = sum(bool(header) and is_known(header) for header in headers)
    return known, joined is not None, len(list(filter(None, own))), at, headers


def _joined(upper: Sequence[str], lower: Sequence[str], is_known: IsKnown) -> tuple[str, ...] | None:
    """Two header rows as one, "group › header"; None where the upper row names no groups."""
    filled = [text for text in lower if text]
    if not filled or 2 * sum(map(is_known, filled)) < len(filled) or not _names_groups(upper, lower, is_known):
        return None
    width = max(len(upper), len(lower))
    found, group = [], ""
    for title, header in zip(_wide(upper, width), _wide(lower, width), strict=True):
        group = title or group
        found.append(f"{group}{GROUP}{header}" if header and group else header or title)
    return tuple(found)


def _names_groups(upper: Sequence[str], lower: Sequence[str], is_known: IsKnown) -> bool:
    """Whether a row stands over groups of columns; a title, particulars and rows of values do not.

    Where it names a person beside the borrower it counts in any case: that person's number is nobody else's. The last
    title stands over all columns to the end, so it proves nothing by itself.
    """
    titles = [text for text in upper if text]
    if any(map(_is_value, titles)) or any(map(_COLON.search, titles)):
        return False
    if len(titles) == 1 and upper[0]:
        return bool(lower and lower[0]) and people.names_others(titles[0])
    if any(map(people.is_person, titles)):
        return True
    spans = list(_spans(upper, _wide(lower, len(upper))))
    told = (at for at, count, is_over in spans if is_over and count == 1 and is_known(upper[at]))
    return any(count != 1 for _, count, _ in spans[:-1]) and next(told, None) is None


def _spans(upper: Sequence[str], lower: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """Each title by its place, with how many headers stand under it, and whether one stands right under it."""
    starts = [at for at, text in enumerate(upper) if text]
    for at, end in pairwise([*starts, len(lower)]):
        yield at, sum(map(bool, lower[at:end])), bool(lower[at])


def _wide(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]


def _widest(first: Sequence[Record]) -> int | None:
    """The first line with two cells that is two thirds as wide as the widest, else the first with any."""
    filled = [sum(not values.is_empty(cell) for cell in record) for record in first]
    most = max(filled, default=0)
    wide = (at for at, count in enumerate(filled) if count >= LEAST and 3 * count >= 2 * most)
    return next(wide, next((at for at, count in enumerate(filled) if count), None))


def _text(cell: Cell) -> str:
    return "" if cell is None else " ".join(values.words(cell).split())


def _is_value(text: str) -> bool:
    """Whether a cell holds a number or a day, and so names nothing."""
    return bool(re.fullmatch(r"[\d\s.,:/年月日-]*\d[\d\s.,:/年月日-]*", text))
