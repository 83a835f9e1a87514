"""Weekly metrics: how well the desk works, provisional on Monday and frozen when the week closes."""

import enum
from datetime import date, datetime
from enum import auto

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
