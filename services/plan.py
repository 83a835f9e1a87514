"""Repayment plans: proposed, agreed, followed by posted payments."""

from datetime import date, datetime
from decimal import Decimal

from models.case import Case
from models.plan import Period, Plan, PlanKind
from models.user import User


def propose(
    case: Case,
    total: Decimal,
    count: int,
    first_on: date,
    today: date,
    *,
    kind: PlanKind = PlanKind.equal_instalments,
    every: Period = Period.month,
    grace_days: int = 3,
    user: User | None = None,
) -> Plan:
    """Propose a plan; nothing rests yet."""


def agree(plan: Plan, evidence: str, today: date, now: datetime) -> None:
    """The borrower agreed, as `evidence` shows: the plan runs and holds the case."""


def due(today: date) -> list[int]:
    """Ids of the running plans."""


def follow(plan: Plan, today: date, now: datetime) -> str:
    """Settle a running plan by the posted payments; returns its status."""


def cancel(plan: Plan, reason: str, today: date) -> None:
    """End a plan that is not kept or broken yet."""
