"""The word before a promise falls due: one message a promise, on the day before, checked again before it is sent."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from models import db
from models.borrower import UNUSABLE, AddressKind, Borrower
from models.case import Case, CaseState
from models.promise import Promise, PromiseStatus
from models.reminder import Reminder, ReminderCase
from models.stage import Channel, Stage
from models.template import Notice
from rules import message
from rules.errors import RuleError
from services import bulk, hold, written
from services.paper import letterhead
from services.reminder import facts, notice
from services.reminder import text as reminder_text
from services.strategy import arm

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


def queue(ids: Sequence[int], today: date) -> Counter[str]:
    """Queue the messages of promises; counts what came of them. Once for each promise, one a borrower and day.

    A case without a stage, one that rests on more than its promise, and a borrower without a way get none.
    """
    query = select(Promise).where(Promise.id.in_(ids), Promise.reminder_id.is_(None)).order_by(Promise.id)
    rows = list(db.session.scalars(query.options(*WITH_IT)).unique())
    sent = facts.with_partner([row.case_id for row in rows])
    written, known = _written([row.case.borrower_id for row in rows], today), notice.known()
    found: dict[Promise, dict[str, Any]] = {}
    stages = arm.staged({row.case_id: row.case.stage for row in rows}, today)
    for row in rows:
        apart = row.case_id not in sent and row.case.borrower_id not in written
        if apart and not rests_otherwise(row, today) and (values := _message(row, stages[row.case_id], today, known)):
            written.add(row.case.borrower_id)
            found[row] = values
    _keep(found)
    return +Counter(queued=len(found), skipped=len(rows) - len(found))


def _message(row: Promise, stage: Stage | None, today: date, known: notice.Known) -> dict[str, Any]:
    """The columns of the message of a promise; empty where it has no way or no words."""
    point = _point(row.case, stage)
    if stage is None or point is None:
        return {}
    channel, named = point
    try:
        said = _words(row, channel, known)
    except RuleError:
        return {}
    who = {"borrower_id": row.case.borrower_id, "language": row.case.borrower.language}
    said |= {"channel": channel, "stage_id": stage.id, "queued_on": today}
    code = notice.coded(known, Notice.promise, row.case.borrower.language, channel, _given(row, channel))
    return {"phone_id": None, "address_id": None, **who, **said, **named, **code}


def _keep(found: Mapping[Promise, dict[str, Any]]) -> None:
    ids = bulk.add(Reminder, list(found.values()))
    pairs = list(zip(ids, found, strict=True))
    cases = [{"reminder_id": id, "case_id": row.case_id, "stage_id": row.case.stage_id} for id, row in pairs]
    bulk.insert(ReminderCase, cases)
    bulk.change(Promise, [{"id": row.id, "reminder_id": id} for id, row in pairs])


def of(reminder: Reminder) -> Promise | None:
    """The promise that a reminder speaks of, if it is one of these."""
    return db.session.scalars(select(Promise).filter_by(reminder_id=reminder.id)).first()


def rests_otherwise(row: Promise, today: date) -> bool:
    """Whether the case rests on anything but this promise."""
    return any(each.promise_id != row.id for each in hold.running(row.case, today))


def _point(case: Case, stage: Stage | None) -> tuple[Channel, dict[str, int]] | None:
    """The way to the borrower that the stage prefers; a letter would come too late."""
    phones = [each.id for each in case.borrower.phones if each.status not in UNUSABLE]
    mails = [each for each in case.borrower.addresses if each.status not in UNUSABLE]
    known: dict[Channel, dict[str, int]] = {}
    if phones:
        known[Channel.sms] = {"phone_id": phones[0]}
    if found := next((each.id for each in mails if each.kind == AddressKind.email), None):
        known[Channel.email] = {"address_id": found}
    wanted = (stage.channel, stage.fallback_channel) if stage else ()
    channel = next((each for each in (*wanted, Channel.email) if each in known), None)
    return (channel, known[channel]) if channel else None


def _written(borrower_ids: Sequence[int], today: date) -> set[int]:
    """Of these borrowers, those who get a message today already."""
    query = select(Reminder.borrower_id).where(Reminder.borrower_id.in_(borrower_ids), Reminder.queued_on >= today)
    return set(db.session.scalars(query.where(facts.STANDS)))


def _words(row: Promise, channel: Channel, known: notice.Known) -> dict[str, Any]:
    """Subject and text in the borrower's language."""
    key = (Notice.promise, channel, row.case.borrower.language)
    return {**notice.fill(notice.words(known.texts, key, row.case.borrower.lender), key[2], _given(row, channel))}


def _given(row: Promise, channel: Channel) -> dict[str, str]:
    """What fills the words; a text addresses by name alone."""
    given = _values(row)
    if channel != Channel.email:
        given["addressed"] = message.greeted(row.case.borrower.name, str(row.case.borrower.language))
    return given


def _values(row: Promise) -> dict[str, str]:
    borrower, lender = row.case.borrower, row.case.borrower.lender
    language = str(borrower.language)
    named, reader = letterhead.name(lender, language), letterhead.locale(lender, language)
    return {
        "addressed": message.addressed(borrower.name, language),
        "name": borrower.name,
        "lender": named,
        "collector": row.case.assignee.name if row.case.assignee else named,
        "amount": written.amount(row.amount, row.case.loan.currency, reader),
        "promised_on": reminder_text.day(row.due_on, reader),
        "contracts": row.case.loan.contract_no,
        "callback_number": borrower.lender.callback_number,
        "complaints_number": borrower.lender.complaints_number,
        "pay_to": letterhead.pay_to(lender, language),
    }
