"""Portfolio values: read dates, amounts and counts from a lender's cells; each failure is one sentence."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum, auto
from functools import lru_cache
from math import isfinite

from rules import money
from rules.errors import RuleError


class Order(StrEnum):
    """How a day in three numbers is written where the year does not come first with four digits."""

    day_first = auto()
    month_first = auto()
    year_first = auto()


Cell = str | int | float | Decimal | bool | date | datetime | None

_FIRST_YEAR, _LAST_YEAR = 1950, 2099
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_DAYS = range(20_000, 73_051)
_LARGEST = Decimal("9999999999999.99")
_NOISE = Decimal("0.000001")
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: no for no, name in enumerate(_MONTH_NAMES, 1)}

_TIME = r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CHINESE = re.compile(r"(民国|民國)?(\d{2,4})年(\d{1,2})月(\d{1,2})[日号號]?")
_THREE = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}", re.ASCII)
_REPUBLIC = re.compile(r"(1\d{2})[-/.](\d{1,2})[-/.](\d{1,2})|(1[0-4]\d)(\d{2})(\d{2})", re.ASCII)
_ROC = 1911
_MONTH_NAME = re.compile(r"(?:(\d{1,2})[\s-])?([a-z]{3,9})\.?(?:[\s-](\d{1,2}),?)?[\s-](\d{4}|\d{2})", re.IGNORECASE)

_PLAIN_AMOUNT = re.compile(r"\d{1,13}(?:\.\d{1,2})?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:'\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+", re.ASCII)
_COMMA_CENTS = re.compile(r"\d{1,3}(?:[. ]\d{3})*,\d{1,2}|\d+,\d+", re.ASCII)
_SIGNS = re.compile(
    r"^(?:NT\$|HK\$|US\$|RMB|CNY|USD|EUR|TWD|HKD|GBP|[¥$€£])|(?:元整?|圆整?|圓整?|RMB|CNY|USD|EUR|TWD|HKD|GBP|€)$"
)
_BY_COMMA = re.compile(r"(?:\d{1,3}(?:[.']\d{3})+|\d+)(?:,(?:\d{1,2}|\d{4,})?)?", re.ASCII)
_DEBIT = re.compile(r"(?<=[\d.])(?:DR|D)\.?$", re.IGNORECASE)
_NEGATIVE = re.compile(r"\d(?:-|−|CR\.?|C)$", re.IGNORECASE)
ONE = Decimal(1)
_PERSONAL = re.compile(r"\d{11,}[Xx]?|\S+@\S+")
_TEN_THOUSANDS = re.compile(r"[万萬]$")


_WRAPS = frozenset(("=", "'"))
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_QUOTED = re.compile(r"'[\d+\-=@(.]")
_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


def shown(value: Cell) -> str:
    """The cell as a sentence may quote it: cut to 40 signs, phones, ID numbers and e-mails hidden."""
    text = _PERSONAL.sub(lambda match: "…" if "@" in match[0] else f"…{match[0][-4:]}", " ".join(str(value).split()))
    return text if len(text) <= 40 else text[:39] + "…"


def words(cell: Cell) -> str:
    """The cell as trimmed text in half-width signs; a whole number of a spreadsheet loses its '.0'."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    text = str(cell)
    text = text.strip() if text.isascii() else _HIDDEN.sub("", unicodedata.normalize("NFKC", text)).strip()
    return _unwrapped(text) if text[:1] in _WRAPS else text


def _unwrapped(text: str) -> str:
    """The text without what makes a spreadsheet keep it as text: ="00123" and '00123 are 00123."""
    bare = text[1:] if _QUOTED.match(text) else text
    match = _AS_TEXT.fullmatch(bare)
    return match[1].replace('""', '"').strip() if match else bare


def is_empty(cell: Cell) -> bool:
    """Whether the cell holds nothing, or one of the words that spreadsheets and databases write for nothing."""
    return cell is None or (isinstance(cell, str) and cell.strip().lower() in _NOTHING)


_NOTHING = frozenset(
    ("", "null", "none", "nan", "n/a", "#n/a", "-", "--", "—", "/", "\\n", "nat", "无", "無", "空", '=""', "'")
)


