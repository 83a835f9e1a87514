"""Job runs: who ran what for which business date; the unique row decides between two processes."""

import enum
from datetime import date, datetime
from enum import auto

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Record
from models.sentence import Details
from models.tone import toned


@toned(green="done", amber="running", red="failed")
class RunStatus(enum.StrEnum):
    """How a run ended; one that was cut off stays running until it is taken over."""

    running = auto()
    done = auto()
    failed = auto()


class JobRun(Record):
    """One run of a job for a business date; `slot` tells the runs of one day apart (empty: one a day)."""

    __table_args__ = (UniqueConstraint("job", "business_date", "slot"),)

    job: Mapped[str]
    business_date: Mapped[date]
    slot: Mapped[str] = mapped_column(default="")
    status: Mapped[RunStatus] = mapped_column(default=RunStatus.running)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    holder: Mapped[str] = mapped_column(default="")
    counts: Mapped[Details] = mapped_column(default=dict)
    problems: Mapped[Details] = mapped_column(default=list)

    def __str__(self) -> str:
        return f"{self.job} {self.business_date}"
