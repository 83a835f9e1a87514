"""Ageing: unpaid principal by days past due, as of any day."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from models.portfolio import Portfolio


class Row(NamedTuple):
    """Loans and their unpaid principal in one bucket."""

    currency: str
    bucket: str
    count: int
    amount: Decimal


def ageing(as_of: date, edges: Sequence[int], portfolio: Portfolio | None = None) -> list[Row]:
    """Unpaid principal by the loans' days past due at the end of a day, each currency with all its buckets."""
