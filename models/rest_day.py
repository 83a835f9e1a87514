"""Rest days and make-up working days by country, as rows: loaded as they are published, extended by a person."""

import enum
from datetime import date
from enum import auto

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Record


class Country(enum.StrEnum):
    """The country that a licence begins with."""

    cn = auto()
    us = auto()
    uk = auto()
    tw = auto()
    hk = auto()


class DayKind(enum.StrEnum):
    """What a day is, whatever the day of the week says."""

    rest = auto()
    work = auto()


class RestDay(Record):
    """A public rest day, or a week-end day on which people work; an ordinary day has no row."""

    __table_args__ = (UniqueConstraint("country", "day"),)

    country: Mapped[Country]
    day: Mapped[date]
    kind: Mapped[DayKind]
    source: Mapped[str] = mapped_column(default="")

    def __str__(self) -> str:
        return str(self.day)
