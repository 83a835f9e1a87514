"""The notice of a set-off: it holds once it arrives, so it is queued at once, and again until the borrower was told.

Of one that is taken back after that, the borrower is told in the same way.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from models import db
from models.borrower import Borrower
from models.decision import Decision
from models.reminder import Reminder, ReminderCase, ReminderStatus
from models.set_off import SetOff, SetOffStatus
from models.stage import Channel, Stage
from models.template import Notice
from rules import message, money
from rules.errors import RuleError
from services import bulk, case, ledger, written
from services.paper import letterhead
from services.reminder import facts, gate, notice
from services.reminder import text as reminder_text

STOPPED = (ReminderStatus.suppressed, ReminderStatus.failed)
WAYS = (Channel.sms, Channel.email, Channel.letter)


def due() -> list[int]:
    """Ids of the set-offs that the borrower was not told of, and of which nothing is on its way."""
    made = (SetOff.status == SetOffStatus.made, SetOff.told_on.is_(None), _free(SetOff.reminder_id))
    back = (SetOff.status == SetOffStatus.taken_back, SetOff.told_on.is_not(None), SetOff.back_told_on.is_(None))
    query = select(SetOff.id).where(or_(and_(*made), and_(*back, _free(SetOff.back_reminder_id))))
    return list(db.session.scalars(query.order_by(SetOff.id)))


def _free(reminder_id: Any) -> ColumnElement[bool]:
    """The condition that no message is on its way."""
    stopped = select(Reminder.id).where(Reminder.id == reminder_id, Reminder.status.in_(STOPPED))
    return or_(reminder_id.is_(None), stopped.exists())


def _is_back(row: SetOff) -> bool:
    """Whether the borrower is told that a set-off was taken back."""
    return row.status == SetOffStatus.taken_back


def stage_of(row: SetOff) -> Stage | None:
    """The stage under which a notice is filed: that of the case whose debt was paid, while it is open."""
    found = case.of(row.onto)
    return found.stage if found else None


def queue(row: SetOff, today: date, now: datetime, stage: Stage | None = None) -> str:
    """Queue the notice of a set-off on the first way that the gate lets through; says what came of it.

    One message a borrower and day: on a day that has one the notice waits for the next. Where no way is open it is
    left to a person.
    """
    borrower = row.onto.borrower
    if _written_today(borrower, today):
        return "waits"
    stage = stage or stage_of(row) or _first_stage(row)
    if stage is None:
        return "skipped"
    for values in _ways(borrower, stage, today):
        asked = gate.ask_many([values], now, **gate.NOTICE)
        bulk.insert(Decision, asked)
        if values["status"] == ReminderStatus.queued and (said := _words(row, values["channel"], today)):
            _keep(row, values | said)
            return "queued"
    return "not_allowed"


def told(reminder: Reminder, today: date) -> None:
    """Keep that the borrower was told of the set-off that a message speaks of, if it is a notice."""
    db.session.flush()
    for row in facts.set_offs([reminder.id]).values():
        if row.reminder_id == reminder.id:
            row.told_on = row.told_on or today
        else:
            row.back_told_on = row.back_told_on or today


def _written_today(borrower: Borrower, today: date) -> bool:
    """Whether a message of the day is there for the borrower already."""
    query = select(Reminder.id).where(Reminder.borrower_id == borrower.id, Reminder.queued_on >= today)
    return db.session.scalars(query.where(facts.STANDS).limit(1)).first() is not None


def _first_stage(row: SetOff) -> Stage | None:
    policy_id = row.onto.portfolio.policy_id
    query = select(Stage).filter_by(policy_id=policy_id).order_by(Stage.position).limit(1)
    return db.session.scalars(query).first()


def _ways(borrower: Borrower, stage: Stage, today: date) -> list[dict[str, Any]]:
    """A message for each way to the borrower, what the stage prefers first."""
    points = facts.points([borrower.id]).get(borrower.id, {})
    order = dict.fromkeys((stage.channel, stage.fallback_channel, *WAYS))
    return [
        {
            "borrower_id": borrower.id,
            "stage_id": stage.id,
            "channel": channel,
            "language": borrower.language,
            "queued_on": today,
            "phone_id": points[channel] if channel == Channel.sms else None,
            "address_id": points[channel] if channel != Channel.sms else None,
            "status": ReminderStatus.queued,
        }
        for channel in order
        if channel in WAYS and channel in points
    ]


def _keep(row: SetOff, values: dict[str, Any]) -> None:
    found = Reminder(**values)
    cases = filter(None, (case.of(row.onto), case.of(row.loan)))
    links = [ReminderCase(reminder=found, case=each, stage_id=values["stage_id"]) for each in cases]
    db.session.add_all([found, *links])
    db.session.flush()
    if _is_back(row):
        row.back_reminder = found
    else:
        row.reminder = found


def _words(row: SetOff, channel: Channel, today: date) -> dict[str, Any]:
    """Subject and text in the borrower's language; nothing where a value is missing."""
    borrower, known = row.onto.borrower, notice.known()
    key = (Notice.set_off_back if _is_back(row) else Notice.set_off, channel, borrower.language)
    given = _values(row, str(borrower.language), today)
    if channel == Channel.sms:
        given["addressed"] = message.greeted(borrower.name, str(borrower.language))
    code = notice.coded(known, key[0], borrower.language, channel, given)
    try:
        return {**notice.fill(notice.words(known.texts, key, borrower.lender), borrower.language, given), **code}
    except RuleError:
        return {}


def _values(row: SetOff, language: str, today: date) -> dict[str, str]:
    borrower, currency, lender = row.onto.borrower, row.onto.currency, row.onto.borrower.lender
    named, reader = letterhead.name(lender, language), letterhead.locale(lender, language)
    left: Decimal = sum(ledger.today(row.onto, today).overdue.values(), money.ZERO)
    found = case.of(row.onto)
    signer = found.assignee.name if found and found.assignee else named
    return {
        "addressed": message.addressed(borrower.name, language),
        "name": borrower.name,
        "lender": named,
        "collector": signer,
        "amount": written.amount(row.amount, currency, reader),
        "left": written.amount(left, currency, reader),
        "contract": row.loan.contract_no,
        "onto": row.onto.contract_no,
        "day": reminder_text.day(_day(row) or today, reader),
        "callback_number": borrower.lender.callback_number,
        "complaints_number": borrower.lender.complaints_number,
    }


def _day(row: SetOff) -> date | None:
    """The day on which it was made, or taken back."""
    if not _is_back(row):
        return row.decided_on
    return row.brought.reversal.paid_on if row.brought and row.brought.reversal else None
