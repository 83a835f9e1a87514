"""Legal referrals: which step follows which, who takes it, and what it needs."""

from collections.abc import Mapping
from enum import StrEnum, auto
from typing import Any

from rules.errors import RuleError


class Side(StrEnum):
    """Who takes a step: the desk, or the legal partner."""

    desk = auto()
    partner = auto()


ENDS = frozenset({"withdrawn", "closed"})
IN_COURT = ("filed", "served", "hearing", "judgment", "enforcement")

# Source: operations.md section 2.10.
STEPS: dict[str, tuple[str, ...]] = {
    "proposed": ("sent",),
    "sent": ("received", "returned"),
    "returned": ("sent",),
    "received": ("returned", "demand", "mediation", "filed", "settled"),
    "demand": ("mediation", "filed", "settled"),
    "mediation": ("filed", "settled"),
    "filed": ("mediation", "served", "settled"),
    "served": ("mediation", "hearing", "judgment", "settled"),
    "hearing": ("hearing", "mediation", "judgment", "settled"),
    "judgment": ("enforcement", "settled", "closed"),
    "enforcement": ("enforcement", "settled", "closed"),
    "settled": ("enforcement", "closed"),
    "withdrawn": (),
    "closed": (),
}
"""What may follow each status; besides, the desk may withdraw a referral that has not ended."""

DESK_ONLY = frozenset({"sent", "withdrawn", "closed"})

NEEDS: dict[str, tuple[str, ...]] = {
    "received": ("partner_file_no",),
    "returned": ("note",),
    "mediation": ("note",),
    "filed": ("court", "docket_no"),
    "hearing": ("next_on",),
    "judgment": ("note",),
    "settled": ("note",),
    "withdrawn": ("note",),
    "closed": ("note",),
}
"""What must be known with a status; a column that is filled already need not be given again."""


def following(status: str, side: Side) -> tuple[str, ...]:
    """The statuses that a side may take a referral to; the desk may also report the partner's steps."""
    steps = STEPS[status] if status in ENDS else (*STEPS[status], "withdrawn")
    return tuple(step for step in steps if side == Side.desk or step not in DESK_ONLY)


def check(status: str, to: str, side: Side, known: Mapping[str, Any]) -> None:
    """Refuse a step that does not follow, is not this side's to take, or lacks what it needs. Raises RuleError."""
    if to not in following(status, Side.desk):
        raise RuleError("A referral that is %(status)s cannot become %(to)s.", status=status, to=to)
    if to not in following(status, side):
        raise RuleError("Only the lender's side can make a referral %(to)s.", to=to)
    for name in NEEDS.get(to, ()):
        if not known.get(name):
            raise RuleError("%(to)s needs %(name)s.", to=to, name=name)


def has_ended(status: str) -> bool:
    """Whether nothing follows any more."""
    return status in ENDS
