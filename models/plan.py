"""Repayment plans: instalments or a deferral that a borrower and the desk agree on."""

import enum
from datetime import date
from decimal import Decimal
from enum import auto

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Along, Rate, Record, only_one, ref
from models.case import Case
from models.document import Document
from models.sentence import Said
from models.tone import toned
from models.user import User


class PlanKind(enum.StrEnum):
    """The shape of a plan."""

    equal_instalments = auto()
    step_up = auto()
    payment_holiday = auto()
    deferral = auto()


@toned(green="agreed kept", amber="proposed running", red="broken")
class PlanStatus(enum.StrEnum):
    """Only an agreed plan holds the escalation of its case."""

    proposed = auto()
    agreed = auto()
    running = auto()
    kept = auto()
    broken = auto()
    cancelled = auto()


class Period(enum.StrEnum):
    """The time between two instalments."""

    week = auto()
    fortnight = auto()
    month = auto()


class Debt(enum.StrEnum):
    """What of a debt is planned."""

    overdue = auto()
    whole = auto()


class Plan(Record):
    """`total` in `count` instalments from `first_on`, on the borrower's `pay_day` where one is named.

    Broken when less than `threshold_rate` of what is due so far has come within `grace_days`; `broken_no` says which
    instalment it was. A payment holiday leaves `holiday_months` free before the first.
    """

    __table_args__ = (only_one("plan", "case_id", "status IN ('proposed', 'agreed', 'running')"),)

    currency = Along("case.loan.currency")
    belongs_to = "case"

    case_id: Mapped[int] = ref("case")
    kind: Mapped[PlanKind] = mapped_column(default=PlanKind.equal_instalments)
    total: Mapped[Decimal]
    count: Mapped[int] = mapped_column(default=3)
    first_on: Mapped[date]
    every: Mapped[Period] = mapped_column(default=Period.month)
    pay_day: Mapped[int | None]
    holiday_months: Mapped[int] = mapped_column(default=0)
    grace_days: Mapped[int] = mapped_column(default=3)
    threshold_rate: Mapped[Rate] = mapped_column(default=Decimal("0.95"))
    status: Mapped[PlanStatus] = mapped_column(default=PlanStatus.proposed, index=True)
    proposed_on: Mapped[date]
    agreed_on: Mapped[date | None]
    evidence: Mapped[str] = mapped_column(default="")
    document_id: Mapped[int | None] = ref("document")
    ended_on: Mapped[date | None]
    end_reason: Mapped[Said] = mapped_column(default="")
    broken_no: Mapped[int | None]
    proposed_by_id: Mapped[int | None] = ref("user")

    case: Mapped[Case] = relationship(backref="plans")
    proposed_by: Mapped[User | None] = relationship()
    document: Mapped[Document | None] = relationship()
    instalments: Mapped[list["PlanInstalment"]] = relationship(
        back_populates="plan", order_by="PlanInstalment.number", cascade="all, delete-orphan"
    )


class PlanInstalment(Record):
    """One payment that a plan expects; `paid` is computed from posted payments."""

    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    currency = Along("plan.case.loan.currency")

    plan_id: Mapped[int] = ref("plan", index=False)
    number: Mapped[int]
    due_on: Mapped[date]
    amount: Mapped[Decimal]
    paid: Mapped[Decimal] = mapped_column(default=Decimal("0.00"))

    plan: Mapped[Plan] = relationship(back_populates="instalments")
