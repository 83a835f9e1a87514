"""The week: figures measured once it is over."""

from datetime import date, datetime, timedelta

from jobs.runner import Tally, once
from services import metric


def monday(day: date) -> date:
    """The first day of the ISO week."""
    return day - timedelta(days=day.weekday())


def measure_week(today: date, now: datetime) -> Tally:
    """Measure the last whole week before today; until it closes its figures are provisional."""
    return once(lambda: metric.measure(monday(today) - timedelta(days=7), now))


STEPS = (measure_week,)
