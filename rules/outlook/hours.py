"""When to call: how often borrowers were reached, by weekday and hour of their own clock."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rules import figure

BEGINS = (8, 11, 14, 17, 20)
HOURS = 3
DAYS = 7


class Slot(NamedTuple):
    """Three hours of a weekday, 0 is Monday, from the hour at which they begin."""

    weekday: int
    hour: int


class Tried(NamedTuple):
    """So many calls, and how many of them reached the borrower."""

    calls: int = 0
    reached: int = 0


class Good(NamedTuple):
    """A slot in which borrowers are reached: how often, between what, and the next time that it begins."""

    slot: Slot
    tried: Tried
    between: figure.Interval
    begins_at: datetime


def slot(local: datetime) -> Slot | None:
    """The slot of a moment on the borrower's clock; None at hours in which nobody calls."""
    hour = next((begin for begin in BEGINS if begin <= local.hour < begin + HOURS), None)
    return None if hour is None else Slot(local.weekday(), hour)


def best(tried: Mapping[Slot, Tried], now: datetime, zone: ZoneInfo) -> list[Good]:
    """The slots in which borrowers are reached, the surest first; those of few calls are left out."""
    found = []
    for each, counted in tried.items():
        between = figure.interval(counted.reached, counted.calls)
        if counted.calls >= figure.LEAST and counted.reached and between:
            found.append(Good(each, counted, between, begins(each, now, zone)))
    return sorted(found, key=lambda good: (-good.between.low, good.begins_at))


def begins(each: Slot, now: datetime, zone: ZoneInfo) -> datetime:
    """The next moment of a slot: now, where it is that; else the day on which it begins, within a week."""
    local = now.astimezone(zone)
    if slot(local) == each:
        return now
    day: date = local.date() + timedelta(days=(each.weekday - local.weekday()) % DAYS)
    start = datetime(day.year, day.month, day.day, each.hour, tzinfo=zone)
    return start if start > now else start + timedelta(days=DAYS)
