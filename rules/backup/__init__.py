"""Which backups are kept: the last of each day for two weeks, of each week for eight, of each month for a year."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

DAYS = 14
WEEKS = 8
MONTHS = 12
EVERY = timedelta(hours=23)
"""From this age of the last good backup on the night makes the next."""
LATE = timedelta(hours=26)
"""After so long without a good backup somebody is told: a night may take two hours."""


def kept(made: Iterable[datetime]) -> set[datetime]:
    """Those of these backups that stay; the newest one always does.

    Days, weeks and months are those of which there are backups: neither a long absence nor a clock that runs ahead
    takes away what is there.
    """
    newest = sorted(made, reverse=True)
    return {each for most, slot in SLOTS for each in _last_of(newest, slot)[:most]}


def _last_of(newest: Sequence[datetime], slot: Callable[[datetime], object]) -> list[datetime]:
    """The last backup of each day, week or month, the newest first."""
    found: dict[object, datetime] = {}
    for each in newest:
        found.setdefault(slot(each), each)
    return list(found.values())


SLOTS: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (DAYS, lambda at: at.date()),
    (WEEKS, lambda at: at.isocalendar()[:2]),
    (MONTHS, lambda at: (at.year, at.month)),
)


def is_due(last: datetime | None, now: datetime) -> bool:
    """Whether the next backup is to be made."""
    return last is None or now - last >= EVERY


def is_late(last: datetime | None, now: datetime) -> bool:
    """Whether no good backup is young enough; none at all is late."""
    return last is None or now - last > LATE
