"""Trials of a strategy: a share of the borrowers is treated by a challenger, the others by the version in force."""

import enum
from datetime import date
from enum import auto

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Rate, Record, ref
from models.borrower import Borrower
from models.case import Case
from models.sentence import LongSaid, Said
from models.strategy import StrategyVersion
from models.tone import toned
from models.user import User
from rules.strategy.arms import Arm


@toned(green="running", blue="published", amber="asked", red="stopped dropped")
class TrialStatus(enum.StrEnum):
    """Where a trial stands: waits for a second person, for its first day, runs; stopped for harm, or ended."""

    asked = auto()
    published = auto()
    running = auto()
    stopped = auto()
    ended = auto()
    dropped = auto()


class StrategyTrial(Record):
    """A challenger beside the champion, for a share of the borrowers, from `starts_on` to `last_on`, both included.

    `digest` is that of the draft as it was asked for. From `ended_on` on everybody is treated by the version in force.
    """

    strategy_version_id: Mapped[int] = ref("strategy_version")
    champion_id: Mapped[int] = ref("strategy_version", index=False)
    digest: Mapped[str]
    share: Mapped[Rate]
    status: Mapped[TrialStatus] = mapped_column(default=TrialStatus.asked, index=True)
    why: Mapped[Said]
    starts_on: Mapped[date]
    last_on: Mapped[date]
    asked_on: Mapped[date]
    asked_by_id: Mapped[int | None] = ref("user", index=False)
    published_on: Mapped[date | None]
    published_by_id: Mapped[int | None] = ref("user", index=False)
    ended_on: Mapped[date | None]
    reason: Mapped[LongSaid] = mapped_column(default="")

    strategy_version: Mapped[StrategyVersion] = relationship(foreign_keys=[strategy_version_id])
    champion: Mapped[StrategyVersion] = relationship(foreign_keys=[champion_id])
    asked_by: Mapped[User | None] = relationship(foreign_keys=[asked_by_id])
    published_by: Mapped[User | None] = relationship(foreign_keys=[published_by_id])

    def __str__(self) -> str:
        return f"{self.strategy_version} / {self.champion}"


class CaseArm(Record):
    """A case in its arm of a trial, from the night it joined; it is counted there to the end.

    From `left_on` on it is treated by the version in force again: its borrower must not be tried on any more.
    """

    __table_args__ = (UniqueConstraint("strategy_trial_id", "case_id"),)

    strategy_trial_id: Mapped[int] = ref("strategy_trial", index=False)
    case_id: Mapped[int] = ref("case")
    borrower_id: Mapped[int] = ref("borrower")
    arm: Mapped[Arm]
    joined_on: Mapped[date]
    left_on: Mapped[date | None]

    strategy_trial: Mapped[StrategyTrial] = relationship()
    case: Mapped[Case] = relationship()
    borrower: Mapped[Borrower] = relationship()
