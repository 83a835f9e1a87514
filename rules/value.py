"""What a value of its kind may be, wherever it comes from: a form, a filter, an address, a file or a gateway."""

import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from zoneinfo import available_timezones

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""The days that mean something here, both included: beside them a few days are always left to reckon with."""
BIGGEST = Decimal(10**13)
"""An amount or a number lies below this, either way."""
FINEST = -20
LONGEST = 60
BREAKS = "\n\r\t"
"""The control characters that a text may hold."""


def day(text: str) -> date | None:
    """The day of an ISO text, `2026-03-02`; None for any other, and for one that means nothing here."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if is_day(found) else None


def is_day(found: date) -> bool:
    """Whether a day means something here."""
    return FIRST_DAY <= found <= LAST_DAY


def number(text: str) -> Decimal | None:
    """The number that a text writes with a decimal point; None for any other, or one too large or too fine to keep."""
    try:
        found = Decimal(text) if len(text) <= LONGEST else Decimal("NaN")
    except InvalidOperation:
        return None
    if not found.is_finite() or (found and not FINEST <= found.adjusted() < BIGGEST.adjusted()):
        return None
    return found


def is_zone(name: str) -> bool:
    """Whether a name is a time zone's, as IANA lists them: `Asia/Shanghai`."""
    return name in zones()


@cache
def zones() -> frozenset[str]:
    """The names of all time zones."""
    return frozenset(available_timezones())


def plain(text: str) -> str:
    """A text without what no database, file or page takes: control characters but for line breaks, and half signs."""
    return "".join(letter for letter in text if letter in BREAKS or unicodedata.category(letter) not in ("Cc", "Cs"))
