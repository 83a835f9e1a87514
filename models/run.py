"""Job runs: who ran what for which business date; the unique row decides between two processes."""

import enum
from datetime import date, datetime
from enum import auto

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Record, waiting
from models.sentence import Details
from models.tone import toned


@toned(green="done", amber="running skipped", red="failed")
class RunStatus(enum.StrEnum):
    """How a run ended; one that was cut off stays running until it is taken over.

    A skipped one never began: so many dates were missed that only the last of them were made up.
    """

    running = auto()
    done = auto()
    failed = auto()
    skipped = auto()


class JobRun(Record):
    """One run of a job for a business date; `slot` tells the runs of one day apart (empty: one a day).

    `failures` counts how often a step of it broke, after which it is tried again.
    """

    __table_args__ = (
        UniqueConstraint("job", "business_date", "slot"),
        waiting("job_run", "business_date", "status <> 'done'"),
    )

    job: Mapped[str]
    business_date: Mapped[date]
    slot: Mapped[str] = mapped_column(default="")
    status: Mapped[RunStatus] = mapped_column(default=RunStatus.running)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    holder: Mapped[str] = mapped_column(default="")
    failures: Mapped[int] = mapped_column(default=0)
    counts: Mapped[Details] = mapped_column(default=dict)
    problems: Mapped[Details] = mapped_column(default=list)

    def __str__(self) -> str:
        return f"{self.job} {self.business_date}"
