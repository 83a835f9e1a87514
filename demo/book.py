"""The demo book while it is being lived: its dice, its people, and the money that is on its way."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from demo.script import Habit, Routine

DAYS = 121
ZONE = ZoneInfo("Asia/Shanghai")


class Book:
    """The demo while it is being lived: its dice, its people, and the money that is on its way."""

    def __init__(self, last_day: date) -> None:
        self.dice = random.Random(20260101)
        self.first_day = last_day - timedelta(days=DAYS)
        self.last_day = last_day
        self.habits: dict[int, Habit] = {}
        self.arriving: dict[date, list[tuple[int, Decimal]]] = defaultdict(list)
        self.away: set[int] = set()
        self.done: Counter[Routine] = Counter()

    def days(self) -> Iterator[date]:
        """Every day of the demo, today included."""
        return (self.first_day + timedelta(days=n) for n in range(DAYS + 1))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant of a business day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)
