"""Legal referrals: which step follows which, who takes it, and what it needs."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum, auto
from typing import Any

from rules.calendar import time_of_day
from rules.errors import RuleError


class Side(StrEnum):
    """Who takes a step: the desk, or the legal partner."""

    desk = auto()
    partner = auto()


ENDS = frozenset({"withdrawn", "closed"})
IN_COURT = ("filed", "served", "hearing", "judgment", "enforcement")
OURS = frozenset({"sent", "received", "demand", "mediation", "filed", "enforcement"})
"""What lender and partner do to a borrower; what a court does, and what returns or ends a referral, is not theirs."""
COURTS = frozenset({"served", "hearing", "judgment"})
"""What a court does to a borrower."""
HAPPENED = {"demand": "demand_on", "filed": "filed_on", "served": "served_on", "judgment": "judgment_on"}
"""The column that says on which day a status was reached, where it is told."""

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
    "returned": ("missing_items",),
    "demand": ("demand_on", "demand_delivery"),
    "mediation": ("note",),
    "filed": ("court", "docket_no", "filed_amount"),
    "served": ("served_on", "service_method"),
    "hearing": ("next_on",),
    "judgment": ("judgment_on", "judgment_amount", "judgment_rate"),
    "enforcement": ("measures",),
    "settled": ("settlement_plan",),
    "withdrawn": ("note",),
    "closed": ("note",),
}
"""What must be known with a status; a column that is filled already need not be given again, but for `FRESH`."""

ALSO: dict[str, tuple[str, ...]] = {
    "filed": ("filed_on",),
    "hearing": ("next_time", "court_room"),
    "judgment": ("perform_by",),
}
"""What may be given with a status besides, because it is not always known."""

FRESH = ("next_on", "next_time", "court_room", "missing_items", "measures", "filed_on")
"""What is given anew each time it is needed."""

DATA = (
    "partner_file_no missing_items demand_on demand_delivery court docket_no filed_amount filed_on served_on "
    "service_method next_on next_time court_room judgment_on judgment_amount judgment_rate perform_by measures "
    "settlement_plan"
).split()
"""The columns that a step may fill. Source: operations.md section 2.10."""

PAST = ("demand_on", "filed_on", "served_on", "judgment_on")
"""Days on which something happened: none lies in the future."""


def check_data(given: Mapping[str, Any], today: date) -> None:
    """Refuse a day to come where something happened, no time of day, an amount of nothing, or a rate nobody has.

    Raises RuleError.
    """
    for name in PAST:
        if given.get(name) and given[name] > today:
            raise RuleError("The day %(day)s lies in the future.", day=given[name])
    if given.get("next_time"):
        time_of_day(given["next_time"])
    for name in ("filed_amount", "judgment_amount"):
        if given.get(name) is not None and given[name] <= 0:
            raise RuleError("An amount is more than nothing.")
    rate = given.get("judgment_rate")
    if rate is not None and not 0 <= rate <= 1:
        raise RuleError("A yearly rate lies between 0 and 100 %%.")


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
        if known.get(name) in (None, ""):
            raise RuleError("%(to)s needs %(name)s.", to=to, name=name)


def happened_on(to: str, given: Mapping[str, Any], today: date) -> date:
    """The day on which a step happened: the one that is told with it, else today."""
    told: date | None = given.get(HAPPENED.get(to, ""))
    return told or today


def is_against(status: str, to: str) -> bool:
    """Whether a step is taken against a borrower; a mediation that a court holds is none."""
    return to in COURTS or (to in OURS and not (to == "mediation" and status in IN_COURT))


def is_ours(to: str, given: Mapping[str, Any]) -> bool:
    """Whether a step is still ours to leave: what a court did, and a suit that has its day of filing, has happened."""
    return to in OURS and not (to == "filed" and given.get("filed_on"))


def has_ended(status: str) -> bool:
    """Whether nothing follows any more."""
    return status in ENDS
