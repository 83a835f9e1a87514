"""The circuit of each channel: it opens on the same failure again and again, and is closed by a probe.

A channel that is down then burns no more messages: they wait, and one of them tries every so often.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from models import db
from models.circuit import Circuit
from models.stage import Channel
from rules.errors import RuleError
from services import bulk
from services.channel import Refused

MOST_SAME, MOST_SAME_NUMBERS = 3, 10
"""So often the same failure in a row opens it; a file may hold many wrong numbers, one after the other."""
PROBES = (5, 10, 20, 40, 60)
"""Minutes until the next probe; the last one counts for all that follow."""


def shut(now: datetime) -> set[Channel]:
    """The channels through which nothing leaves at this instant: open, and no probe is due."""
    query = select(Circuit.channel).where(Circuit.opened_at.is_not(None), Circuit.probe_at > now)
    return set(db.session.scalars(query))


def down() -> list[Circuit]:
    """The circuits that are open."""
    return list(db.session.scalars(select(Circuit).where(Circuit.opened_at.is_not(None)).order_by(Circuit.id)))


def took(channel: Channel, now: datetime) -> None:
    """A channel took a message: whatever was wrong with it is over."""
    _set(channel, failures=0, problem="", taken_at=now, opened_at=None, probe_at=None)


def failed(channel: Channel, problem: str, now: datetime, most: int = MOST_SAME) -> None:
    """A channel did not take a message. The same `problem` so often in a row opens its circuit, or keeps it open."""
    row = _of(channel)
    is_same = row is not None and row.problem == problem
    failures = row.failures + 1 if row and (is_same or row.opened_at) else 1
    opened_at = row.opened_at if row and row.opened_at else now if failures >= most else None
    probe_at = now + _until_probe(failures - most) if opened_at else None
    _set(channel, failures=failures, problem=problem, failed_at=now, opened_at=opened_at, probe_at=probe_at)


def refused(channel: Channel, answer: Refused, now: datetime) -> None:
    """The same for what a channel said itself."""
    failed(channel, answer.reason, now, MOST_SAME_NUMBERS if answer.final else MOST_SAME)


def has_taken_since(channel: Channel, at: datetime) -> bool:
    """Whether a channel took a message after an instant."""
    row = _of(channel)
    return row is not None and row.taken_at is not None and row.taken_at > at


def probe(row: Circuit, now: datetime) -> None:
    """Let a probe through with the next pass. Raises RuleError for a channel that is not down."""
    if row.opened_at is None:
        raise RuleError("This channel is not down.")
    row.probe_at = now


def hasten(channel: Channel, now: datetime) -> None:
    """Let a probe through with the next pass where a channel is down: what it leaves by was set anew."""
    table: Any = Circuit.__table__
    here = update(table).where(table.c.channel == channel, table.c.opened_at.is_not(None))
    db.session.execute(here.values(version=table.c.version + 1, probe_at=now))


def _until_probe(count: int) -> timedelta:
    return timedelta(minutes=PROBES[max(0, min(count, len(PROBES) - 1))])


def _of(channel: Channel) -> Any:
    table: Any = Circuit.__table__
    return db.session.execute(select(table).where(table.c.channel == channel)).first()


def _set(channel: Channel, **values: Any) -> None:
    """Keep it past the session: a person who saves the same row must never take back what is known of a message."""
    table: Any = Circuit.__table__
    known = update(table).where(table.c.channel == channel).values(version=table.c.version + 1, **values)
    changed: Any = db.session.execute(known)
    if not changed.rowcount:
        bulk.insert(Circuit, [{"channel": channel, "failures": 0, "problem": "", "version": 1, **values}])
