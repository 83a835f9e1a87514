"""Pauses: which days of a loan do not count, as rows that are only ever added."""

import enum
from datetime import date
from enum import auto

from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Record, ref
from models.loan import Loan
from models.user import User


class PauseAction(enum.StrEnum):
    """A pause begins a stretch of days; a resume cuts the running one short."""

    pause = auto()
    resume = auto()


class Pause(Record):
    """Days from `starts_on` up to, not including, `ends_on` do not count; a resume counts its day and has no end."""

    belongs_to = "loan"

    loan_id: Mapped[int] = ref("loan")
    action: Mapped[PauseAction]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    reason: Mapped[str]
    entered_on: Mapped[date] = mapped_column(index=True)
    entered_by_id: Mapped[int | None] = ref("user", index=False)

    loan: Mapped[Loan] = relationship(backref="pauses")
    entered_by: Mapped[User | None] = relationship()
