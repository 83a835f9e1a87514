"""Repayment plans: instalments or a deferral that a borrower and the desk agree on."""

import enum
from datetime import date
from decimal import Decimal
from enum import auto

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Along, Language, Rate, Record, only_one, ref
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

    `overdue`, `later`, `payoff` and the interest for delay it `costs` are as they stood when it was proposed: what was
    overdue, fell due later, would have ended the debt, and runs beside it if each instalment comes on its day.
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
    overdue: Mapped[Decimal | None]
    later: Mapped[Decimal | None]
    payoff: Mapped[Decimal | None]
    costs: Mapped[Decimal | None]
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
    papers: Mapped[list["PlanPaper"]] = relationship(back_populates="plan", order_by="PlanPaper.id")

    @property
    def reference(self) -> str:
        """The number of its agreement."""
        return f"A-{self.id:06}"


class PlanPaper(Record):
    """The agreement of a plan in a language as it was first set, never set again; `for_signing` has numbers in full."""

    __table_args__ = (UniqueConstraint("plan_id", "language", "for_signing"),)

    plan_id: Mapped[int] = ref("plan", index=False)
    language: Mapped[Language]
    for_signing: Mapped[bool] = mapped_column(default=False)
    document_id: Mapped[int] = ref("document")

    plan: Mapped[Plan] = relationship(back_populates="papers")
    document: Mapped[Document] = relationship()


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
