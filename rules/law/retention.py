"""How long what is known of a borrower is kept, by part and licence; and when a request about it is to be answered."""

import enum
from collections.abc import Mapping
from datetime import date, timedelta
from enum import auto
from typing import NamedTuple

from rules import calendar


class Part(enum.StrEnum):
    """What is kept of a borrower: how they are reached, what was said, and who they are with papers and money."""

    reach = auto()
    talk = auto()
    identity = auto()


class Kept(NamedTuple):
    """So many months after the debt ended, after the last contact, and after the last dispute, complaint or suit.

    The latest of the three is the last day; 0 months of an event keep nothing for it.
    """

    debt: int
    contact: int
    contested: int
    source: str


class Facts(NamedTuple):
    """What happened to all debts of a borrower; `is_open` while one is owed, contested, in court or in credit."""

    is_open: bool
    ended_on: date | None
    contact_on: date | None
    contested_on: date | None


POLICY = "PIPL 19, 47; DR-12"
MAINLAND_TALK = Kept(36, 60, 36, POLICY)
MONEY_LAUNDERING = Kept(120, 0, 36, "AML Law of the PRC (2024): 10 years; DR-07")
EVIDENCE = Kept(36, 36, 36, "12 CFR 1006.100(a)")
LIMITATION_UK = Kept(72, 72, 36, "Limitation Act 1980 s. 5; UK GDPR 5(1)(e); DISP 1.9")
FIVE_TW = Kept(60, 60, 36, "洗錢防制法: 5 years; 個人資料保護法 11")
LIMITATION_HK = Kept(72, 72, 36, "Limitation Ordinance (Cap. 347) s. 4; PDPO s. 26")
SOON = Kept(1, 0, 0, "PIPL 19, 47")

MAINLAND = {Part.reach: MONEY_LAUNDERING, Part.talk: MAINLAND_TALK, Part.identity: MONEY_LAUNDERING}
LICENCES: Mapping[str, Mapping[Part, Kept]] = {
    "cn_micro_lender": MAINLAND,
    "cn_bank": MAINLAND,
    "cn_private_lender": {
        Part.reach: SOON,
        Part.talk: MAINLAND_TALK,
        Part.identity: Kept(60, 0, 36, POLICY),
    },
    "us_third_party": dict.fromkeys(Part, EVIDENCE),
    "us_first_party": dict.fromkeys(Part, EVIDENCE),
    "uk_firm": {
        Part.reach: Kept(1, 0, 0, "UK GDPR 5(1)(e)"),
        Part.talk: LIMITATION_UK,
        Part.identity: LIMITATION_UK,
    },
    "tw_agency": dict.fromkeys(Part, FIVE_TW),
    "hk_lender": {
        Part.reach: Kept(1, 0, 0, "PDPO s. 26"),
        Part.talk: LIMITATION_HK,
        Part.identity: LIMITATION_HK,
    },
}
"""By licence; what no law names is the policy of the house (compliance handbook DR-12, DR-17)."""


def until(kept: Kept, facts: Facts) -> date | None:
    """The last day on which a part is kept; None while no end of it is known."""
    if facts.is_open or facts.ended_on is None:
        return None
    days = [(facts.ended_on, kept.debt), (facts.contact_on, kept.contact), (facts.contested_on, kept.contested)]
    return max(calendar.add_months(day, months) for day, months in days if day and (months or day == facts.ended_on))


def ends(licence: str, facts: Facts) -> dict[Part, date | None]:
    """The last day of each part: who somebody is ends last, for every other part would hang on nobody."""
    found = {part: until(kept, facts) for part, kept in LICENCES[licence].items()}
    days = [day for day in found.values() if day is not None]
    last = max(days) if len(days) == len(found) else None
    return {**found, Part.identity: last}


def due(licence: str, facts: Facts, today: date) -> tuple[Part, ...]:
    """The parts that nobody may keep any longer on a day."""
    return tuple(part for part, end in ends(licence, facts).items() if end is not None and end < today)


class Within(NamedTuple):
    """So many days, or months, after it was asked for."""

    days: int = 0
    months: int = 0

    def of(self, day: date) -> date:
        """The last day for the answer."""
        return calendar.add_months(day, self.months) + timedelta(days=self.days)


THIRTY, MONTH, FORTY_FIVE, FORTY = Within(days=30), Within(months=1), Within(days=45), Within(days=40)

ACCESS: Mapping[str, Within] = {
    "cn_micro_lender": THIRTY,
    "cn_bank": THIRTY,
    "cn_private_lender": THIRTY,
    "us_third_party": FORTY_FIVE,
    "us_first_party": FORTY_FIVE,
    "uk_firm": MONTH,
    "tw_agency": Within(days=15),
    "hk_lender": FORTY,
}
"""When a copy is due, by licence.

Source: PIPL 45, 50 with GB/T 35273-2020 8.7; Cal. Civ. Code 1798.130(a)(2) as policy; UK GDPR 12(3); 個人資料保護法 13;
PDPO s. 19(1). To be confirmed by counsel.
"""
ERASURE: Mapping[str, Within] = {**ACCESS, "tw_agency": THIRTY}
"""When the decision on an erasure is due, by licence.

Source: PIPL 47, 50; UK GDPR 12(3), 17; 個人資料保護法 13; PDPO s. 26.
"""
