"""Service messages: before a due day or a plan's, thanks, receipt, answer, welcome; what they ask of the facts.

They ask for nothing that is overdue. Hours, opt-outs, wishes, caps and holds bind them as they bind all else; that a
loan which is paid is not collected (ALL-STOP-PAID) does not bind those that collect nothing. A word before the day of a
plan asks for money, so nothing is waived for it; the answer to a dispute is allowed while another one is open.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from rules import set_off
from rules.outlook.past import Spell

PURPOSE = "service"
PURPOSES = {"plan_due": "collect", "dispute_answered": "dispute_reply"}
"""What a message is to the gate where it is more than a service."""
ON_OPEN = frozenset({"receipt", "plan_due", "dispute_answered"})
"""What may be said of a case that is worked: a promise or a plan it rests on does not stop it, anything else does."""
MOST_DAYS = 14
THANKED_WITHIN = timedelta(days=2)
PAID_WITHIN = timedelta(days=7)
NEW_WITHIN = timedelta(days=30)


def may(licence: str) -> bool:
    """Whether a house of this licence writes them at all: only who is owed what it collects."""
    return licence in set_off.CREDITORS


def purpose(kind: str) -> str:
    """What a message of a kind is to the gate."""
    return PURPOSES.get(kind, PURPOSE)


def was_late(spells: Sequence[Spell]) -> bool:
    """Whether a loan was ever in arrears and is not now: only then somebody is reminded before a due day."""
    return bool(spells) and all(each.until is not None for each in spells)


def is_fresh(closed_on: date, today: date) -> bool:
    """Whether a word still comes in time: on the day on which it happened, or at most two days later."""
    return closed_on <= today <= closed_on + THANKED_WITHIN


def is_news(paid_on: date, posted_on: date, today: date) -> bool:
    """Whether a receipt still comes in time: posted within two days, of money that came within the week before."""
    return is_fresh(posted_on, today) and paid_on >= posted_on - PAID_WITHIN


def is_new(opened_on: date, entered_on: date, today: date) -> bool:
    """Whether a loan is new to the borrower too: an old one that came over from elsewhere brings no welcome."""
    return is_fresh(entered_on, today) and opened_on >= entered_on - NEW_WITHIN
