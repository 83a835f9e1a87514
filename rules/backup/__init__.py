"""Which backups are kept: the last of each day for two weeks, of each week for eight, of each month for a year."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

DAYS = 14
WEEKS = 8
MONTHS = 12
EVERY = timedelta(hours=23)
"""From this age of the last good backup on the night makes the next."""
LATE = timedelta(hours=26)
"""After so long without a good backup somebody is told: a night may take two hours."""


def kept(made: Iterable[datetime], today: date) -> set[datetime]:
    """Those of these backups that stay; the newest one always does."""
    newest = sorted(made, reverse=True)
    found = set(newest[:1])
    seen: set[object] = set()
    for each in newest:
        for slot in _slots(each.date(), today):
            if slot not in seen:
                seen.add(slot)
                found.add(each)
    return found


def _slots(day: date, today: date) -> list[object]:
    """What a backup of a day may stand for: its day, its ISO week, its month, each while it counts."""
    months = (today.year - day.year) * 12 + today.month - day.month
    year, week, _ = day.isocalendar()
    return [
        *([day] if (today - day).days < DAYS else []),
        *([("week", year, week)] if (today - day).days < WEEKS * 7 else []),
        *([("month", day.year, day.month)] if months < MONTHS else []),
    ]


def is_due(last: datetime | None, now: datetime) -> bool:
    """Whether the next backup is to be made."""
    return last is None or now - last >= EVERY


def is_late(last: datetime | None, now: datetime) -> bool:
    """Whether no good backup is young enough; none at all is late."""
    return last is None or now - last > LATE
