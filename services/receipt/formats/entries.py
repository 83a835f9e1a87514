"""Entries of a statement: what every format gives, as the fields of a line."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from rules.portfolio.values import Cell


class Entries(NamedTuple):
    """One statement: its name, account and balances, and each entry as field -> value."""

    name: str
    rows: Sequence[dict[str, Cell]]
    account: str = ""
    opening: Decimal | None = None
    closing: Decimal | None = None


def filled(row: dict[str, Cell]) -> dict[str, Cell]:
    """An entry without its empty fields."""
    return {name: value for name, value in row.items() if value not in (None, "")}
