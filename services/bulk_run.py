"""A button on many rows: begun with what was chosen, gone on with in pieces, taken back on the same day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select

from models import db
from models.bulk_run import BulkRun
from models.user import User
from rules.errors import RuleError

PIECE = 50
"""So many rows are worked on in one transaction."""
MOST = 5000
"""So many rows one press works on."""


def begin(
    noun: str, action: str, owner: User, chosen: Sequence[int], answers: dict[str, str], today: date, now: datetime
) -> BulkRun:
    """Keep what a person chose, before anything is done; what they only looked at on earlier days goes.

    Raises RuleError for too many rows.
    """
    if len(chosen) > MOST:
        raise RuleError("More than %(count)s rows fit; narrow the list first.", count=MOST)
    looked_at = (BulkRun.owner_id == owner.id, BulkRun.position == 0, BulkRun.started_on < today)
    db.session.execute(delete(BulkRun).where(*looked_at))
    row = BulkRun(noun=noun, action=action, owner=owner, chosen=list(chosen), answers=answers)
    row.started_on, row.started_at = today, now
    db.session.add(row)
    return row


def of(id: int | None, owner: User) -> BulkRun | None:
    """The press of this number, of this person only."""
    return db.session.scalar(select(BulkRun).where(BulkRun.id == id, BulkRun.owner_id == owner.id)) if id else None


def is_finished(row: BulkRun) -> bool:
    """Whether every chosen row had its turn."""
    return row.position >= len(row.chosen)


def check_on(row: BulkRun, today: date, now: datetime) -> None:
    """Let a press go on; its day is the one on which it begins. Raises RuleError for one that was taken back."""
    if row.back or row.undone_at:
        raise RuleError("This was taken back already.")
    if row.position == 0:
        row.started_on, row.started_at = today, now


def next_piece(row: BulkRun) -> list[int]:
    """The rows whose turn comes next."""
    return list(row.chosen[row.position : row.position + PIECE])


def note(row: BulkRun, count: int, done: dict[str, Any], left_out: dict[str, Any]) -> None:
    """Keep how far a press is, what it changed, and what stopped the others."""
    row.position += count
    row.done, row.left_out = {**row.done, **done}, {**row.left_out, **left_out}


def check_back(row: BulkRun, today: date) -> None:
    """Raise RuleError where a press cannot be taken back: not yet, or the night has worked with it."""
    if row.started_on != today:
        raise RuleError("This was done on %(day)s; since then the night has worked with it.", day=row.started_on)
    if not is_finished(row):
        raise RuleError("It is still on its way.")
    if row.undone_at is not None:
        raise RuleError("This was taken back already.")


def next_back(row: BulkRun) -> list[int]:
    """The rows that are taken back next, the last one first."""
    changed = [int(id) for id in row.done][::-1]
    return changed[row.back : row.back + PIECE]


def note_back(row: BulkRun, count: int, stayed: dict[str, Any], now: datetime) -> None:
    """Keep how far the taking back is, and what stopped rows."""
    row.back += count
    row.stayed = {**row.stayed, **stayed}
    if row.back >= len(row.done):
        row.undone_at = now
