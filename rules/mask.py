"""Masks: what stands in place of a sealed value.

Source: compliance handbook section 5, masking defaults (PIPL 51(3) asks for de-identification; the patterns are policy).
"""

from rules.message import surname


def name(value: str) -> str:
    """张* or 欧阳*; other scripts keep the first letter of each word."""
    if value and not value[0].isascii():
        return surname(value) + "*"
    return " ".join(f"{word[0]}***" for word in value.split())


def phone(value: str) -> str:
    """138****5678; a shorter number shows its last four digits, or nothing."""
    digits = value.strip()
    if len(digits) >= 11:
        return f"{digits[:3]}****{digits[-4:]}"
    return f"****{digits[-4:]}" if len(digits) > 6 else "****"


def id_number(value: str) -> str:
    """110***********1234."""
    text = value.strip()
    return text[:3] + "*" * (len(text) - 7) + text[-4:] if len(text) > 10 else "*" * len(text)


def email(value: str) -> str:
    """z***@qq.com."""
    local, at, domain = value.partition("@")
    return f"{local[:1]}***{at}{domain}"


def address(value: str) -> str:
    """The first part only: up to the city or district where it is named, else a third of it, at most six characters."""
    for mark in "区縣县市省":
        place = value.find(mark, 0, 12)
        if place > 0:
            return value[: place + 1] + "****"
    return value[: min(6, len(value) // 3)] + "****"


def masked(column: str, value: str, kind: str = "") -> str:
    """The mask of a sealed column's value: `id_number`, a phone's `number`, an address's `value` of a kind."""
    if column == "id_number":
        return id_number(value)
    if column == "number":
        return phone(value)
    return email(value) if kind == "email" or "@" in value else address(value)
