"""Portfolio values: read dates, amounts and counts from a lender's cells; each failure is one sentence."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from math import isfinite

from rules import money
from rules.errors import RuleError

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
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_TIME}")
_MONTH_NAME = re.compile(r"(?:(\d{1,2})[\s-])?([a-z]{3,9})\.?(?:[\s-](\d{1,2}),?)?[\s-](\d{4})", re.IGNORECASE)

_PLAIN_AMOUNT = re.compile(r"\d{1,13}(?:\.\d{1,2})?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+", re.ASCII)
_COMMA_CENTS = re.compile(r"\d{1,3}(?:[. ]\d{3})*,\d{1,2}|\d+,\d+", re.ASCII)
_SIGNS = re.compile(
    r"^(?:NT\$|HK\$|US\$|RMB|CNY|USD|EUR|TWD|HKD|GBP|[¥$€£])|(?:元整?|圆整?|圓整?|RMB|CNY|USD|EUR|TWD|HKD|GBP|€)$"
)
_PERSONAL = re.compile(r"\d{11,}[Xx]?|\S+@\S+")
_TEN_THOUSANDS = re.compile(r"[万萬]$")


def shown(value: Cell) -> str:
    """The cell as a sentence may quote it: cut to 40 signs, phones, ID numbers and e-mails hidden."""
    text = _PERSONAL.sub(lambda match: "…" if "@" in match[0] else f"…{match[0][-4:]}", " ".join(str(value).split()))
    return text if len(text) <= 40 else text[:39] + "…"


def words(cell: Cell) -> str:
    """The cell as trimmed text in half-width signs; a whole number of a spreadsheet loses its '.0'."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    text = str(cell)
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def is_empty(cell: Cell) -> bool:
    """Whether the cell holds nothing, or one of the words that spreadsheets and databases write for nothing."""
    return cell is None or (isinstance(cell, str) and cell.strip().lower() in _NOTHING)


_NOTHING = frozenset(("", "null", "none", "nan", "n/a", "#n/a", "-", "--", "—", "/", "\\n", "nat", "无", "無", "空"))


def a_date(cell: Cell) -> date:
    """Read a day: ISO, with slashes or dots, compact, Chinese, a named month, an Excel serial number or a date cell.

    A month alone counts as its first day. Raises RuleError for anything else, and where day and month could be swapped.
    """
    if isinstance(cell, datetime):
        return _plausible(cell.date(), cell)
    if isinstance(cell, date):
        return _plausible(cell, cell)
    if isinstance(cell, bool):
        raise RuleError("'%(value)s' is not a date.", value=shown(cell))
    return _date_of(words(cell))


@lru_cache(maxsize=16384)
def _date_of(text: str) -> date:
    """Read a day from trimmed text."""
    try:
        day = _year_first(text) or _year_last(text) or _named_month(text) or _serial(text)
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
    """Read 2026-11-23, 2026/11/23, 2026.11.23, 20261123, 2026年11月23日 or 民國115年11月23日."""
    if match := _YEAR_FIRST.fullmatch(text):
        return date(int(match[1]), int(match[3]), int(match[4]))
    if match := _COMPACT.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _CHINESE.fullmatch("".join(text.split())):
        year = int(match[2]) + (1911 if match[1] else 0)
        return date(year, int(match[3]), int(match[4]))
    return None


def _year_last(text: str) -> date | None:
    """Read 23.11.2026 or 11/23/2026 where only one order of day and month is possible."""
    match = _YEAR_LAST.fullmatch(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if first <= 12 and second <= 12 and first != second:
        raise RuleError("'%(value)s' may be two different days; write it as YYYY-MM-DD.", value=shown(text))
    day, month = (first, second) if second <= 12 else (second, first)
    return date(year, month, day)


def _named_month(text: str) -> date | None:
    """Read Mar-2018, 23 Nov 2026 or November 23, 2026."""
    match = _MONTH_NAME.fullmatch(text)
    month = _MONTHS.get(match[2][:3].lower()) if match else None
    if match is None or month is None:
        return None
    return date(int(match[4]), month, int(match[1] or match[3] or 1))


def _serial(text: str) -> date | None:
    """Read an Excel serial number: days since 1899-12-30, a time of day cut off."""
    whole = text.partition(".")[0]
    if whole.isascii() and whole.isdigit() and int(whole) in _EXCEL_DAYS:
        return _EXCEL_EPOCH + timedelta(days=int(whole))
    return None


def an_amount(cell: Cell) -> Decimal:
    """Read money of at most two decimals, not negative; thousands may carry commas, and a currency sign is dropped.

    Raises RuleError, also for a comma before the cents, which could as well separate thousands.
    """
    if isinstance(cell, str) and _PLAIN_AMOUNT.fullmatch(cell):
        return Decimal(cell).quantize(money.CENT)
    if isinstance(cell, bool | date):
        raise RuleError("'%(value)s' is not an amount.", value=shown(cell))
    number = _number(cell, _SIGNS.sub("", "".join(words(cell).split())))
    if number > _LARGEST:
        raise RuleError("'%(value)s' is too large for an amount.", value=shown(cell))
    rounded = money.cents(number)
    if abs(rounded - number) > _NOISE or (rounded != number and int(number.as_tuple().exponent) > -8):
        raise RuleError("'%(value)s' has more than two decimals.", value=shown(cell))
    return rounded.quantize(money.CENT)


def _number(cell: Cell, text: str) -> Decimal:
    """Turn what is left of an amount into a number; `cell` is quoted in the sentence."""
    if isinstance(cell, float) and isfinite(cell) and cell >= 0:
        return Decimal(repr(cell))
    if text.startswith(("-", "−", "(")):
        raise RuleError("'%(value)s' is negative.", value=shown(cell))
    times = Decimal(10000) if _TEN_THOUSANDS.search(text) else Decimal(1)
    text = _TEN_THOUSANDS.sub("", text)
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(",", "")) * times
    if _COMMA_CENTS.fullmatch(text):
        raise RuleError(
            "'%(value)s' has a comma where cents or thousands could be meant; write it as 1234.56.", value=shown(cell)
        )
    raise RuleError("'%(value)s' is not an amount.", value=shown(cell))


def a_percent(cell: Cell) -> Decimal:
    """Read a percentage between 0 and 1000, with or without its sign: 10.91 and 10.91% are the same."""
    text = "".join(words(cell).split()).removesuffix("%")
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(cell, bool | date) or not number.is_finite():
        raise RuleError("'%(value)s' is not a percentage.", value=shown(cell))
    if not 0 <= number <= 1000:
        raise RuleError("'%(value)s' is not a percentage between 0 and 1000.", value=shown(cell))
    return number


_DAYS = re.compile(r"(\d{1,6})(?:\.0+)?(?:天|日|days?|d)?", re.IGNORECASE | re.ASCII)
_TERM = re.compile(r"(\d{1,4})(?:\.0+)?(?:个月|個月|月|期|months?|mths?|m)?", re.IGNORECASE | re.ASCII)


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
