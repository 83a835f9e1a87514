"""Taking back at once what followed from a contact: its promise, its queued message and its next action."""

from datetime import datetime, timedelta

from sqlalchemy import select

from models import db
from models.case import CaseState
from models.contact import Contact, TakenBack
from models.outcome import OutcomeEffect
from models.promise import Promise, PromiseStatus
from models.reminder import Reminder, ReminderStatus
from models.task import Task
from models.user import User
from rules.errors import RuleError
from rules.sentence import Sentence
from services import promise, task, team
from services.strategy import arm

SECONDS = 30
LASTS = (OutcomeEffect.hold, OutcomeEffect.bad_phone)
"""What stands on its own and is ended where it stands: a hold, a dispute, a hardship, a number that is wrong."""


def may(row: Contact, user: User | None, now: datetime) -> bool:
    """Whether a person may take back what followed from a contact: their own, of the last seconds, once."""
    fresh = row.at <= now <= row.at + timedelta(seconds=SECONDS)
    lasts = row.outcome is not None and row.outcome.effect in LASTS
    return fresh and not lasts and row.case is not None and row.user_id == (user and user.id) and row.mark is None


def take_back(row: Contact, user: User, now: datetime) -> TakenBack:
    """Undo what followed from a contact that was just logged; the contact stays as it was logged, marked, and counts.

    Its promise is cancelled, the one it superseded runs on, a message queued for it is not sent; the next action and
    the reason of the case are what they were. Raises RuleError for another person's contact, after 30 seconds, or
    where it was done already.
    """
    db.session.flush()
    if not may(row, user, now):
        raise RuleError("Only what you logged yourself is taken back, within %(seconds)s seconds.", seconds=SECONDS)
    planned, stands = _planned(row), _stands(row)
    made = db.session.scalars(select(Promise).filter_by(contact_id=row.id, status=PromiseStatus.open)).first()
    if made is not None:
        _unsend(made)
        promise.undo(made, team.today(now), now)
    if row.case is not None and row.case.state == CaseState.open and stands:
        _plan_again(row, planned, user, now)
    _say_again(row)
    mark = TakenBack(contact=row, at=now, user=user)
    db.session.add(mark)
    db.session.flush()
    db.session.expire(row, ["mark"])
    return mark


def _planned(row: Contact) -> Task | None:
    """The next action that the contact put an end to."""
    done = select(Task).where(Task.case_id == row.case_id, Task.done_at == row.at)
    return db.session.scalars(done.order_by(Task.id).limit(1)).first()


def _stands(row: Contact) -> bool:
    """Whether the next action is still the one that the contact booked: nobody planned another since."""
    later = select(Task.id).where(Task.case_id == row.case_id, Task.done_at > row.at)
    return db.session.scalars(later.limit(1)).first() is None


def _unsend(made: Promise) -> None:
    """Stop the word about a promise, where it waits."""
    waiting = db.session.get(Reminder, made.reminder_id) if made.reminder_id else None
    if waiting is not None and waiting.status == ReminderStatus.queued:
        waiting.status, waiting.problem = ReminderStatus.suppressed, Sentence("The promise was taken back at once.")


def _say_again(row: Contact) -> None:
    """Let the case be overdue for the reason that was said before, unless somebody chose another since."""
    if row.case is None or row.reason_id is None or row.case.reason_id != row.reason_id:
        return
    earlier = [Contact.case_id == row.case_id, Contact.reason_id.is_not(None), Contact.id != row.id]
    counts = [Contact.at <= row.at, ~select(TakenBack.id).where(TakenBack.contact_id == Contact.id).exists()]
    newest = select(Contact).where(*earlier, *counts).order_by(Contact.at.desc(), Contact.id.desc()).limit(1)
    before = db.session.scalars(newest).first()
    row.case.reason = before.reason if before else None
    row.case.reason_basis = before.reason_basis if before else None


def _plan_again(row: Contact, planned: Task | None, user: User, now: datetime) -> None:
    if row.case is None:
        return
    if planned is None:
        today = team.today(now)
        kind, days = task.after(arm.staged({row.case.id: row.case.stage}, today)[row.case.id])
        task.set_next(row.case, kind, today + timedelta(days=days), now, user=user)
        return
    task.set_next(
        row.case,
        planned.kind,
        planned.due_on,
        now,
        due_at=planned.due_at,
        note=planned.note,
        by_person=planned.by_person,
        chosen=True,
        user=user,
    )
