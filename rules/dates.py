"""Calendar arithmetic shared by plans, schedules and legal deadlines."""

import calendar
from datetime import date


def add_months(day: date, months: int) -> date:
    """The corresponding day `months` later (or earlier); where there is none, the last day of that month.

    Source: Civil Code 202.
    """
    years, month0 = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month0 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
