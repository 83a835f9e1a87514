"""The demo book while it is being lived: its dice, its people, and the money that is on its way."""

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum, auto
from zoneinfo import ZoneInfo

DAYS = 121
ZONE = ZoneInfo("Asia/Shanghai")


class Habit(StrEnum):
    """How a demo borrower pays."""

    punctual = auto()
    forgetful = auto()
    struggling = auto()
    silent = auto()


HABITS = (Habit.punctual,) * 10 + (Habit.forgetful,) * 5 + (Habit.struggling,) * 3 + (Habit.silent,) * 2
LATE_DAYS = {Habit.punctual: (0, 0), Habit.forgetful: (2, 24), Habit.struggling: (15, 80), Habit.silent: (999, 999)}


class Book:
    """The demo while it is being lived: its dice, its people, and the money that is on its way."""

    def __init__(self, last_day: date) -> None:
        self.dice = random.Random(20260101)
        self.first_day = last_day - timedelta(days=DAYS)
        self.last_day = last_day
        self.habits: dict[int, Habit] = {}
        self.arriving: dict[date, list[tuple[int, Decimal]]] = defaultdict(list)
        self.opening: dict[date, list[int]] = defaultdict(list)

    def days(self) -> Iterator[date]:
        """Every day of the demo, today included."""
        return (self.first_day + timedelta(days=n) for n in range(DAYS + 1))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant of a business day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)
