"""A message that a person writes to a borrower: its words are checked, then it waits like any reminder."""

from datetime import datetime

from sqlalchemy import select

from models import db
from models.borrower import UNUSABLE, Address, AddressKind, Phone
from models.case import Case, CaseState
from models.decision import DecisionKind
from models.reminder import Reminder, ReminderCase
from models.stage import Channel
from models.user import User
from rules.errors import RuleError
from services import team
from services.contact import decision
from services.reminder import facts
from services.reminder import text as reminder_text


def write(case: Case, channel: Channel, subject: str, body: str, user: User, now: datetime) -> Reminder:
    """Queue a person's own words; they leave by the next pass, checked again by the gate.

    Raises RuleError for words that must not be sent, with the phrase; without words, a way, an open case with a stage,
    or where a message to the borrower was queued today already.
    """
    check(subject, body, str(case.borrower.language))
    stage, today = case.stage, team.today(now)
    if case.state != CaseState.open or stage is None:
        raise RuleError("%(reference)s is not open; nothing is written about it.", reference=case.reference)
    queued = select(Reminder.id).where(Reminder.borrower_id == case.borrower_id, Reminder.queued_on == today)
    if db.session.scalars(queued.where(facts.STANDS)).first():
        raise RuleError("A message to the borrower is queued or sent today already.")
    point = way(case, channel)
    row = Reminder(borrower=case.borrower, stage=stage, channel=channel, language=case.borrower.language)
    row.queued_on, row.subject, row.body = today, subject, f"{body.strip()}\n{user.name}"
    row.phone, row.address = (point, None) if isinstance(point, Phone) else (None, point)
    db.session.add_all([row, ReminderCase(reminder=row, case=case, stage=stage)])
    db.session.flush()
    more = {"phone_id": row.phone_id, "address_id": row.address_id, "case_id": case.id, "user_id": user.id}
    decision.ask(case.borrower, DecisionKind.queue, channel, now, reminder_id=row.id, **more)
    return row


def check(subject: str, body: str, language: str) -> None:
    """Raise RuleError for empty words, or words that must not be sent, with the first phrase."""
    if not body.strip():
        raise RuleError("Write what to send.")
    for text in (subject, body):
        reminder_text.check_content(text, language)


def way(case: Case, channel: Channel) -> Phone | Address:
    """The number or address to write to. Raises RuleError where none is usable."""
    points: list[Phone | Address] = [*case.borrower.phones] if channel == Channel.sms else []
    if channel == Channel.email:
        points = [each for each in case.borrower.addresses if each.kind == AddressKind.email]
    usable = [each for each in points if each.status not in UNUSABLE]
    if not usable:
        raise RuleError("No phone, e-mail or postal address is usable.")
    return usable[0]
