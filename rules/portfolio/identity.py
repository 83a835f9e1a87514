"""Portfolio identity: read names, phones, ID numbers, e-mails and references from the cells of a lender's file."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from rules.errors import RuleError
from rules.portfolio.values import Cell, shown, words

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_SIGNS = "10X98765432"
_PROVINCES = frozenset(
    (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83)
)
_TEST_AREA = "999999"

_CHINESE_ID = re.compile(r"\d{17}[\dX]", re.ASCII)
_OLD_CHINESE_ID = re.compile(r"\d{15}", re.ASCII)
_OTHER_ID = re.compile(r"[A-Z0-9][A-Z0-9()/.\- ]{4,22}[A-Z0-9)]", re.ASCII)
_PERMIT = re.compile(r"[A-Z]{1,3}\d{6,12}(?:\([\dA]\))?", re.ASCII)
_DAMAGED = re.compile(r"\d(?:\.\d+)?E\+\d+", re.IGNORECASE | re.ASCII)
_PHONE_PARTS = re.compile(r"[,;、/|\n]+")
_PHONE_SIGNS = re.compile(r"[\s().\-–—]+")
_POINT_NOUGHT = re.compile(r"(?<=\d{4})\.0+$", re.ASCII)
_MAINLAND = re.compile(r"(?:\+86|0086|86)(1[3-9]\d{9})", re.ASCII)
_CARD = re.compile(r"(?:62|4|5[1-5]|35|3[47]|60|65)\d{12,17}", re.ASCII)
_PHONE = re.compile(r"\+?\d{7,15}", re.ASCII)
_EMAIL = re.compile(
    r"[^\s@<>,;\"()]{1,64}@(?:[A-Z0-9](?:[A-Z0-9-]{0,61}[A-Z0-9])?\.)+[A-Z]{2,24}", re.IGNORECASE | re.ASCII
)
_BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]|[?]{3}")


def mask(value: Cell) -> str:
    """What a sentence may show of a sealed value: at most its last four signs."""
    text = words(value)
    return f"…{text[-4:]}" if len(text) > 8 else "…"


def text(cell: Cell, most: int = 300) -> str:
    """Read a line of text of at most `most` signs; raises RuleError where signs were lost on the way."""
    line = " ".join(words(cell).split())
    if _BROKEN.search(line):
        raise RuleError("The text holds signs that were lost or cannot be printed.")
    if len(line) > most:
        raise RuleError("The text is longer than %(count)s signs.", count=most)
    return line


def lines(cell: Cell, most: int = 300) -> str:
    """Read an address with its own lines; each is read as `text` does."""
    return "\n".join(filter(None, (text(line, most) for line in words(cell).splitlines())))[:most]


def name(cell: Cell) -> str:
    """Read a person's or company's name: at most 100 signs, with a letter in it."""
    found = text(cell, 100)
    if not any(unicodedata.category(sign).startswith("L") for sign in found):
        raise RuleError("The text holds no letters, so it is not a name.")
    return found


def is_card(cell: Cell) -> bool:
    """Whether a cell is a bank card's number, by its first digits and its check digit. Source: ISO/IEC 7812-1."""
    digits = "".join(sign for sign in words(cell) if sign not in " -")
    if not _CARD.fullmatch(digits):
        return False
    doubled = [int(sign) * (2 if at % 2 else 1) for at, sign in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def joined(values: Mapping[str, Any]) -> str:
    """A name of its two parts: the last one first and close in Chinese, else the first one first."""
    last, first = values.get("last_name", ""), values.get("first_name", "")
    if not (last + first).isascii() and all(unicodedata.category(sign) == "Lo" for sign in last + first):
        return f"{last}{first}"
    return f"{first} {last}".strip()


def reference(cell: Cell) -> str:
    """Read a number or code that names something, at most 64 signs."""
    found = text(cell, 64)
    found = _POINT_NOUGHT.sub("", found) if "." in found else found
    if _DAMAGED.fullmatch(found) or _is_cut(cell):
        raise RuleError("'%(value)s' was cut short by a spreadsheet; format the column as text.", value=shown(found))
    return found


def _is_cut(cell: Cell) -> bool:
    """Whether a spreadsheet kept the digits as a number, of which it knows only the first fifteen."""
    return isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= 10**15


def email(cell: Cell) -> str:
    """Read an e-mail address, its domain in lower case."""
    found = words(cell)
    if not _EMAIL.fullmatch(found) or ".." in found:
        raise RuleError("This is not an e-mail address.")
    local, _, domain = found.rpartition("@")
    return f"{local}@{domain.lower()}"


def phones(cell: Cell) -> tuple[str, ...]:
    """Read one phone number or several, as digits with an optional leading plus.

    Raises RuleError where a number is too short, too long or cannot be one.
    """
    found = words(cell)
    found = _POINT_NOUGHT.sub("", found) if "." in found else found
    if _DAMAGED.fullmatch(found):
        raise RuleError("The phone number was cut short by a spreadsheet; format the column as text.")
    return tuple(dict.fromkeys(phone(part) for part in _PHONE_PARTS.split(found) if part.strip()))


def phone(part: str) -> str:
    """Read one phone number; eleven digits from 10 or 11 are neither a Chinese nor an American number."""
    digits = _PHONE_SIGNS.sub("", part)
    if match := _MAINLAND.fullmatch(digits):
        digits = match[1]
    if not _PHONE.fullmatch(digits) or len(set(digits[-7:])) == 1:
        raise RuleError("'%(value)s' is not a phone number.", value=mask(part))
    if len(digits) == 11 and digits[0] == "1" and digits[1] in "01":
        raise RuleError("'%(value)s' is not a phone number.", value=mask(part))
    return digits


def id_number(cell: Cell) -> str:
    """Read an ID number; one of 18 or 15 digits must be a true mainland Chinese one, with date and check digit.

    Source: GB 11643-1999.
    """
    found = "".join(words(cell).split()).upper()
    if _DAMAGED.fullmatch(found) or _is_cut(cell):
        raise RuleError("The ID number was cut short by a spreadsheet; format the column as text.")
    if _CHINESE_ID.fullmatch(found):
        return _checked(found)
    if _OLD_CHINESE_ID.fullmatch(found):
        return _born(found, f"19{found[6:12]}")
    if (
        not _OTHER_ID.fullmatch(found)
        or sum(sign.isdigit() for sign in found) < 4
        or (found.isdigit() and len(found) > 12)
    ):
        raise RuleError("'%(value)s' is not an ID number.", value=mask(found))
    return found


def is_chinese_id(number: str) -> bool:
    """Whether the number has the form of a mainland ID card, a passport or a permit, as people in China show them."""
    return bool(_CHINESE_ID.fullmatch(number) or _OLD_CHINESE_ID.fullmatch(number) or _PERMIT.fullmatch(number))


def check_sign(seventeen: str) -> str:
    """The last sign of an 18-digit ID number, from its first seventeen digits. Source: GB 11643-1999."""
    return _CHECK_SIGNS[sum(int(digit) * weight for digit, weight in zip(seventeen, _WEIGHTS, strict=True)) % 11]


def _checked(number: str) -> str:
    """Return an 18-digit number whose check digit is right, or raise RuleError."""
    if check_sign(number[:17]) != number[17]:
        raise RuleError("The check digit of ID number '%(value)s' is wrong.", value=mask(number))
    return _born(number, number[6:14])


def _born(number: str, birth: str) -> str:
    """Return a number whose area and date of birth (YYYYMMDD) can be, or raise RuleError."""
    try:
        born = date(int(birth[:4]), int(birth[4:6]), int(birth[6:]))
    except ValueError:
        born = date.min
    if not 1900 <= born.year <= 2099 or not (int(number[:2]) in _PROVINCES or number.startswith(_TEST_AREA)):
        raise RuleError("The area or date of birth in ID number '%(value)s' cannot be.", value=mask(number))
    return number
