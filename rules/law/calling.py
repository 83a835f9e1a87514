"""What the law asks for before the whole rest of a loan is due: a notice that was served, so many days ahead."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple


class Calling(NamedTuple):
    """At least `days` lie between the service of the notice and the day; `usual` is what the form proposes.

    `post_days`: so long after its posting a letter counts as served. None: only its proven arrival does.
    """

    rule: str
    days: int
    usual: int
    post_days: int | None = None

    @property
    def ahead(self) -> int:
        """How many days before its day the notice must leave at the latest."""
        return self.days + (self.post_days or 0)

    def served_on(self, posted_on: date | None, arrived_on: date | None) -> date | None:
        """The day from which the notice counts; None where nothing proves that it does."""
        if arrived_on or posted_on is None or self.post_days is None:
            return arrived_on
        return posted_on + timedelta(days=self.post_days)

    def is_in_time(self, due_on: date, served_on: date | None) -> bool:
        """Whether the notice was served long enough before the day it names."""
        return served_on is not None and served_on + timedelta(days=self.days) <= due_on


MAINLAND = Calling("CN-ACC-01", days=0, usual=15)

LICENCES: Mapping[str, Calling] = {
    "cn_micro_lender": MAINLAND,
    "cn_bank": MAINLAND,
    "cn_private_lender": MAINLAND,
    "us_third_party": Calling("US-ACC-01", days=0, usual=30, post_days=5),
    "us_first_party": Calling("US-ACC-01", days=0, usual=30, post_days=5),
    "uk_firm": Calling("UK-ACC-01", days=14, usual=21, post_days=4),
    "tw_agency": Calling("TW-ACC-01", days=0, usual=15),
    "hk_lender": Calling("HK-ACC-01", days=0, usual=15),
}
"""By licence. Source: the rows named; a mainland notice works when it arrives (Civil Code 565)."""