def a_date(cell: Cell, order: Order | None = None) -> date:
    """Read a day: ISO, with slashes or dots, compact, Chinese, ROC, a named month, an Excel serial number, a date cell.

    A month alone counts as its first day. Raises RuleError for anything else, and where day and month could be swapped
    and no `order` is given.
    """
    if isinstance(cell, datetime):
        return _plausible(cell.date(), cell)
    if isinstance(cell, date):
        return _plausible(cell, cell)
    if isinstance(cell, bool):
        raise RuleError("'%(value)s' is not a date.", value=shown(cell))
    return _date_of(words(cell), order)


@lru_cache(maxsize=16384)
def _date_of(text: str, order: Order | None) -> date:
    """Read a day from trimmed text."""
    try:
        day = _year_first(text) or _ordered(text, order) or _named_month(text) or _serial(text)
    except ValueError:
        day = None
    if day is None:
        raise RuleError("'%(value)s' is not a date.", value=shown(text))
    return _plausible(day, text)


def _plausible(day: date, cell: Cell) -> date:
    """Return the day, or refuse a year that no loan of today has."""
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise RuleError("'%(value)s' is not a date between 1950 and 2099.", value=shown(cell))
    return day


def _year_first(text: str) -> date | None:
    """Read 2026-11-23, 2026/11/23, 20261123, 2026年11月23日, 民國115年11月23日, 115/11/23 or 1151123."""
    if match := _YEAR_FIRST.fullmatch(text):
        return date(int(match[1]), int(match[3]), int(match[4]))
    if match := _COMPACT.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _CHINESE.fullmatch("".join(text.split())):
        is_roc = match[1] or len(match[2]) == 3
        return date(int(match[2]) + (_ROC if is_roc else 0), int(match[3]), int(match[4]))
    if match := _REPUBLIC.fullmatch(text):
        return date(int(match[1] or match[4]) + _ROC, int(match[2] or match[5]), int(match[3] or match[6]))
    return None


def _ordered(text: str, order: Order | None) -> date | None:
    """Read 23.11.2026, 11/23/2026 or 23-11-26 in the order that is given, else where only one is possible."""
    match = _THREE.fullmatch(text)
    if match is None:
        return None
    found = {each: day for each in Order if (day := day_of(match[1], match[3], match[4], each))}
    if order:
        return found.get(order)
    if len(set(found.values())) > 1:
        raise RuleError("'%(value)s' may be two different days; say whether the day comes first.", value=shown(text))
    return next(iter(found.values()), None)


def day_of(first: str, second: str, last: str, order: Order) -> date | None:
    """The day of three numbers in this order; None where it is none. Two digits of a year are of 1970 to 2069."""
    numbers = {
        Order.day_first: (last, second, first),
        Order.month_first: (last, first, second),
        Order.year_first: (first, second, last),
    }[order]
    year, month, day = map(int, numbers)
    if order is Order.year_first and (len(last) == 4 or len(first) == 1):
        return None
    if len(numbers[0]) <= 2:
        year = _century(year)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _century(year: int) -> int:
    """A year of two digits, as one of 1970 to 2069."""
    return year + (2000 if year < 70 else 1900)


def _named_month(text: str) -> date | None:
    """Read Mar-2018, 23 Nov 2026 or November 23, 2026."""
    match = _MONTH_NAME.fullmatch(text)
    month = _MONTHS.get(match[2][:3].lower()) if match else None
    if match is None or month is None:
        return None
    if len(match[4]) == 4:
        return date(int(match[4]), month, int(match[1] or match[3] or 1))
    if not match[1] and not match[3]:
        raise RuleError("'%(value)s' may be a day or a year; write it as YYYY-MM-DD.", value=shown(text))
    return date(_century(int(match[4])), month, int(match[1] or match[3]))


def _serial(text: str) -> date | None:
    """Read an Excel serial number: days since 1899-12-30, a time of day cut off."""
    whole = text.partition(".")[0]
    if whole.isascii() and whole.isdigit() and int(whole) in _EXCEL_DAYS:
        return _EXCEL_EPOCH + timedelta(days=int(whole))
    return None


