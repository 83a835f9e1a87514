"""Service messages: a word before a due day, and thanks once nothing is overdue; what they ask of the facts.

They ask for nothing that is overdue. Hours, opt-outs, wishes, caps and holds bind them as they bind all else; that a
loan which is paid is not collected (ALL-STOP-PAID) does not, for they collect nothing.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from rules import set_off
from rules.outlook.past import Spell

PURPOSE = "service"
MOST_DAYS = 14
THANKED_WITHIN = timedelta(days=2)


def may(licence: str) -> bool:
    """Whether a house of this licence writes them at all: only who is owed what it collects."""
    return licence in set_off.CREDITORS


def was_late(spells: Sequence[Spell]) -> bool:
    """Whether a loan was ever in arrears and is not now: only then somebody is reminded before a due day."""
    return bool(spells) and all(each.until is not None for each in spells)


def is_fresh(closed_on: date, today: date) -> bool:
    """Whether thanks still come in time: on the day on which nothing was overdue any more, or two days later."""
    return closed_on <= today <= closed_on + THANKED_WITHIN
