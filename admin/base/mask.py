"""How the sealed columns of a row look to those who may not see them."""

from typing import Any

from models.borrower import Address, Phone
from rules.mask import address, email, id_number, masked, name, phone

__all__ = ["address", "email", "id_number", "name", "phone", "point", "sealed"]


def sealed(row: Any, column: str) -> str:
    """The mask of a sealed column of a row."""
    text = getattr(row, column)
    return masked(column, text) if text else ""


def point(row: Phone | Address) -> str:
    """The mask of a phone or an address."""
    return sealed(row, "number" if isinstance(row, Phone) else "value")
