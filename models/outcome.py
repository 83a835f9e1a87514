"""Outcome codes: what came of a contact, with the flags that keep the funnel honest."""

import enum
from enum import auto

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Archived, Named, Record
from models.stage import Channel, TaskKind
from models.tone import toned


@toned(blue="promise")
class OutcomeNeeds(enum.StrEnum):
    """What must be given with an outcome."""

    nothing = auto()
    promise = auto()
    moment = auto()
    reason = auto()
    note = auto()


@toned(amber="hold", blue="promise plan")
class OutcomeEffect(enum.StrEnum):
    """What an outcome does beside booking the next action."""

    nothing = auto()
    promise = auto()
    bad_phone = auto()
    hold = auto()
    plan = auto()


class OutcomeCode(Named, Archived, Record):
    """One way a contact can end: was it an attempt, was a person reached, was it the right party."""

    code: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(default=0)
    channel: Mapped[Channel] = mapped_column(default=Channel.call)
    is_attempt: Mapped[bool] = mapped_column(default=True)
    is_reached: Mapped[bool] = mapped_column(default=False)
    is_right_party: Mapped[bool] = mapped_column(default=False)
    needs: Mapped[OutcomeNeeds] = mapped_column(default=OutcomeNeeds.nothing)
    effect: Mapped[OutcomeEffect] = mapped_column(default=OutcomeEffect.nothing)
    next_task: Mapped[TaskKind] = mapped_column(default=TaskKind.call)
    next_task_days: Mapped[int] = mapped_column(default=1)
