"""The print run: letters that were set and not printed yet, as one PDF to print and post."""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pypdf import PdfWriter
from sqlalchemy import select

from models import db
from models.reminder import Reminder, ReminderStatus
from models.stage import Channel
from rules.errors import RuleError
from services.reminder import set_off

MOST = 500


def waiting() -> list[Reminder]:
    """The letters that were set and not printed, oldest first, at most 500."""
    here = select(Reminder).filter_by(channel=Channel.letter, status=ReminderStatus.sent, printed_on=None)
    return list(db.session.scalars(here.order_by(Reminder.sent_at, Reminder.id).limit(MOST)))


def days() -> list[date]:
    """The days of the latest runs, newest first."""
    query = select(Reminder.printed_on).where(Reminder.printed_on.is_not(None)).distinct()
    return [day for day in db.session.scalars(query.order_by(Reminder.printed_on.desc()).limit(10)) if day]


def of(day: date) -> list[Reminder]:
    """The letters that were printed on a day, in their order: the same run again."""
    return list(db.session.scalars(select(Reminder).filter_by(printed_on=day).order_by(Reminder.sent_at, Reminder.id)))


def pdf(rows: Sequence[Reminder], folder: Path) -> bytes:
    """The letters as one PDF, each on its own sheets. Raises RuleError where there is none, or a file is gone."""
    if not rows:
        raise RuleError("There is no letter to print.")
    writer = PdfWriter()
    for row in rows:
        path = folder / f"reminder-{row.id}.pdf"
        if not path.is_file():
            raise RuleError("The letter %(name)s is not in the folder any more.", name=path.name)
        writer.append(str(path))
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def mark(rows: Sequence[Reminder], today: date) -> None:
    """Keep that letters were printed, and with them that a set-off was told."""
    for row in rows:
        row.printed_on = today
        set_off.told(row, today)
