"""How long the data of people beside the borrower are kept after the debt ended, by licence."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from rules import calendar


class Keeping(NamedTuple):
    """So many days or years after the debt ended the data go."""

    days: int = 0
    years: int = 0

    def until(self, ended_on: date) -> date:
        """The last day on which the data may still be kept."""
        return calendar.add_months(ended_on, 12 * self.years) + timedelta(days=self.days)


SOON, EVIDENCE = Keeping(days=30), Keeping(years=3)

LICENCES: Mapping[str, Keeping] = {
    "cn_micro_lender": SOON,
    "cn_bank": SOON,
    "cn_private_lender": SOON,
    "us_third_party": EVIDENCE,
    "us_first_party": EVIDENCE,
    "uk_firm": SOON,
    "tw_agency": SOON,
    "hk_lender": SOON,
}
"""By licence: 30 days; in the United States three years, for such a record proves that conduct was lawful.

Source: PIPL 19, 47 and compliance handbook DR-14; UK GDPR 5(1)(e); 12 CFR 1006.100(a).
"""
