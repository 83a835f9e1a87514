"""Validation period: how long a consumer in the United States may dispute a debt before collection goes on."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from rules import calendar

MAIL_DAYS = 5
PERIOD_DAYS = 30
NOTICE_DAYS = 5
"""Within so many days of the first communication the notice follows, or stands in it. Source: 12 CFR 1006.34(a)(1)."""
LICENCES = frozenset({"us_third_party"})
"""Who owes it. Source: 12 CFR 1006.2(i)."""


class ValidationPeriod(NamedTuple):
    """The day on which the notice may be taken as received, and the last day of the period."""

    assumed_received_on: date
    ends_on: date


def of(sent_on: date, holidays: Collection[date]) -> ValidationPeriod:
    """Thirty calendar days from receipt, which is assumed on the fifth day after sending.

    Saturdays, Sundays and the holidays of 5 USC 6103(a), on their own dates, do not count towards the five days. The
    end does not move. A notice that came back starts nothing: ask with the day of the second one.
    Source: 12 CFR 1006.34(b)(5).
    """
    received_on = sent_on
    for _ in range(MAIL_DAYS):
        received_on = calendar.next_working_day(received_on + calendar.DAY, holidays)
    return ValidationPeriod(received_on, received_on + timedelta(days=PERIOD_DAYS))
