"""Enforcement: until when a judgment can be enforced in mainland China, and by when a payment order is answered."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from rules import calendar, limitation
from rules.limitation import Event, Rest, Term

YEARS = 2
RESPOND_DAYS = 15


def starts_on(
    effective_on: date | None, perform_by: date | None = None, instalments_due_on: Sequence[date] = ()
) -> date:
    """The start: the last day for performance, of instalments the last one's, else the day the judgment took effect.

    Raises ValueError when no day is given. Source: Civil Procedure Law (2023) 250.
    """
    day = max(instalments_due_on, default=perform_by or effective_on)
    if day is None:
        raise ValueError("a judgment has an effective day")
    return day


def respond_by(received_on: date, rest: Rest) -> date:
    """The last day to pay or object to a payment order: 15 days after receipt, moved off rest days.

    Source: Civil Procedure Law (2023) 85, 227.
    """
    return calendar.next_working_day(received_on + timedelta(days=RESPOND_DAYS), *rest)


def of(start: date, events: Iterable[Event], rest: Rest) -> Term:
    """Two years from the start or the latest event that counts; a settlement counts too.

    Source: Civil Procedure Law (2023) 250; enforcement interpretation 19, 20.
    """
    return limitation.run(start, events, rest, YEARS)
