"""Masks: what stands in place of personal data for those who may not see it.

Source: compliance handbook section 5, masking defaults (PIPL 51(3) asks for it; the patterns are policy).
"""

import re

from rules.message import COMPOUND_SURNAMES

HIDDEN = "****"
PLACE = re.compile(r"^.{1,10}?(?:自治区|自治區|特别行政区|省|市|縣|县)")


def name(text: str) -> str:
    """`张伟` as `张*`, `欧阳娜娜` as `欧阳*`, `Ann Lee` as `A*** L***`."""
    text = text.strip()
    if not text:
        return ""
    if text.isascii() or " " in text:
        return " ".join(f"{word[0]}***" for word in text.split())
    return f"{text[:2]}*" if text[:2] in COMPOUND_SURNAMES else f"{text[0]}*"


def phone(text: str) -> str:
    """`13812345678` as `138****5678`; a short number keeps its last two digits."""
    digits = re.sub(r"\D", "", text)
    country = "+86 " if len(digits) == 13 and digits.startswith("86") else ""
    digits = digits.removeprefix("86") if country else digits
    return f"{country}{digits[:3]}{HIDDEN}{digits[-4:]}" if len(digits) >= 9 else f"{HIDDEN}{digits[-2:]}"


def id_number(text: str) -> str:
    """The first three and the last four characters, the rest as stars."""
    return f"{text[:3]}{'*' * (len(text) - 7)}{text[-4:]}" if len(text) > 9 else f"{HIDDEN}{text[-2:]}"


def email(text: str) -> str:
    """`zhang@qq.com` as `z***@qq.com`."""
    local, _, domain = text.partition("@")
    return f"{local[:1]}***@{domain}"


def address(text: str) -> str:
    """The first part of a Chinese address (`上海市…`); of others the last, which names the place and not the door."""
    found = PLACE.match(text)
    if found:
        return f"{found.group()}{HIDDEN}"
    parts = [part.strip() for part in text.split(",")]
    return f"{HIDDEN}, {parts[-1]}" if len(parts) > 1 else HIDDEN


def account(text: str) -> str:
    """`6222020200012345678` as `****5678`; a short one keeps its last two characters."""
    return f"{HIDDEN}{text[-4:] if len(text) >= 9 else text[-2:]}"


def masked(column: str, value: str) -> str:
    """The mask of a sealed value by its column: `id_number`, `holder`, `account`, a phone's `number`, a `value`."""
    named = {"id_number": id_number, "holder": name, "account": account, "number": phone}
    if column in named:
        return named[column](value)
    return email(value) if "@" in value else address(value)
