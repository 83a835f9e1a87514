"""Portfolio style: the order of day and month, the decimal sign and the unit of money, proven by a column or stated."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from rules.portfolio import values
from rules.portfolio.headers import simplified, words_of
from rules.portfolio.values import Cell, Order, day_of
from rules.portfolio.words import CURRENCIES, currency_of


class Style(NamedTuple):
    """How a table writes days and amounts; no order where none is proven, `times` is the unit of its money."""

    order: Order | None = None
    comma: bool = False
    times: Decimal = Decimal(1)


PLAIN = Style()
_THREE = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2}|\d{4})(?:[T ].*)?", re.ASCII)
_POINT = re.compile(r"[^\d]*\d{1,3}(?:,\d{3})*\.\d{1,2}[^\d]*|[^\d]*\d+\.\d{1,2}[^\d]*", re.ASCII)
_COMMA = re.compile(r"[^\d]*(?:\d{1,3}(?:[. ]\d{3})+,\d{1,2}|\d+,\d{1,2})[^\d]*", re.ASCII)

_UNITS_ZH = {
    "十亿": 10**9, "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 1000, "仟": 1000,
    "百": 100, "佰": 100,
}  # fmt: skip
_UNIT_ZH = re.compile(r"(十亿|亿|千万|百万|十万|万|千|仟|百|佰)(?:元|圆|美元|港元|港币|人民币|新台币|台币|欧元|英镑|$)")
_CENTS_ZH = re.compile(r"(?:单位|金额|本金|余额|利息|费|款)?(分|角)$")
_UNITS_EN = {
    "thousand": 1000, "thousands": 1000, "k": 1000, "000": 1000, "000s": 1000, "tsd": 1000, "million": 10**6,
    "millions": 10**6, "mn": 10**6, "mio": 10**6, "mln": 10**6, "m": 10**6, "lakh": 10**5, "lakhs": 10**5, "lac": 10**5,
    "crore": 10**7, "crores": 10**7, "billion": 10**9, "bn": 10**9,
}  # fmt: skip
_TIMES = re.compile(r"\b([1-9]\d{0,2})\s*(k|thousands?|tsd|millions?|mn|mio|mln|lakhs?|billion|bn)\b", re.IGNORECASE)
_CENTS_EN = frozenset(("cents", "cent", "pence"))
_CODE = re.compile(r"(?:^|[\s(_（\[,，:：])([A-Z]{3})[)）\]]*$")
_CODES = re.compile(r"\b[A-Z]{3}\b")
_WORDS = frozenset(("ALL", "TOP", "TRY", "CUP", "GEL", "LAK", "BAM", "MOP"))
"""Codes that are words too."""
_IN_BRACKETS = re.compile(r"[(\[【〔（](.*?)[)\]】〕）]")


def orders_of(cells: Iterable[Cell]) -> frozenset[Order] | None:
    """The orders in which all these cells are days; None where no cell depends on one."""
    found: frozenset[Order] | None = None
    for cell in cells:
        match = _THREE.fullmatch(values.words(cell)) if isinstance(cell, str) else None
        days = {each: day_of(match[1], match[3], match[4], each) for each in Order} if match else {}
        possible = frozenset(order for order, day in days.items() if day)
        if len(possible) == 1 or len({days[order] for order in possible}) > 1:
            found = possible if found is None else found & possible
    return found


def writes_comma(cells: Iterable[Cell]) -> bool | None:
    """Whether the cents of these cells stand behind a comma; None where no cell tells, or they contradict."""
    said = {_cents_by_comma(values.words(cell)) for cell in cells if isinstance(cell, str)} - {None}
    return said.pop() if len(said) == 1 else None


def _cents_by_comma(text: str) -> bool | None:
    if _COMMA.fullmatch(text):
        return True
    return False if _POINT.fullmatch(text) else None


def unit_of(header: str) -> Decimal | None:
    """What one of a column's money is by its header: 10,000 for 万元, 0.01 for 分; None where it says nothing."""
    for text in (*_IN_BRACKETS.findall(header), header):
        if text != header and (match := _TIMES.search(text)):
            return Decimal(match[1]) * _UNITS_EN[match[2].lower()]
        words = words_of(text)
        chinese = simplified("".join(word for word in words if not word.isascii()))
        if match := _UNIT_ZH.search(chinese):
            return Decimal(_UNITS_ZH[match[1]])
        if text != header and (match := _CENTS_ZH.fullmatch(chinese)):
            return Decimal("0.01") if match[1] == "分" else Decimal("0.1")
        named = [word for word in words if word in _UNITS_EN or word in _CENTS_EN]
        if named and (text != header or len(named[0]) > 2):
            return Decimal(_UNITS_EN.get(named[0], 0)) or Decimal("0.01")
    return None


def currency_in(header: str) -> str | None:
    """The currency that a header of money names, as "Balance (USD)" or "金额（美元）" do; None where it names none."""
    match = _CODE.search(header)
    if match and match[1] in CURRENCIES - _WORDS:
        return match[1]
    inside = [text.strip() for text in _IN_BRACKETS.findall(header) if text.strip() != "元"]
    codes = (code for text in inside for code in _CODES.findall(text) if code in CURRENCIES - _WORDS)
    return next((found for found in (*map(currency_of, inside), *codes) if found), None)
