"""Service messages: a word before a due day, thanks, a receipt, a plan's next day, the answer to a dispute, a welcome.

Each lender switches them on; a house that collects for others writes none. They open no episode and ask for nothing
that is overdue, and the gate is asked as for any other message.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import zip_longest
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased, joinedload

from models import db
from models.base import MoneyType
from models.borrower import Borrower
from models.case import Case, CaseState, Episode
from models.decision import Decision
from models.dispute import Dispute, DisputeStatus
from models.lender import Lender
from models.loan import Instalment, Loan
from models.payment import Payment, PaymentKind
from models.plan import Plan, PlanInstalment, PlanStatus
from models.reminder import Reminder, ReminderCase, ReminderStatus
from models.service_message import ServiceKind, ServiceMessage
from models.stage import Channel, Stage
from models.template import Notice
from rules import message, money
from rules.contact import service as rule
from rules.errors import RuleError
from rules.outlook import past
from services import bulk, hold, written
from services.outlook import facts as outlook_facts
from services.owed import UNPAID
from services.paper import letterhead
from services.reminder import facts, gate, notice, quiet
from services.reminder import text as reminder_text

MESSAGES = notice.MESSAGES / "service"
ANSWERED = (DisputeStatus.upheld, DisputeStatus.partly_upheld, DisputeStatus.rejected)
"""What a borrower is told of; who withdrew knows it."""
WAYS = (Channel.sms, Channel.email)
"""A letter would come too late."""
WITH_IT = (
    joinedload(Case.loan).joinedload(Loan.portfolio),
    joinedload(Case.assignee),
    joinedload(Case.borrower).joinedload(Borrower.lender),
)


class Told(NamedTuple):
    """What a message is about: its kind and day, and the money it names."""

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


def receipts(today: date) -> dict[int, Told]:
    """By case, the money that was posted lately, where nobody was thanked for it or had a receipt of it yet."""
    found: dict[int, Told] = {}
    if not (lenders := [lender.id for lender in _lenders(Lender.receipts.is_(True))]):
        return found
    query = select(Case.id, Payment.posted_on, Payment.paid_on, Payment.amount).join(
        Payment, Payment.loan_id == Case.loan_id
    )
    query = query.join(Borrower, Case.borrower_id == Borrower.id).where(Borrower.lender_id.in_(lenders), *_kept())
    query = query.where(Payment.kind == PaymentKind.payment, Payment.component.is_(None), Payment.amount > 0)
    query = query.where(Payment.posted_on > today - rule.THANKED_WITHIN - timedelta(days=1), ~_reversed())
    query = query.where(~_told(ServiceKind.receipt, Payment.posted_on), ~_thanked())
    for row in db.session.execute(query.order_by(Case.id, Payment.posted_on)):
        if rule.is_news(row.paid_on, row.posted_on, today):
            before = found.get(row.id)
            of_day = before.amount if before and before.on == row.posted_on else None
            found[row.id] = Told(ServiceKind.receipt, row.posted_on, row.amount + (of_day or money.ZERO))
    return found


def plans(today: date) -> dict[int, Told]:
    """By case, the next instalment of its running plan within the days of its lender."""
    found: dict[int, Told] = {}
    for lender in _lenders(Lender.plan_due_days.is_not(None)):
        query = select(Case.id, PlanInstalment.due_on, PlanInstalment.amount, PlanInstalment.paid)
        query = query.join(Plan, Plan.case_id == Case.id).join(PlanInstalment, PlanInstalment.plan_id == Plan.id)
        query = query.join(Borrower, Case.borrower_id == Borrower.id).where(Borrower.lender_id == lender.id, *_kept())
        ahead = today + timedelta(days=lender.plan_due_days or 0)
        query = query.where(Plan.status == PlanStatus.running, PlanInstalment.due_on > today)
        query = query.where(PlanInstalment.due_on <= ahead, PlanInstalment.paid < PlanInstalment.amount)
        query = query.where(~_told(ServiceKind.plan_due, PlanInstalment.due_on))
        for row in db.session.execute(query.order_by(Case.id, PlanInstalment.due_on)):
            found.setdefault(row.id, Told(ServiceKind.plan_due, row.due_on, row.amount - row.paid))
    return found


def disputes(today: date) -> dict[int, Told]:
    """By case, the day on which a dispute was decided, where the borrower was not told of it yet."""
    if not (lenders := [lender.id for lender in _lenders(Lender.dispute_answers.is_(True))]):
        return {}
    query = select(Case.id, Dispute.decided_on).join(Dispute, Dispute.case_id == Case.id)
    query = query.join(Borrower, Case.borrower_id == Borrower.id).where(Borrower.lender_id.in_(lenders), *_kept())
    query = query.where(Dispute.status.in_(ANSWERED), ~_told(ServiceKind.dispute_answered, Dispute.decided_on))
    query = query.where(Dispute.decided_on > today - rule.THANKED_WITHIN - timedelta(days=1))
    rows = db.session.execute(query.order_by(Case.id, Dispute.decided_on))
    return {id: Told(ServiceKind.dispute_answered, on) for id, on in rows if on and rule.is_fresh(on, today)}


def welcomes(today: date) -> dict[int, Told]:
    """By case, the day on which a new loan came into the book, where nothing is overdue of the borrower."""
    if not (lenders := [lender.id for lender in _lenders(Lender.welcomes.is_(True))]):
        return {}
    query = select(Case.id, Loan.opened_on, Loan.entered_on).join(Loan, Case.loan_id == Loan.id)
    query = query.join(Borrower, Case.borrower_id == Borrower.id).where(Borrower.lender_id.in_(lenders), *_quiet())
    query = query.where(Loan.entered_on > today - rule.THANKED_WITHIN - timedelta(days=1))
    nothing = or_(Case.overdue_since.is_(None), Case.overdue_since >= today)
    query = query.where(nothing, ~_told(ServiceKind.welcome, Loan.entered_on))
    rows = db.session.execute(query.order_by(Case.id))
    return {id: Told(ServiceKind.welcome, on) for id, opened_on, on in rows if on and rule.is_new(opened_on, on, today)}


def queue(told: Mapping[int, Told], today: date, now: datetime) -> Counter[str]:
    """Queue a message for each of these cases that nothing rests on, one a borrower and day; counts what came of them.

    Of the ways to the borrower the first that the gate lets through is taken. Where none is open it is kept as
    suppressed, with why, so that the gate is asked once.
    """
    query = select(Case).where(Case.id.in_(told)).order_by(Case.id).options(*WITH_IT)
    rows = list(db.session.scalars(query).unique())
    ids = [row.borrower_id for row in rows]
    kinds = {each.kind for each in told.values()}
    still = {*quiet.resting(ids, today, hold.AGREED if kinds <= rule.ON_OPEN else ()), *_written(ids, today)}
    book = Book(facts.points(ids), _stages(), notice.known(), today)
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
    if any(wants(lender) for wants in quiet.WANTED.values()) and not rule.may(lender.licence):
        raise RuleError("Who collects for others writes no service messages.")
    for days in (lender.before_due_days, lender.plan_due_days):
        if days is not None and not 1 <= days <= rule.MOST_DAYS:
            raise RuleError("A reminder comes 1 to %(most)s days ahead.", most=rule.MOST_DAYS)


def _lenders(*wanted: Any) -> list[Lender]:
    rows = db.session.scalars(select(Lender).where(Lender.archived_on.is_(None), *wanted).order_by(Lender.id))
    return [row for row in rows if rule.may(row.licence)]


def _quiet() -> tuple[Any, ...]:
    """The condition that nothing of the borrower is worked: who is overdue elsewhere hears of that alone."""
    other = aliased(Case)
    worked = select(other.id).where(other.borrower_id == Case.borrower_id, other.state == CaseState.open)
    return Case.state != CaseState.open, Case.archived_on.is_(None), Borrower.archived_on.is_(None), ~worked.exists()


def _kept() -> tuple[Any, ...]:
    """The condition that a case and its borrower are worked or may be."""
    return Case.archived_on.is_(None), Borrower.archived_on.is_(None)


def _thanked() -> Any:
    """The condition that the borrower was thanked for the money already."""
    query = select(ServiceMessage.id).where(ServiceMessage.case_id == Case.id)
    return query.where(ServiceMessage.kind == ServiceKind.thanks, ServiceMessage.on >= Payment.paid_on).exists()


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
    """What is the same for all messages of a night: the ways to borrowers, the first stages, the words and codes."""

    points: Mapping[int, Mapping[Channel, int]]
    stages: Mapping[int, int]
    known: notice.Known
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
        asked = _ask(here, told, now)
        bulk.insert(Decision, asked)
        queued += [each for each in here if each.values["status"] == ReminderStatus.queued]
        stopped |= {each.case.id: each for each in here if each.values["status"] != ReminderStatus.queued}
        done = {each.case.id for each in queued}
        left = [row for row in left if row.id not in done]
    return queued, [each for id, each in stopped.items() if id in {row.id for row in left}]


def _ask(messages: Sequence[Message], told: Mapping[int, Told], now: datetime) -> list[dict[str, Any]]:
    """Ask the gate about messages, by what each kind is to it; gives the decisions."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for each in messages:
        found[rule.purpose(told[each.case.id].kind)].append(each.values)
    return [row for purpose, values in found.items() for row in gate.ask_many(values, now, purpose=purpose)]


