"""How many rows of a list one person takes out alone; beyond that a second person looks first."""

from datetime import timedelta

MONEY, CONTACT = 25, 250
"""Half of what makes handing on records of money or credit, and of contacts, a grave offence.

Source: Fa Shi [2017] 10, art. 5 (3), (4), (8): 50 and 500, halved for who got them by their work; CN-PI-13.
"""
OF_MONEY = frozenset(
    "case charge loan offer payment plan promise receipt bank_line referral refund set_off month_end approval".split()
)
OF_CONTACT = frozenset(
    "borrower breach complaint contact decision dispute reminder wish erasure audit_entry finding firing".split()
)
OF_NOBODY = frozenset("lender legal_partner portfolio weekly_metric".split())
"""Lists about firms and sums, in which no person stands."""
OPEN = timedelta(hours=24)
"""So long whoever asked may fetch what was approved."""


def most(record: str) -> int | None:
    """How many rows of a list leave at one person's word; None for a list about nobody.

    A record that is in no list counts as one of money: what is not known is not free.
    """
    if record in OF_NOBODY:
        return None
    return CONTACT if record in OF_CONTACT else MONEY


def needs_second(record: str, count: int) -> bool:
    """Whether a second person looks before so many rows of a list leave."""
    limit = most(record)
    return limit is not None and count > limit
