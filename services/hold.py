"""Holds: automation rests, with an owner, a reason and a review date."""

from datetime import date

from models.case import Case
from models.hold import Hold, HoldKind
from models.plan import Plan
from models.promise import Promise
from models.user import User


def open(
    case: Case,
    kind: HoldKind,
    starts_on: date,
    reason: str,
    review_on: date,
    *,
    ends_on: date | None = None,
    owner: User | None = None,
    promise: Promise | None = None,
    plan: Plan | None = None,
) -> Hold:
    """Rest the automation of a case from `starts_on` to `ends_on`, both included."""


def release(hold: Hold, today: date) -> None:
    """End a hold: automation goes on today."""


def running(case: Case, today: date) -> list[Hold]:
    """The holds that rest on a case today."""
