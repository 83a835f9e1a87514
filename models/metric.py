"""Weekly metrics: how well the desk works, provisional on Monday and frozen when the week closes."""

import enum
from datetime import date, datetime
from enum import auto
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Rate, Record


class MetricScope(enum.StrEnum):
    """What a figure is about; `placed` is the month in which cases were opened, its id like 202603."""

    team = auto()
    portfolio = auto()
    stage = auto()
    collector = auto()
    placed = auto()


class Week(Record):
    """A week that was measured; it is provisional until it is closed.

    What was entered on `closes_on` or later is not in it.
    """

    week_on: Mapped[date] = mapped_column(unique=True)
    closes_on: Mapped[date]
    measured_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class WeeklyMetric(Record):
    """One figure of one ISO week (Monday to Sunday): `value` is None where the denominator is zero.

    `currency` is empty for figures that are no money and rest on none.
    """

    __table_args__ = (UniqueConstraint("week_on", "scope", "scope_id", "currency", "name"),)

    week_on: Mapped[date] = mapped_column(index=True)
    scope: Mapped[MetricScope]
    scope_id: Mapped[int] = mapped_column(default=0)
    currency: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    value: Mapped[Rate | None]
    numerator: Mapped[Rate]
    denominator: Mapped[Rate | None]
    n: Mapped[int] = mapped_column(default=0)


class DailyFigure(Record):
    """A figure of the whole team at the end of a day, kept so that the first page reads few rows.

    It can be made anew from the ledger at any time: `cash` of the day, `ageing` and `roll` by bucket. `part` is the
    bucket, or two of them; what was entered late changes it in the nights after.
    """

    __table_args__ = (UniqueConstraint("name", "on", "currency", "part"),)

    on: Mapped[date]
    name: Mapped[str]
    part: Mapped[str] = mapped_column(default="")
    currency: Mapped[str] = mapped_column(default="")
    numerator: Mapped[Rate]
    denominator: Mapped[Rate | None]
    n: Mapped[int] = mapped_column(default=0)


class WeekReport(Record):
    """The report of a closed week: the versions of policy and rules it was made by, and the digest of its figures."""

    week_on: Mapped[date] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    versions: Mapped[dict[str, Any]]
    digest: Mapped[str]
    mailed_at: Mapped[datetime | None]

    def __str__(self) -> str:
        return f"{self.week_on:%G-W%V}"
