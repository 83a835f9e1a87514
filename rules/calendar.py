"""Rest days and working days; the tables of holidays are arguments."""

from collections.abc import Collection
from datetime import date, timedelta

DAY = timedelta(days=1)
SATURDAY = 5


def is_rest_day(day: date, holidays: Collection[date] = (), working_days: Collection[date] = ()) -> bool:
    """Saturday, Sunday or a holiday, unless the day is a make-up working day.

    Source: Civil Code 203; annual holiday notice of the State Council.
    """
    return day not in working_days and (day.weekday() >= SATURDAY or day in holidays)


def next_working_day(day: date, holidays: Collection[date] = (), working_days: Collection[date] = ()) -> date:
    """The day itself when it is a working day, else the first working day after it.

    Source: Civil Code 203.
    """
    while is_rest_day(day, holidays, working_days):
        day += DAY
    return day
