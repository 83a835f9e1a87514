"""Stage policies and their stages: the strategy, as rows."""

import enum
from datetime import date
from decimal import Decimal
from enum import auto

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Along, Archived, Named, Rate, Record, ref
from rules.stage import Asks, Knows

TONES = ("blue", "blue", "amber", "red")


class Trigger(enum.StrEnum):
    """From when a stage's days are counted."""

    days_past_due = auto()
    end_of_month = auto()
    since_previous_sent = auto()


class Channel(enum.StrEnum):
    """How the desk and a borrower reach each other."""

    call = auto()
    sms = auto()
    email = auto()
    letter = auto()
    visit = auto()
    in_person = auto()


class TaskKind(enum.StrEnum):
    """What a person does next on a case."""

    call = auto()
    negotiate = auto()
    callback = auto()
    send_letter = auto()
    follow_promise = auto()
    follow_plan = auto()
    check_payment = auto()
    review_hold = auto()
    review_for_legal = auto()
    follow_referral = auto()
    other = auto()


class Policy(Archived, Record):
    """A ladder of stages; a stage rises only when the earlier one's message was really sent.

    It also says how promises are judged: days of grace, the part that keeps one, how many days ahead one may lie and
    how often it is made again before a supervisor must; the grace of a plan and the part of it that must have come;
    how long a dispute or a hardship waits for a look, and for how many days a request for approval waits for an answer.
    The three `legal_*` are what a legal case is expected to
    bring: the part that comes back, the partner's part of it, and its cost.

    `min_overdue` and `legal_cost` are in `currency`. A loan in another one starts no stage while the policy asks for a
    smallest amount, and is told no such worth.
    """

    name: Mapped[str] = mapped_column(unique=True)
    requires_sent: Mapped[bool] = mapped_column(default=True)
    currency: Mapped[str] = mapped_column(default="CNY")
    min_overdue: Mapped[Decimal] = mapped_column(default=Decimal("0.00"))
    starts_on: Mapped[date]
    promise_grace_days: Mapped[int] = mapped_column(default=2)
    promise_threshold_rate: Mapped[Rate] = mapped_column(default=Decimal("0.95"))
    promise_most_days: Mapped[int] = mapped_column(default=14)
    promise_again_most: Mapped[int] = mapped_column(default=2)
    plan_grace_days: Mapped[int] = mapped_column(default=3)
    plan_threshold_rate: Mapped[Rate] = mapped_column(default=Decimal("0.95"))
    dispute_days: Mapped[int] = mapped_column(default=15)
    hardship_review_days: Mapped[int] = mapped_column(default=30)
    approval_days: Mapped[int] = mapped_column(default=3)
    legal_recovery_rate: Mapped[Rate | None]
    legal_fee_rate: Mapped[Rate | None]
    legal_cost: Mapped[Decimal | None]

    stages: Mapped[list["Stage"]] = relationship(back_populates="policy", order_by="Stage.position")


class Stage(Named, Record):
    """One step of a policy: when it opens, how it reminds, what a person does next, in about `task_minutes`."""

    __table_args__ = (UniqueConstraint("policy_id", "key"), UniqueConstraint("policy_id", "position"))

    policy_id: Mapped[int] = ref("policy")
    position: Mapped[int]
    key: Mapped[str]
    trigger: Mapped[Trigger] = mapped_column(default=Trigger.days_past_due)
    days: Mapped[int]
    channel: Mapped[Channel] = mapped_column(default=Channel.sms)
    fallback_channel: Mapped[Channel | None]
    remind_every_days: Mapped[int | None]
    next_task: Mapped[TaskKind] = mapped_column(default=TaskKind.call)
    next_task_days: Mapped[int] = mapped_column(default=0)
    offers_plan: Mapped[bool] = mapped_column(default=False)
    proposes_referral: Mapped[bool] = mapped_column(default=False)
    task_minutes: Mapped[int] = mapped_column(default=10)

    policy: Mapped[Policy] = relationship(back_populates="stages")
    conditions: Mapped[list["StageCondition"]] = relationship(back_populates="step", order_by="StageCondition.id")

    @property
    def tone(self) -> str:
        """The colour of its chip: the higher the stage, the warmer."""
        return TONES[min(self.position, len(TONES) - 1)]


class StageCondition(Record):
    """What else must be so before a case comes to a stage; all conditions of a stage must hold.

    An amount is in the policy's currency, `times` are a count; a channel is named where the fact is one.
    """

    currency = Along("step.policy.currency")

    step_id: Mapped[int] = ref("stage")
    knows: Mapped[Knows]
    how: Mapped[Asks]
    amount: Mapped[Decimal | None]
    times: Mapped[int | None]
    channel: Mapped[Channel | None]

    step: Mapped[Stage] = relationship(back_populates="conditions")

    @property
    def number(self) -> Decimal | None:
        """The amount or the count."""
        return self.amount if self.times is None else Decimal(self.times)

    def __str__(self) -> str:
        return f"{self.knows} {self.how} {self.channel or self.number}"
