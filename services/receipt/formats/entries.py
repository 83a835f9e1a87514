"""Entries of a statement: what every format gives, as the fields of a line."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from rules.portfolio.values import Cell

FIELDS = ("reference", "received_on", "amount", "side", "currency", "status", "payer", "kind", "memo", "related")

UNNAMED = {"currency": "?"}

Entry = tuple[Cell, ...]
"""The fields of a line, in the order of FIELDS."""


class Entries(NamedTuple):
    """One statement: its name, its entries, its account and balances; `uses` are the fields that it tells."""

    name: str
    rows: Sequence[Entry]
    account: str = ""
    opening: Decimal | None = None
    closing: Decimal | None = None
    uses: Sequence[str] = FIELDS


def entry(told: dict[str, Cell]) -> Entry:
    """An entry of what a format tells of it; one that names no currency is refused, since none is its own."""
    return tuple(told.get(name) or UNNAMED.get(name) for name in FIELDS)
