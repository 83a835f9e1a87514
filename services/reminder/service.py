"""Service messages: a word before a due day to who was late before, and thanks once nothing is overdue.

Each lender switches them on; a house that collects for others writes none. They open no episode and ask for nothing
that is overdue, and the gate is asked as for any other message.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload

from models import db
from models.base import MoneyType
from models.borrower import Borrower
from models.case import Case, CaseState, Episode
from models.decision import Decision
from models.lender import Lender
from models.loan import Instalment, Loan
from models.payment import Payment, PaymentKind
from models.reminder import Reminder, ReminderCase, ReminderStatus
from models.service_message import ServiceKind, ServiceMessage
from models.stage import Channel, Stage
from models.template import Notice
from rules import message
from rules.contact import service as rule
from rules.errors import RuleError
from rules.outlook import past
from services import bulk, written
from services.outlook import facts as outlook_facts
from services.owed import UNPAID
from services.paper import letterhead
from services.reminder import facts, gate, notice, quiet
from services.reminder import text as reminder_text

MESSAGES = Path(__file__).parents[2] / "templates" / "messages" / "service"
WAYS = (Channel.sms, Channel.email)
"""A letter would come too late."""
WITH_IT = (
    joinedload(Case.loan).joinedload(Loan.portfolio),
    joinedload(Case.assignee),
    joinedload(Case.borrower).joinedload(Borrower.lender),
)


class Told(NamedTuple):
    """What a message is about: its kind and day, and what falls due on it."""

    kind: ServiceKind
    on: date
    amount: Decimal | None = None


def before_due(today: date) -> dict[int, Told]:
    """By case, the next due day within the days of its lender, where the borrower was late before and is not now."""
    found: dict[int, Any] = {}
    for lender in _lenders(Lender.before_due_days.is_not(None)):
        for row in db.session.execute(_falling_due(lender, today)):
            found.setdefault(row.id, row)
    late: dict[int, bool] = {}
    for ids in bulk.chunks([row.loan_id for row in found.values()]):
        histories = outlook_facts.histories(ids, today)
        late |= {id: rule.was_late(past.spells(dues, today)) for id, dues in histories.items()}
    return {
        id: Told(ServiceKind.before_due, row.due_on, row.amount) for id, row in found.items() if late.get(row.loan_id)
    }


def thanks(today: date) -> dict[int, Told]:
    """By case, the day on which money ended what was overdue, where nobody was thanked for it yet."""
    if not (lenders := [lender.id for lender in _lenders(Lender.thanks.is_(True))]):
        return {}
    paid = select(Payment.id).where(Payment.loan_id == Case.loan_id, Payment.kind == PaymentKind.payment)
    paid = paid.where(Payment.paid_on >= Episode.opened_on, Payment.amount > 0, ~_reversed())
    query = select(Case.id, Episode.closed_on).join(Episode, Episode.case_id == Case.id)
    query = query.join(Borrower, Case.borrower_id == Borrower.id).where(Borrower.lender_id.in_(lenders), *_quiet())
    query = query.where(Episode.closed_on > today - rule.THANKED_WITHIN - timedelta(days=1), Episode.closed_on <= today)
    rows = db.session.execute(query.where(paid.exists(), ~_told(ServiceKind.thanks, Episode.closed_on)))
    return {id: Told(ServiceKind.thanks, on) for id, on in rows if on and rule.is_fresh(on, today)}


def queue(told: Mapping[int, Told], today: date, now: datetime) -> Counter[str]:
    """Queue a message for each of these cases that nothing rests on, one a borrower and day; counts what came of them.

    Of the ways to the borrower the first that the gate lets through is taken. Where none is open it is kept as
    suppressed, with why, so that the gate is asked once.
    """
    query = select(Case).where(Case.id.in_(told)).order_by(Case.id).options(*WITH_IT)
    rows = list(db.session.scalars(query).unique())
    ids = [row.borrower_id for row in rows]
    still = {*quiet.resting(ids, today), *_written(ids, today)}
    book = Book(facts.points(ids), _stages(), notice.codes(), today)
    turns: dict[int, list[Case]] = defaultdict(list)
    for row in rows:
        turns[row.borrower_id].append(row)
    found: Counter[str] = Counter()
    for turn in zip_longest(*turns.values()):
        free = [row for row in turn if row and row.borrower_id not in still]
        queued, stopped = _asked(free, told, book, now)
        _keep([*queued, *stopped], told)
        still |= {each.case.borrower_id for each in queued}
        found += Counter(queued=len(queued), not_allowed=len(free) - len(queued))
        found += Counter(waits=sum(row is not None for row in turn) - len(free))
    return found


def check(lender: Lender) -> None:
    """Raise RuleError for service messages of a house that collects for others, or days that are too many or none."""
    if (lender.before_due_days is not None or lender.thanks) and not rule.may(lender.licence):
        raise RuleError("Who collects for others writes no service messages.")
    if lender.before_due_days is not None and not 1 <= lender.before_due_days <= rule.MOST_DAYS:
        raise RuleError("A reminder comes 1 to %(most)s days ahead.", most=rule.MOST_DAYS)


def _lenders(*wanted: Any) -> list[Lender]:
    rows = db.session.scalars(select(Lender).where(Lender.archived_on.is_(None), *wanted).order_by(Lender.id))
    return [row for row in rows if rule.may(row.licence)]


def _quiet() -> tuple[Any, ...]:
    """The condition that nothing of the borrower is worked: who is overdue elsewhere hears of that alone."""
    other = aliased(Case)
    worked = select(other.id).where(other.borrower_id == Case.borrower_id, other.state == CaseState.open)
    return Case.state != CaseState.open, Case.archived_on.is_(None), Borrower.archived_on.is_(None), ~worked.exists()


def _falling_due(lender: Lender, today: date) -> Any:
    """The first due days ahead, of cases on which nobody was told of them yet."""
    amount = func.sum(UNPAID, type_=MoneyType()).label("amount")
    query = select(Case.id, Case.loan_id, Instalment.due_on, amount).join(
        Instalment, Instalment.loan_id == Case.loan_id
    )
    query = query.join(Borrower, Case.borrower_id == Borrower.id).where(Borrower.lender_id == lender.id, *_quiet())
    ahead = today + timedelta(days=lender.before_due_days or 0)
    query = query.where(Instalment.due_on > today, Instalment.due_on <= ahead, UNPAID > 0)
    query = query.where(~_told(ServiceKind.before_due, Instalment.due_on))
    return query.group_by(Case.id, Instalment.due_on).order_by(Case.id, Instalment.due_on)


def _told(kind: ServiceKind, on: Any) -> Any:
    query = select(ServiceMessage.id).where(ServiceMessage.case_id == Case.id, ServiceMessage.kind == kind)
    return query.where(ServiceMessage.on == on).exists()


def _reversed() -> Any:
    back = aliased(Payment)
    return select(back.id).where(back.reverses_id == Payment.id).exists()


def _written(borrower_ids: Sequence[int], today: date) -> set[int]:
    """Of these borrowers, those who get a message today already."""
    query = select(Reminder.borrower_id).where(Reminder.borrower_id.in_(borrower_ids), Reminder.queued_on >= today)
    return set(db.session.scalars(query.where(facts.STANDS)))


class Book(NamedTuple):
    """What is the same for all messages of a night: the ways to borrowers, the first stages, the approved texts."""

    points: Mapping[int, Mapping[Channel, int]]
    stages: Mapping[int, int]
    codes: notice.Codes
    today: date


class Message(NamedTuple):
    """A message about a case, as the row of its reminder."""

    case: Case
    values: dict[str, Any]


def _asked(
    rows: Sequence[Case], told: Mapping[int, Told], book: Book, now: datetime
) -> tuple[list[Message], list[Message]]:
    """Write a message for each case and ask the gate, way by way: those that are let through, and those stopped."""
    queued: list[Message] = []
    stopped: dict[int, Message] = {}
    left = [row for row in rows if row.loan.portfolio.policy_id in book.stages]
    for channel in WAYS:
        here = [each for row in left if (each := _message(row, told[row.id], channel, book))]
        asked = gate.ask_many([each.values for each in here], now, purpose=rule.PURPOSE)
        bulk.insert(Decision, asked)
        queued += [each for each in here if each.values["status"] == ReminderStatus.queued]
        stopped |= {each.case.id: each for each in here if each.values["status"] != ReminderStatus.queued}
        done = {each.case.id for each in queued}
        left = [row for row in left if row.id not in done]
    return queued, [each for id, each in stopped.items() if id in {row.id for row in left}]


def _message(row: Case, told: Told, channel: Channel, book: Book) -> Message | None:
    """The message of a case by a channel; None without a way or words."""
    point = book.points.get(row.borrower_id, {}).get(channel)
    if point is None or not (said := _words(row, told, channel, book.codes)):
        return None
    return Message(row, _values(row, book.stages[row.loan.portfolio.policy_id], channel, point, book.today) | said)


def _stages() -> dict[int, int]:
    """The stage of each policy under which they are filed, whose words they do not use: the first."""
    rows = db.session.execute(select(Stage.policy_id, Stage.id).order_by(Stage.position.desc()))
    return dict(rows.all())


def _values(row: Case, stage_id: int, channel: Channel, point: int, today: date) -> dict[str, Any]:
    return {
        "borrower_id": row.borrower_id,
        "stage_id": stage_id,
        "channel": channel,
        "language": row.borrower.language,
        "queued_on": today,
        "phone_id": point if channel == Channel.sms else None,
        "address_id": point if channel != Channel.sms else None,
        "status": ReminderStatus.queued,
        "problem": "",
        "gateway_code": "",
        "gateway_values": {},
    }


def _keep(found: Sequence[Message], told: Mapping[int, Told]) -> None:
    """Keep messages: the reminder, which case it is filed under, and what it is about."""
    ids = bulk.add(Reminder, [each.values for each in found])
    pairs = list(zip(ids, found, strict=True))
    cases = [{"reminder_id": id, "case_id": each.case.id, "stage_id": each.values["stage_id"]} for id, each in pairs]
    bulk.insert(ReminderCase, cases)
    about = [{"reminder_id": id, "case_id": each.case.id, **told[each.case.id]._asdict()} for id, each in pairs]
    bulk.insert(ServiceMessage, about)


def _words(row: Case, told: Told, channel: Channel, codes: notice.Codes) -> dict[str, Any]:
    """Subject and text in the borrower's language; nothing where a value is missing or the words must not be sent."""
    language, lender = str(row.borrower.language), row.borrower.lender
    text = letterhead.said(_text(f"{told.kind}.{channel}", language), lender, language)
    credit = _credit(lender, language)
    text = text.replace("{{ credit }}", credit)
    given = _given(row, told, language) | {"credit": credit.strip()}
    if channel == Channel.sms:
        given["addressed"] = message.greeted(row.borrower.name, language)
    first, _, rest = text.partition("\n")
    subject = "" if channel == Channel.sms else first.replace("：", ":").partition(":")[2].strip()
    try:
        reminder_text.check_content(text, language)
        body = message.fill(text if channel == Channel.sms else rest.strip(), given)
        code = notice.coded(codes, Notice(told.kind), row.borrower.language, channel, given)
        return {"subject": message.fill(subject, given), "body": message.once(body), **code}
    except RuleError:
        return {}


def _credit(lender: Lender, language: str) -> str:
    """One sentence on the borrower's credit, where the lender reports how its loans are paid; nothing elsewhere."""
    if not lender.reports_credit:
        return ""
    said = letterhead.said(_text("credit_reported", language), lender, language)
    return f" {said}" if language == "en" else said


@cache
def _text(name: str, language: str) -> str:
    return (MESSAGES / f"{name}.{language}.txt").read_text(encoding="utf-8").strip()


def _given(row: Case, told: Told, language: str) -> dict[str, str]:
    borrower, lender = row.borrower, row.borrower.lender
    named, reader = letterhead.name(lender, language), letterhead.locale(lender, language)
    return {
        "addressed": message.addressed(borrower.name, language),
        "name": borrower.name,
        "lender": named,
        "collector": row.assignee.name if row.assignee and row.assignee.active else named,
        "amount": written.amount(told.amount, row.loan.currency, reader) if told.amount else "",
        "contract": row.loan.contract_no,
        "day": reminder_text.day(told.on, reader),
        "callback_number": lender.callback_number,
        "complaints_number": lender.complaints_number,
        "pay_to": letterhead.pay_to(lender, language),
    }
