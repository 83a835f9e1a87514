"""How balances move between the buckets of days past due from one month to the next."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from rules.metric import over


class Account(NamedTuple):
    """Days past due before and after; None before: a new account, None after: a closed one."""

    dpd_before: int | None
    dpd_after: int | None
    balance_before: Decimal


class Band(NamedTuple):
    """A bucket by its name and its last day; None for the open one."""

    name: str
    last_day: int | None


BANDS = (
    Band("M0", 0),
    Band("M1", 30),
    Band("M2", 60),
    Band("M3", 90),
    Band("M4", 120),
    Band("M5", 150),
    Band("M6", 180),
    Band("M7", None),
)
CLOSED = "closed"

Shares = dict[str, Decimal]


def band(days: int | None, bands: Sequence[Band] = BANDS) -> str:
    """The name of the bucket that holds `days`; an account that is gone is closed."""
    if days is None:
        return CLOSED
    return next(each.name for each in bands if each.last_day is None or days <= each.last_day)


def matrix(accounts: Iterable[Account], by_amount: bool, bands: Sequence[Band] = BANDS) -> dict[str, Shares | None]:
    """For each bucket before, the share of each bucket after that occurs, by balance before or by number.

    Shares are fractions with 6 decimals; a row without weight is None.
    """
    weights: dict[str, Shares] = {each.name: {} for each in bands}
    for account in accounts:
        if account.dpd_before is not None:
            row, after = weights[band(account.dpd_before, bands)], band(account.dpd_after, bands)
            row[after] = row.get(after, Decimal(0)) + (account.balance_before if by_amount else 1)
    return {name: _shares(row) for name, row in weights.items()}


def _shares(row: Shares) -> Shares | None:
    whole = sum(row.values())
    return {name: over(weight, whole) or Decimal(0) for name, weight in row.items()} if whole else None
