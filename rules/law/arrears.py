"""What the law asks for while payments are missed: a notice of the sums in arrears, and again at intervals."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from rules import calendar, money

WEEK_DAYS = 7


class Required(NamedTuple):
    """A payment that the contract required: its day, its sum without costs of the delay, and what is left of it."""

    due_on: date
    amount: Decimal
    left: Decimal


class Arrears(NamedTuple):
    """So many payments may be missed, `weekly` ones where they come every week; then a notice within `days`.

    Both ends of the `days` count. Again at the latest `months` after each notice.
    """

    rule: str
    payments: int
    weekly: int
    days: int
    months: int

    def is_short(self, required: Sequence[Required]) -> bool:
        """Whether what is left of the payments required so far is no less than the sum of the last ones."""
        rows = sorted(required)
        asked = [row.amount for row in rows[-self._counted(rows) :]]
        short = sum((row.left for row in rows), money.ZERO)
        return len(rows) >= self._counted(rows) and short > 0 and short >= sum(asked, money.ZERO)

    def _counted(self, rows: Sequence[Required]) -> int:
        gaps = {(after.due_on - before.due_on).days for before, after in pairwise(rows)}
        return self.weekly if gaps and max(gaps) <= WEEK_DAYS else self.payments

    def first_by(self, short_since: date) -> date:
        """The last day of the first notice."""
        return short_since + timedelta(days=self.days - 1)

    def again_by(self, given_on: date) -> date:
        """The last day of the next notice, while anything is in arrears."""
        return calendar.add_months(given_on, self.months)


LICENCES: Mapping[str, Arrears] = {"uk_firm": Arrears("UK-ARR-01", payments=2, weekly=4, days=14, months=6)}
"""By licence; the others ask for none. Source: Consumer Credit Act 1974 s. 86B."""
