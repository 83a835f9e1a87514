"""Receipt manner: how a bank writes days and amounts, proven by a whole column, and both read so."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rules.errors import RuleError
from rules.portfolio import values
from rules.portfolio.values import Cell
from rules.receipt.words import Way

_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?=\s|T|$)")
_COMPACT = re.compile(r"(\d{8})(?:\d{6}|[ T]+\d{1,2}:?\d{2}(?::?\d{2})?)(?:\.\d+)?(?:\[.*\])?")
_CHINESE_TIME = re.compile(r"(\d{4}年\d{1,2}月\d{1,2}日)\s*\d{1,2}[:时].*")
_COMMA_CENTS = re.compile(r"\d,\d{1,2}(?!\d)")
_POINT_CENTS = re.compile(r"\.\d{1,2}(?!\d)|,\d{3}\.")
_SIDE = re.compile(r"^(CR|DR|贷|借)(?=[^A-Z])|(?<=[\d.)])(CR|DR|C|D|贷|借)$", re.IGNORECASE)
_MINUS = re.compile(r"^[^\d.,]*[-−(]|[-−)]$")
_SIGN = re.compile(rf"{_SIDE.pattern}|[+(−-]", re.IGNORECASE)
_WRAP = re.compile(r"[()+\-−]")
_FORMULA = re.compile(r'="(.*)"|[\'`](.+)', re.DOTALL)
_OUT = frozenset(("DR", "D", "借"))


class Manner(NamedTuple):
    """Whether the day comes before the month, whether a comma stands before the cents, and which way an amount without
    a sign went; None: nothing proves it. What the headers say: the currency, and what one of its money is.
    """

    day_first: bool | None = None
    comma: bool | None = None
    unsigned: Way | None = None
    currency: str = ""
    times: Decimal = Decimal(1)


PLAIN = Manner()


class Signed(NamedTuple):
    """An amount without its sign, whether it counts down, and whether a sign says so, be it a plus."""

    amount: Decimal
    is_minus: bool
    is_said: bool = False


def bare(cell: Cell) -> Cell:
    """A cell without what a spreadsheet or a wallet wraps text in: ="…", an apostrophe or a backtick before it."""
    if not isinstance(cell, str):
        return cell
    match = _FORMULA.fullmatch(cell.strip())
    return (match[1] if match[1] is not None else match[2]) if match else cell.strip()


def order_of(days: Iterable[str]) -> tuple[bool | None, bool]:
    """What days such as 16/11/2026 prove of their order, and whether one of them needs the proof."""
    proofs: set[bool] = set()
    doubtful = False
    for text in days:
        if match := _YEAR_LAST.match(text):
            first, second = int(match[1]), int(match[3])
            proofs |= {first > 12} if (first > 12) != (second > 12) else set()
            doubtful = doubtful or (first <= 12 and second <= 12 and first != second)
    return (proofs.pop() if len(proofs) == 1 else None), doubtful


def comma_of(amounts: Iterable[str]) -> bool | None:
    """Whether amounts prove that a comma stands before the cents; None where they say both or nothing."""
    proofs = {sign for text in amounts for sign, found in _CENTS if found.search(text)}
    return proofs.pop() if len(proofs) == 1 else None


_CENTS = ((True, _COMMA_CENTS), (False, _POINT_CENTS))


def a_day(cell: Cell, manner: Manner) -> date:
    """Read a day in the manner of its column. Raises RuleError as `values.a_date`, also for an order nobody knows."""
    if not isinstance(cell, str):
        return values.a_date(cell)
    text = values.words(bare(cell))
    if match := _COMPACT.fullmatch(text) or _CHINESE_TIME.fullmatch(text):
        text = match[1]
    match = _YEAR_LAST.match(text)
    if match is None or (len(match[4]) == 4 and manner.day_first is None):
        return values.a_date(text)
    day, month = (match[1], match[3]) if _is_day_first(match, manner) else (match[3], match[1])
    return values.a_date(f"{match[4] if len(match[4]) == 4 else '20' + match[4]}-{month}-{day}")


def _is_day_first(match: re.Match[str], manner: Manner) -> bool:
    """Which of two numbers is the day. Raises RuleError where nothing says so."""
    if manner.day_first is not None:
        return manner.day_first
    first, second = int(match[1]), int(match[3])
    if first <= 12 and second <= 12 and first != second:
        raise RuleError("'%(value)s' may be two different days; write it as YYYY-MM-DD.", value=match[0])
    return second <= 12


def an_amount(cell: Cell, manner: Manner) -> Signed:
    """Read an amount with its sign: a minus before or behind it, brackets, CR or DR.

    Raises RuleError for what is no amount, and for one whose signs contradict each other.
    """
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        return Signed(values.an_amount(-cell if cell < 0 else cell) * manner.times, cell < 0, cell < 0)
    if not isinstance(cell, str):
        return Signed(values.an_amount(cell), False)
    text = "".join(values.words(bare(cell)).split())
    side = _SIDE.search(text)
    found = _SIDE.sub("", text)
    is_minus = _MINUS.search(found) is not None
    is_out = side is not None and (side[1] or side[2]).upper() in _OUT
    if side and is_minus and not is_out:
        raise RuleError("'%(value)s' is negative.", value=values.shown(cell))
    return Signed(_magnitude(_WRAP.sub("", found), manner) * manner.times, is_minus or is_out, is_signed(cell))


def is_signed(cell: Cell) -> bool:
    """Whether an amount bears a sign: a plus, a minus, brackets, CR or DR."""
    if isinstance(cell, str):
        text = "".join(values.words(bare(cell)).split())
        return _SIGN.search(text) is not None
    return isinstance(cell, int | float | Decimal) and cell < 0


def _magnitude(text: str, manner: Manner) -> Decimal:
    """Read what is left of an amount when its signs are gone."""
    text = re.sub(r"(?<=\d)['’](?=\d{3})", "", text)
    return values.an_amount(text.replace(".", "").replace(",", ".") if manner.comma else text)
