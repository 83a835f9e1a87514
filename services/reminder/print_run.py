"""The print run: letters that were set are printed as one PDF, and sent once somebody posted them."""

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from sqlalchemy import Select, select

from models import db
from models.reminder import Reminder, ReminderStatus
from models.user import User
from rules.errors import RuleError
from services import reminder, team
from services.paper import tagged
from services.reminder import gate

MOST = 500
Status = ReminderStatus


def waiting() -> list[Reminder]:
    """The letters that were set and not printed, oldest first, at most 500."""
    return list(db.session.scalars(_in(Status.typeset).limit(MOST)))


def printed() -> list[Reminder]:
    """The letters that were printed and not posted, oldest first, at most 500."""
    return list(db.session.scalars(_in(Status.printed).limit(MOST)))


def days() -> list[date]:
    """The days of the latest runs, newest first."""
    query = select(Reminder.printed_on).where(Reminder.printed_on.is_not(None)).distinct()
    return [day for day in db.session.scalars(query.order_by(Reminder.printed_on.desc()).limit(10)) if day]


def of(day: date) -> list[Reminder]:
    """The letters of a day's run that were not stopped since, in their order: the same run again."""
    return list(db.session.scalars(_in(Status.printed, Status.sent).where(Reminder.printed_on == day)))


def fresh(rows: Sequence[Reminder], now: datetime) -> list[Reminder]:
    """Of these letters those that may go now, as ledger and gate say; a stale one is stopped, with why."""
    passed = gate.let_pass([row.id for row in rows], now)
    return [row for row in rows if row.id in passed]


def pdf(ids: Sequence[int], folder: Path, told: Callable[[int], None] = lambda done: None) -> bytes:
    """The letters of these ids as one PDF, each on its own sheets; `told` hears how many are in it already.

    Raises RuleError where there is none, or a file is gone.
    """
    if not ids:
        raise RuleError("There is no letter to print.")
    paths = [folder / f"reminder-{id}.pdf" for id in ids]
    for path in paths:
        if not path.is_file():
            raise RuleError("The letter %(name)s is not in the folder any more.", name=path.name)
    writer = PdfWriter(clone_from=str(paths[0]))
    for done, path in enumerate(paths[1:], 1):
        told(done)
        for page in PdfReader(str(path)).pages:
            tagged.add(writer, writer.add_page(page), path.stem)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def mark(rows: Sequence[Reminder], today: date) -> None:
    """Keep that letters were printed; printed again they keep the day of their first run."""
    for row in rows:
        row.status, row.printed_on = Status.printed, row.printed_on or today


def post(rows: Sequence[Reminder], on: date, carrier: str, user: User, now: datetime) -> list[Reminder]:
    """Keep that printed letters were posted on a day, by whom and how; from there on each is a contact.

    What is posted today is asked about once more: what is stale by now is stopped. Gives those that were stopped.
    Raises RuleError without a carrier, for a day to come, or before the letters were printed.
    """
    rows = [row for row in rows if row.status == Status.printed]
    today = team.today(now)
    if not carrier.strip():
        raise RuleError("Say how the letters were posted.")
    if on > today or any(row.printed_on and on < row.printed_on for row in rows):
        raise RuleError("The day %(day)s is not between the printing and today.", day=on)
    going = fresh(rows, now) if on == today else rows
    at = now if on == today else team.start_of(on + timedelta(days=1)) - timedelta(minutes=1)
    for row in going:
        row.status, row.sent_at, row.posted_on, row.posted_by, row.carrier = Status.sent, at, on, user, carrier.strip()
        reminder.file(row, at)
    return [row for row in rows if row not in going]


def _in(*statuses: ReminderStatus) -> Select[Reminder]:
    here = select(Reminder).where(Reminder.status.in_(statuses))
    return here.order_by(Reminder.queued_on, Reminder.id)
