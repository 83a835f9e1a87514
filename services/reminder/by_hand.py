"""What a person decides on a message that did not leave, or of which nobody knows."""

from datetime import date, datetime

from sqlalchemy import select

from models import db
from models.reminder import Reminder, ReminderStatus
from rules.errors import RuleError
from services import reminder
from services.channel import attempt
from services.reminder import gate

Status = ReminderStatus


def again(row: Reminder, today: date) -> None:
    """Queue a message that failed once more; the gate is asked anew when it leaves.

    Raises RuleError for any other, and for one that must not go out any more: then the night writes it anew.
    """
    attempt.check_failed(row)
    if _is_followed(row):
        raise RuleError("A newer message to the borrower took its place.")
    if why := gate.outdated([row.id], today).get(row.id):
        raise RuleError(why)
    attempt.begin_anew(row)


def did_leave(row: Reminder, now: datetime) -> None:
    """A person found out that a message left: it counts as sent. Raises RuleError where nobody has to find out."""
    attempt.check_unknown(row)
    row.status, row.sent_at, row.problem = Status.sent, row.claimed_at or now, ""
    reminder.file(row, row.sent_at)


def did_not_leave(row: Reminder) -> None:
    """A person found out that a message did not leave: it failed, and may be sent again. Raises RuleError likewise."""
    attempt.check_unknown(row)
    row.status = Status.failed


def _is_followed(row: Reminder) -> bool:
    """Whether a later message to the borrower waits, left, or may have left."""
    later = select(Reminder.id).where(Reminder.borrower_id == row.borrower_id, Reminder.id > row.id)
    stands = Reminder.status.not_in((Status.failed, Status.suppressed))
    return db.session.scalars(later.where(stands).limit(1)).first() is not None
