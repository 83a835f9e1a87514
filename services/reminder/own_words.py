"""A message that a person writes to a borrower: its words are checked, then it waits like any reminder."""

from datetime import datetime

from sqlalchemy import select

from models import db
from models.borrower import UNUSABLE, Address, AddressKind, Borrower, Phone
from models.case import Case, CaseState
from models.decision import DecisionKind
from models.reminder import Reminder, ReminderCase
from models.stage import Channel
from models.user import User
from rules import sms
from rules.errors import RuleError
from services import team
from services.contact import decision
from services.paper import letterhead
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
    point, words = way(case, channel), signed(body, channel, case.borrower, user)
    row = Reminder(borrower=case.borrower, stage=stage, channel=channel, language=case.borrower.language)
    row.queued_on, row.subject, row.body = today, subject, words
    row.phone, row.address = (point, None) if isinstance(point, Phone) else (None, point)
    db.session.add_all([row, ReminderCase(reminder=row, case=case, stage=stage)])
    db.session.flush()
    more = {"phone_id": row.phone_id, "address_id": row.address_id, "case_id": case.id, "user_id": user.id}
    decision.ask(case.borrower, DecisionKind.queue, channel, now, reminder_id=row.id, **more)
    return row


def signed(body: str, channel: Channel, borrower: Borrower, user: User) -> str:
    """The words with the person's name below; a text names its lender and the way to stop too."""
    language = str(borrower.language)
    words = f"{body.strip()}\n{user.name}"
    return sms.framed(words, letterhead.name(borrower.lender, language), language) if channel == Channel.sms else words


def check(subject: str, body: str, language: str) -> None:
    """Raise RuleError for empty words, or words that must not be sent, with the first phrase."""
    if not body.strip():
        raise RuleError("Write what to send.")
    for each in (subject, body):
        reminder_text.check_content(each, language)


def way(case: Case, channel: Channel) -> Phone | Address:
    """The number or address to write to. Raises RuleError where none is usable."""
    points: list[Phone | Address] = [*case.borrower.phones] if channel == Channel.sms else []
    if channel == Channel.email:
        points = [each for each in case.borrower.addresses if each.kind == AddressKind.email]
    usable = [each for each in points if each.status not in UNUSABLE]
    if not usable:
        raise RuleError("No phone, e-mail or postal address is usable.")
    return usable[0]
