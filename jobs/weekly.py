"""The week: figures measured once it is over."""

from datetime import date, datetime, timedelta
from functools import partial

from jobs import doctor as look
from jobs.runner import Tally, once_read
from services import doctor, metric, team
from services.outlook import measure


def monday(day: date) -> date:
    """The first day of the ISO week."""
    return day - timedelta(days=day.weekday())


def measure_week(today: date, now: datetime) -> Tally:
    """Measure the last whole week before today; until it closes its figures are provisional."""
    week_on = monday(today) - timedelta(days=7)
    return once_read(partial(metric.figures_of, week_on), partial(metric.measure, week_on, now))


def measure_outlook(today: date, now: datetime) -> Tally:
    """Count what became of the overdue cases of past months, and when borrowers were reached."""
    return once_read(partial(measure.read, today, now), measure.keep)


def examine_the_book(today: date, now: datetime) -> Tally:
    """Look at the whole book as it stands now, and keep what breaks an invariant of the house."""
    day = team.today(now)
    return look.see(doctor.full(day, now), day)


STEPS = (measure_week, measure_outlook, examine_the_book)