def an_amount(cell: Cell, comma: bool = False, times: Decimal = ONE) -> Decimal:
    """Read money of at most two decimals, not negative; thousands may be grouped, and a currency sign is dropped.

    `times` is the unit of its column, `comma` says that cents stand behind a comma there. A credit ("CR", a sign behind
    the number, brackets) is negative here, "DR" is what is owed. Raises RuleError, also for a comma before the cents in
    a column that proves nothing.
    """
    if isinstance(cell, str) and not comma and times == 1 and _PLAIN_AMOUNT.fullmatch(cell):
        return Decimal(cell).quantize(money.CENT)
    if isinstance(cell, bool | date):
        raise RuleError("'%(value)s' is not an amount.", value=shown(cell))
    number = _number(cell, _SIGNS.sub("", _DEBIT.sub("", "".join(words(cell).split()))), comma, times)
    if number > _LARGEST:
        raise RuleError("'%(value)s' is too large for an amount.", value=shown(cell))
    rounded = money.cents(number)
    if abs(rounded - number) > _NOISE or (rounded != number and int(number.as_tuple().exponent) > -8):
        raise RuleError("'%(value)s' has more than two decimals.", value=shown(cell))
    return rounded.quantize(money.CENT)


def _number(cell: Cell, text: str, comma: bool, times: Decimal) -> Decimal:
    """Turn what is left of an amount into a number; `cell` is quoted in the sentence."""
    if isinstance(cell, int | float) and isfinite(cell) and cell >= 0:
        return Decimal(repr(cell)) * times
    if text.startswith(("-", "−", "(")) or _NEGATIVE.search(text):
        raise RuleError("'%(value)s' is negative.", value=shown(cell))
    if unit := _TEN_THOUSANDS.search(text):
        text, times = text[: -len(unit[0])], Decimal(10000)
    if comma:
        return _by_comma(cell, text) * times
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(",", "").replace("'", "")) * times
    if _COMMA_CENTS.fullmatch(text):
        raise RuleError(
            "'%(value)s' has a comma where cents or thousands could be meant; write it as 1234.56.", value=shown(cell)
        )
    raise RuleError("'%(value)s' is not an amount.", value=shown(cell))


def _by_comma(cell: Cell, text: str) -> Decimal:
    """Turn an amount of a column whose cents stand behind a comma into a number."""
    if not _BY_COMMA.fullmatch(text):
        raise RuleError(
            "'%(value)s' is not an amount with a comma before the cents, as the others are.", value=shown(cell)
        )
    return Decimal(text.replace(".", "").replace("'", "").replace(",", "."))


def a_percent(cell: Cell, comma: bool = False) -> Decimal:
    """Read a percentage between 0 and 1000, with or without its sign: 10.91 and 10.91% are the same."""
    text = "".join(words(cell).split()).removesuffix("%")
    text = text.replace(",", ".", 1) if comma else text
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(cell, bool | date) or not number.is_finite():
        raise RuleError("'%(value)s' is not a percentage.", value=shown(cell))
    if not 0 <= number <= 1000:
        raise RuleError("'%(value)s' is not a percentage between 0 and 1000.", value=shown(cell))
    return number


_NUMBERED = re.compile(r"第?(\d{1,3})(?:\.0+)?期?(?:/\d{1,3}期?)?", re.ASCII)
_DAYS = re.compile(r"(\d{1,6})(?:\.0+)?(?:天|日|days?|d)?", re.IGNORECASE | re.ASCII)
_TERM = re.compile(r"(\d{1,4})(?:\.0+)?(?:个月|個月|月|期|months?|mths?|m)?", re.IGNORECASE | re.ASCII)


def count(cell: Cell) -> int:
    """Read a number from 1 to 999 that tells rows apart, as that of an instalment in "3", "第3期" or "3/12"."""
    found = _counted(_NUMBERED, cell)
    if found is None or not 1 <= found <= 999:
        raise RuleError("'%(value)s' is not the number of an instalment.", value=shown(cell))
    return found


def days(cell: Cell) -> int:
    """Read a whole number of days, 0 or more."""
    count = _counted(_DAYS, cell)
    if count is None or count > 36_500:
        raise RuleError("'%(value)s' is not a whole number of days.", value=shown(cell))
    return count


def months(cell: Cell) -> int:
    """Read a number of months between 1 and 600."""
    count = _counted(_TERM, cell)
    if count is None or not 1 <= count <= 600:
        raise RuleError("'%(value)s' is not a number of months between 1 and 600.", value=shown(cell))
    return count


def _counted(pattern: re.Pattern[str], cell: Cell) -> int | None:
    """Read a count by its pattern; None where the cell is no count."""
    match = pattern.fullmatch("".join(words(cell).split()))
    return int(match[1]) if match and not isinstance(cell, bool) else None
