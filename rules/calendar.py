"""The calendar: months, rest days and working days, and times of day and weekdays as people write them.

The tables of holidays are arguments.
"""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta

from rules.errors import RuleError
from rules.law.check import seconds

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


def add_months(day: date, months: int) -> date:
    """The corresponding day `months` later (or earlier); where there is none, the last day of that month.

    Source: Civil Code 202.
    """
    years, month0 = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month0 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def time_of_day(text: str) -> int:
    """`08:30` or `8：30` as seconds of the day; 24:00 is its end. Raises RuleError for anything else."""
    try:
        return seconds(text.strip().replace("：", ":").zfill(len("08:30")))
    except ValueError as error:
        raise RuleError("'%(text)s' is no time of day; write it like 08:30.", text=text) from error


def weekdays(text: str) -> tuple[int, ...]:
    """`0, 5, 6` as days of the week, 0 = Monday; empty means all. Raises RuleError for anything else."""
    parts = [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
    if any(part not in tuple("0123456") for part in parts):
        raise RuleError("'%(text)s' is no list of weekdays; write 0 for Monday to 6 for Sunday.", text=text)
    return tuple(int(part) for part in parts) or tuple(range(7))