def _message(row: Case, told: Told, channel: Channel, book: Book) -> Message | None:
    """The message of a case by a channel; None without a way or words."""
    point = book.points.get(row.borrower_id, {}).get(channel)
    if point is None or not (said := _words(row, told, channel, book.known)):
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


def _words(row: Case, told: Told, channel: Channel, known: notice.Known) -> dict[str, Any]:
    """Subject and text in the borrower's language; nothing where a value is missing or the words must not be sent."""
    language, lender = row.borrower.language, row.borrower.lender
    credit = _credit(lender, str(language))
    said = notice.words(known.texts, (Notice(told.kind), channel, language), lender)
    said = notice.Words(said.subject, said.body.replace("{{ credit }}", credit))
    given = _given(row, told, str(language)) | {"credit": credit.strip()}
    if channel == Channel.sms:
        given["addressed"] = message.greeted(row.borrower.name, str(language))
    try:
        code = notice.coded(known, Notice(told.kind), language, channel, given)
        return {**notice.fill(said, language, given), **code}
    except RuleError:
        return {}


def on_credit(lender: Lender, language: str) -> str:
    """The sentence on the borrower's credit, as it is said where the lender reports."""
    return letterhead.said(_text("credit_reported", language), lender, language)


def _credit(lender: Lender, language: str) -> str:
    """One sentence on the borrower's credit, where the lender reports how its loans are paid; nothing elsewhere."""
    if not lender.reports_credit:
        return ""
    said = on_credit(lender, language)
    return f" {said}" if language == "en" else said


@cache
def _text(name: str, language: str) -> str:
    return (MESSAGES / f"{name}.{language}.txt").read_text(encoding="utf-8").strip()


def _outcome(row: Case, told: Told, language: str) -> str:
    """What came of the disputes that were decided on a day, in the reader's words; nothing for any other message."""
    if told.kind != ServiceKind.dispute_answered:
        return ""
    found = [each.status for each in row.disputes if each.decided_on == told.on and each.status in ANSWERED]  # type: ignore[attr-defined]
    return outcome(found[-1], row.borrower.lender, language) if found else ""


def outcome(status: DisputeStatus, lender: Lender, language: str) -> str:
    """What came of a dispute, in the words of a language."""
    return letterhead.said(_text(f"outcome_{status}", language), lender, language)


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
        "outcome": _outcome(row, told, language),
        "callback_number": lender.callback_number,
        "complaints_number": lender.complaints_number,
        "pay_to": letterhead.pay_to(lender, language),
    }
