"""Values shown with a reason: counted by person and day, and told to somebody else when they are many."""

from datetime import date

from sqlalchemy import func, select

from models import db
from models.audit import AuditAction, AuditEntry
from models.reveal_alarm import RevealAlarm
from models.sentence import START
from models.user import User
from rules import reveal as rule
from rules.errors import RuleError
from services import team


def watch(person: User, today: date) -> RevealAlarm | None:
    """Raise the alarm of a day, or count it on; call it after a value was shown, in the same transaction.

    What a call on a green light shows is counted by the gate, and not here.
    """
    db.session.flush()
    count = shown(person, today)
    if not rule.is_alarming(count):
        return None
    row: RevealAlarm | None = db.session.scalars(
        select(RevealAlarm).filter_by(user_id=person.id, raised_on=today)
    ).first()
    if row is None:
        row = RevealAlarm(user=person, raised_on=today, count=count)
        db.session.add(row)
    elif row.reviewed_on and count >= row.count + rule.MOST:
        row.reviewed_on = row.reviewed_by = None
        row.count = count
    elif not row.reviewed_on:
        row.count = count
    return row


def shown(person: User, today: date) -> int:
    """How many values a person was shown on a day with a reason typed."""
    here = select(func.count()).select_from(AuditEntry).where(AuditEntry.user_id == person.id)
    here = here.where(AuditEntry.action == AuditAction.revealed, AuditEntry.at >= team.start_of(today))
    return db.session.scalar(here.where(func.substr(AuditEntry.reason, 1, len(START)) != START)) or 0


def review(row: RevealAlarm, review: str, today: date, user: User) -> bool:
    """Note what came of a look. Raises RuleError without words, or for one's own."""
    if not review.strip():
        raise RuleError("Say what you found.")
    if user == row.user:
        raise RuleError("Nobody looks at their own.")
    row.reviewed_on, row.reviewed_by, row.review = today, user, review
    return True
