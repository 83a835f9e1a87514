"""The word before a promise falls due: one message a promise, on the day before, checked again before it is sent."""

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from models import db
from models.borrower import UNUSABLE, AddressKind, Borrower
from models.case import Case, CaseState
from models.promise import Promise, PromiseStatus
from models.reminder import Reminder, ReminderCase
from models.stage import Channel
from rules import message
from rules.errors import RuleError
from services import hold, team, written
from services.reminder import facts
from services.reminder import text as reminder_text

MESSAGES = Path(__file__).parents[2] / "templates" / "messages"
AHEAD = timedelta(days=1)
WITH_IT = (
    joinedload(Promise.case).options(
        joinedload(Case.loan),
        joinedload(Case.stage),
        joinedload(Case.assignee),
        selectinload(Case.holds),  # type: ignore[attr-defined]
        joinedload(Case.borrower).options(
            joinedload(Borrower.lender), selectinload(Borrower.phones), selectinload(Borrower.addresses)
        ),
    ),
)
"""What `queue` reads of each promise."""


def due(today: date) -> list[int]:
    """Ids of the open promises for tomorrow that nobody was reminded of yet."""
    query = select(Promise.id).join(Case, Promise.case_id == Case.id)
    here = (Case.state == CaseState.open, Case.archived_on.is_(None), Promise.status == PromiseStatus.open)
    query = query.where(*here, Promise.due_on == today + AHEAD, Promise.reminder_id.is_(None))
    return list(db.session.scalars(query.order_by(Promise.id)))


def queue(row: Promise, today: date) -> str:
    """Queue the message of a promise; says what came of it. Once for each promise, one message a borrower and day.

    A case without a stage, one that rests on more than its promise, and a borrower without a way get none.
    """
    if row.reminder_id:
        return "queued"
    borrower, stage = row.case.borrower, row.case.stage
    point = _point(row.case)
    if stage is None or point is None or rests_otherwise(row, today) or _written_today(borrower, today):
        return "skipped"
    channel, named = point
    try:
        subject, body = _words(row, channel)
    except RuleError:
        return "skipped"
    found = Reminder(borrower=borrower, stage=stage, channel=channel, language=borrower.language, queued_on=today)
    found.subject, found.body = subject, body
    found.phone_id, found.address_id = named.get("phone_id"), named.get("address_id")
    db.session.add_all([found, ReminderCase(reminder=found, case=row.case, stage=stage)])
    db.session.flush()
    row.reminder_id = found.id
    return "queued"


def of(reminder: Reminder) -> Promise | None:
    """The promise that a reminder speaks of, if it is one of these."""
    return db.session.scalars(select(Promise).filter_by(reminder_id=reminder.id)).first()


def rests_otherwise(row: Promise, today: date) -> bool:
    """Whether the case rests on anything but this promise, or is with a partner."""
    others = [each for each in hold.running(row.case, today) if each.promise_id != row.id]
    return bool(others) or bool(facts.with_partner([row.case_id]))


def _point(case: Case) -> tuple[Channel, dict[str, int]] | None:
    """The way to the borrower that the stage prefers; a letter would come too late."""
    phones = [each.id for each in case.borrower.phones if each.status not in UNUSABLE]
    mails = [each for each in case.borrower.addresses if each.status not in UNUSABLE]
    known: dict[Channel, dict[str, int]] = {}
    if phones:
        known[Channel.sms] = {"phone_id": phones[0]}
    if found := next((each.id for each in mails if each.kind == AddressKind.email), None):
        known[Channel.email] = {"address_id": found}
    wanted = (case.stage.channel, case.stage.fallback_channel) if case.stage else ()
    channel = next((each for each in (*wanted, Channel.email) if each in known), None)
    return (channel, known[channel]) if channel else None


def _written_today(borrower: Borrower, today: date) -> bool:
    query = select(Reminder.id).where(Reminder.borrower_id == borrower.id, Reminder.queued_on >= today)
    return db.session.scalars(query.limit(1)).first() is not None


def _words(row: Promise, channel: Channel) -> tuple[str, str]:
    """Subject and text from templates/messages, in the borrower's language."""
    text = (MESSAGES / f"promise.{channel}.{row.case.borrower.language}.txt").read_text(encoding="utf-8").strip()
    given = _values(row)
    if channel != Channel.email:
        return "", message.fill(text, given)
    first, _, body = text.partition("\n")
    return message.fill(first.replace("：", ":").partition(":")[2].strip(), given), message.fill(body.strip(), given)


def _values(row: Promise) -> dict[str, str]:
    borrower, the_team = row.case.borrower, team.the()
    language = str(borrower.language)
    return {
        "addressed": message.addressed(borrower.name, language),
        "name": borrower.name,
        "lender": borrower.lender.name,
        "collector": row.case.assignee.name if row.case.assignee else the_team.name if the_team else "",
        "amount": written.amount(row.amount, row.case.loan.currency, language),
        "promised_on": reminder_text.day(row.due_on, language),
        "contracts": row.case.loan.contract_no,
        "callback_number": borrower.lender.callback_number,
        "complaints_number": borrower.lender.complaints_number,
        "pay_to": borrower.lender.pay_to,
    }
