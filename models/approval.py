"""Approval requests: what goes beyond one person's authority, decided by a second one."""

import enum
from datetime import date
from decimal import Decimal
from enum import auto
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Along, Record, only_one, ref
from models.case import Case
from models.tone import toned
from models.user import User
from rules.access import Level


@toned(blue="plan")
class ApprovalKind(enum.StrEnum):
    """What is asked for."""

    waiver = auto()
    offer = auto()
    plan = auto()


@toned(amber="returned", red="rejected")
class ApprovalStatus(enum.StrEnum):
    """Where a request stands; a returned one was sent back to be asked for differently."""

    requested = auto()
    approved = auto()
    approved_lower = auto()
    returned = auto()
    rejected = auto()
    lapsed = auto()


class Approval(Record):
    """A request of `asked_by`; `terms` are what the service is asked for, amounts as decimal text. One waits a case.

    `cost` is what would be let go; a plan lets go of nothing. `facts` are what was known when it was asked. None of
    these changes any more; `granted` and `granted_cost` say what was approved. `needs` is the lowest level that may
    decide, `lapses_on` the last day on which somebody may. `answer_to` is told the answer, and saw it on `seen_on`.
    """

    __table_args__ = (only_one("approval", "case_id", "status = 'requested'"),)

    currency = Along("case.loan.currency")
    belongs_to = "case"

    case_id: Mapped[int] = ref("case")
    kind: Mapped[ApprovalKind]
    terms: Mapped[dict[str, Any]]
    cost: Mapped[Decimal]
    reason: Mapped[str]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    needs: Mapped[Level]
    asked_on: Mapped[date] = mapped_column(index=True)
    asked_by_id: Mapped[int] = ref("user")
    lapses_on: Mapped[date]
    status: Mapped[ApprovalStatus] = mapped_column(default=ApprovalStatus.requested, index=True)
    decided_on: Mapped[date | None]
    decided_by_id: Mapped[int | None] = ref("user")
    answer: Mapped[str] = mapped_column(default="")
    granted: Mapped[dict[str, Any] | None] = mapped_column(JSON())
    granted_cost: Mapped[Decimal | None]
    answer_to_id: Mapped[int] = ref("user")
    seen_on: Mapped[date | None]

    case: Mapped[Case] = relationship(backref="approvals")
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    answer_to: Mapped[User] = relationship(foreign_keys=[answer_to_id])
