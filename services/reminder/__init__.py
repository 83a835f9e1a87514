"""Reminders: queued by the night, checked again, claimed and sent by day."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from models import db
from models.borrower import Borrower
from models.case import Case, CaseState
from models.contact import Contact
from models.decision import Decision
from models.lender import Lender, country_of
from models.outcome import OutcomeCode
from models.reminder import Reminder, ReminderCase, ReminderStatus
from models.stage import Channel, Stage
from rules import ahead, sms
from rules.errors import RuleError
from rules.sentence import Sentence
from services import bulk, overdue, team
from services.channel import Message, Sender, Sent, attempt, circuit
from services.contact import unsubscribe
from services.defaults import SENT_OUTCOMES
from services.paper import letterhead
from services.reminder import facts, gate, identity, point, set_off
from services.reminder import text as reminder_text
from services.strategy import arm

Status = ReminderStatus
PENDING = (Status.queued, Status.claimed, Status.sending)
AT_THE_PRINTER = (Status.typeset, Status.printed)
"""Letters that nobody has posted yet."""
GONE = (Status.sent, Status.unknown)
"""What left, or may have: only this starts the days until the next one."""

STILL = "still_suppressed"
OLD = Sentence("Its figures are of an earlier day; it is written anew.")

WITH_IT = (
    joinedload(Reminder.borrower).joinedload(Borrower.lender),
    joinedload(Reminder.phone),
    joinedload(Reminder.address),
    selectinload(Reminder.cases).joinedload(ReminderCase.case),
)
"""What sending and filing reads of each reminder."""


class Ready(NamedTuple):
    """A reminder that may leave, by its id and channel."""

    id: int
    channel: Channel


class Book(NamedTuple):
    """What is the same for all borrowers of a night; `tried` are the words of a challenger."""

    templates: reminder_text.Templates
    tried: reminder_text.Templates
    lenders: Mapping[int, Lender]
    today: date


def due(today: date) -> list[int]:
    """Ids of the borrowers who may be due: with an open case in a stage, and no message of that stage lately."""
    found: set[int] = set()
    treatment = arm.treatment()
    for stage in (*db.session.scalars(select(Stage)), *(treatment.stages.values() if treatment else ())):
        found.update(db.session.scalars(_without_message(stage, today)))
    return sorted(found)


def _without_message(stage: Stage, today: date) -> Select[int]:
    """Borrowers of a stage with no message on its way, whose last one that left is as old as the stage wants."""
    earlier = select(Reminder.id).where(Reminder.borrower_id == Case.borrower_id)
    lately = earlier.where(
        Reminder.stage_id == stage.id, Reminder.queued_on >= Case.opened_on, Reminder.status.in_(GONE)
    ).where(facts.of_stage())
    if stage.remind_every_days:
        lately = lately.where(Reminder.queued_on > today - timedelta(days=stage.remind_every_days))
    pending = earlier.where(Reminder.status.in_((*PENDING, *AT_THE_PRINTER)))
    here = (Case.state == CaseState.open, Case.stage_id == stage.id, Case.archived_on.is_(None))
    return select(Case.borrower_id).where(*here, ~pending.exists(), ~lately.exists()).distinct()


class Planned(NamedTuple):
    """The messages that borrowers are due, before they are written: their facts, rows, and what the gate was asked.

    `still` are the ids of those whose last message was stopped by what would stop it again.
    """

    found: Sequence[facts.Borrowed]
    rows: Sequence[dict[str, Any]]
    asked: Sequence[dict[str, Any]]
    still: set[int]


def queue(borrower_ids: Sequence[int], today: date, now: datetime | None = None) -> Counter[str]:
    """Queue one message for each borrower whose cases ask for one; counts what happened.

    The highest stage decides. What cannot be written, has no way to the borrower, or would not be allowed while its
    words are true is kept as suppressed, with why; once, until something else is true (`still_suppressed`).
    """
    found, rows, asked, still = planned(borrower_ids, today, now)
    bulk.insert(Reminder, rows)
    _link(found, today)
    bulk.insert(Decision, asked)
    return Counter(str(row["status"]) for row in rows) + Counter({STILL: len(still)})


def planned(borrower_ids: Sequence[int], today: date, now: datetime | None = None) -> Planned:
    """Decide on the messages that `queue` writes."""
    lenders = {row.id: row for row in db.session.scalars(select(Lender))}
    treatment = arm.treatment()
    tried = reminder_text.templates(treatment.templates) if treatment else {}
    book = Book(reminder_text.templates(), tried, lenders, today)
    found = [each for each in facts.load(borrower_ids, today) if _is_due(each, today)]
    rows = [_row(each, book) for each in found]
    asked = gate.ask_many([row for row in rows if row["status"] == Status.queued], now or team.start_of(today))
    still = _still(found, rows, today)
    return Planned(
        [each for each in found if each.who.id not in still],
        [row for row in rows if row["borrower_id"] not in still],
        [each for each in asked if each["borrower_id"] not in still],
        still,
    )


def _still(found: Sequence[facts.Borrowed], rows: Sequence[dict[str, Any]], today: date) -> set[int]:
    """Ids of the borrowers whose last message of the stage was stopped by what would stop it again."""
    last = {each.who.id: stopped for each in found if (stopped := _stopped(each))}
    again = gate.still(last.values(), today)
    same = {row["borrower_id"] for row in rows if row["status"] == Status.suppressed and _says(row, last)}
    return same | {who for who, each in last.items() if each.id in again}


def _says(row: dict[str, Any], last: Mapping[int, Any]) -> bool:
    """Whether the row would be suppressed with the words of the one before."""
    earlier = last.get(row["borrower_id"])
    return earlier is not None and bool(earlier.problem == row["problem"])


def _stopped(each: facts.Borrowed) -> Any | None:
    """The borrower's last message of the stage in this episode, where it was suppressed."""
    rows = _of_episode(each, top(each.cases))
    last = max(rows, key=lambda row: row.queued_on, default=None)
    return last if last is not None and last.status == Status.suppressed else None


def _of_episode(each: facts.Borrowed, case: facts.Asked) -> list[Any]:
    """The earlier messages of the stage since the case opened."""
    return [row for row in each.earlier if row.stage_id == case.stage.id and row.queued_on >= case.opened_on]


def top(cases: Sequence[facts.Asked]) -> facts.Asked:
    """The case that decides: the highest stage, then the longest overdue."""
    return max(cases, key=lambda each: (each.stage.position, -each.owed.since.toordinal()))


def _is_due(each: facts.Borrowed, today: date) -> bool:
    """Whether one is due: the first of a stage at once, further ones after its days; what never left starts none."""
    case = top(each.cases)
    if case.stage.channel == Channel.call and case.stage.fallback_channel is None:
        return False
    if any(_takes_the_day(row, today) for row in each.earlier):
        return False
    gone = [row.queued_on for row in _of_episode(each, case) if row.status in GONE]
    return ahead.next_message(gone, case.stage.remind_every_days, today) == today


def _takes_the_day(row: Any, today: date) -> bool:
    """Whether a message is on its way or of today; one of another kind that was stopped keeps no stage's back."""
    if row.status in (*PENDING, *AT_THE_PRINTER):
        return True
    return row.queued_on >= today and (row.status != Status.suppressed or row.stage_id is not None)


def _row(each: facts.Borrowed, book: Book) -> dict[str, Any]:
    case = top(each.cases)
    channel = _channel(case, each.points)
    row = {
        "borrower_id": each.who.id,
        "stage_id": case.stage.id,
        "channel": channel or case.stage.channel,
        "language": each.who.language,
        "queued_on": book.today,
        "phone_id": each.points[Channel.sms] if channel == Channel.sms else None,
        "address_id": each.points[channel] if channel in (Channel.email, Channel.letter) else None,
    }
    return row | _words(each, case, channel, book)


def _words(each: facts.Borrowed, case: facts.Asked, channel: Channel | None, book: Book) -> dict[str, Any]:
    if channel is None:
        return _suppressed(Sentence("No phone, e-mail or postal address is usable."))
    key, owed = (case.stage.id, channel, each.who.language), [one.owed for one in each.cases]
    lender, signer = book.lenders[each.who.lender_id], case.assignee or ""
    try:
        templates = book.tried if case.is_tried else book.templates
        found = reminder_text.write(templates, key, each.who, lender, signer, owed, book.today)
        found = reminder_text.name_credit(found, each.credits, str(each.who.language), lender)
    except RuleError as error:
        return _suppressed(error.sentence)
    said = {"subject": found.subject, "body": found.body, "gateway_code": found.code, "gateway_values": found.filled}
    return {"status": Status.queued, "problem": "", **said}


def _suppressed(problem: str) -> dict[str, Any]:
    empty = {"subject": "", "body": "", "gateway_code": "", "gateway_values": {}}
    return {"status": Status.suppressed, "problem": problem, **empty}


def _channel(case: facts.Asked, points: Mapping[Channel, int]) -> Channel | None:
    """The stage's channel, its fallback, then e-mail and letter: the first that has a way to the borrower."""
    wanted = (case.stage.channel, case.stage.fallback_channel, Channel.email, Channel.letter)
    return next((channel for channel in wanted if channel in points), None)


def _link(found: Sequence[facts.Borrowed], today: date) -> None:
    """Say which cases each new reminder speaks of."""
    who = [each.who.id for each in found]
    query = select(Reminder.borrower_id, Reminder.id).where(Reminder.borrower_id.in_(who), Reminder.queued_on == today)
    ids = dict(db.session.execute(query.where(facts.of_stage()).order_by(Reminder.id)).all())
    bulk.insert(
        ReminderCase,
        [
            {"reminder_id": ids[each.who.id], "case_id": case.id, "stage_id": case.stage.id, **_figures(case)}
            for each in found
            for case in each.cases
        ],
    )


def _figures(case: facts.Asked) -> dict[str, Any]:
    """What the words say is overdue of a case, and what of it is interest for delay."""
    return {"overdue": case.owed.overdue, "interest": overdue.interest(case.owed.parts)}


def to_renew(today: date) -> list[int]:
    """Ids of what waits with the figures of an earlier day: not claimed yet, or a letter that nobody printed."""
    said = select(ReminderCase.id).where(ReminderCase.reminder_id == Reminder.id, ReminderCase.overdue.is_not(None))
    waits = Reminder.status.in_((Status.queued, Status.typeset))
    return list(db.session.scalars(select(Reminder.id).where(waits, Reminder.queued_on < today, said.exists())))


def renew(ids: Sequence[int], today: date) -> Counter[str]:
    """Stop what would tell an earlier day's figures, so that it is written anew where it still asks; counts it.

    A letter names its day: it stays as it is while its figures are those of the ledger.
    """
    rows = gate.rows_of(ids)
    why = gate.outdated(ids, today)
    why = {row.id: why.get(row.id, OLD) for row in rows if row.id in why or row.status == Status.queued}
    gate.stop(why)
    return Counter(renewed=len(why)) if why else Counter()


def ready(now: datetime) -> list[Ready]:
    """The reminders to send at an instant, oldest first; what was refused waits for its time, and comes last."""
    is_due = or_(Reminder.next_try_at.is_(None), Reminder.next_try_at <= now)
    query = select(Reminder.id, Reminder.channel).where(Reminder.status == Status.queued, is_due)
    order = Reminder.refused_at.is_not(None), Reminder.queued_on, Reminder.id
    return [Ready(*row) for row in db.session.execute(query.order_by(*order))]


def may_leave(rows: Sequence[Ready], now: datetime) -> list[int]:
    """Ids of those whose channel is not down; a probe is let through when its time has come."""
    shut = circuit.shut(now)
    return [row.id for row in rows if row.channel not in shut]


def waiting() -> bool:
    """Whether any reminder is queued or was left on its way."""
    return db.session.scalars(select(Reminder.id).where(Reminder.status.in_(PENDING)).limit(1)).first() is not None


def begin(row: Reminder) -> None:
    """From here on nobody can tell whether it went out, until the channel says so; the caller commits.

    What the law asks each message to say stands in its words by then.
    """
    identity.complete(row)
    row.status, row.attempts = Status.sending, row.attempts + 1


def read(row: Reminder) -> None:
    """Read a reminder anew with all that sending and filing it needs."""
    query = select(Reminder).where(Reminder.id == row.id).options(*WITH_IT)
    db.session.scalars(query, execution_options={"populate_existing": True}).one()


def send(row: Reminder, senders: Mapping[Channel, Sender], now: datetime) -> str:
    """Hand a reminder that is being sent to its channel, and keep what it says; returns the status."""
    count(row)
    answer = attempt.make(row, senders[row.channel], message_of(row, team.today(now))._replace(at=now), now)
    if isinstance(answer, Sent):
        _left(row, now)
    elif answer and answer.final and row.status == Status.failed:
        point.mark(row)
    return str(row.status)


def count(row: Reminder) -> None:
    """Keep in how many parts a text travels."""
    if row.channel == Channel.sms:
        found = sms.counted(row.body, country_of(row.borrower.lender.licence))
        row.parts, row.encoding = found.parts, found.encoding


def message_of(row: Reminder, today: date) -> Message:
    """What goes out."""
    to = row.phone.number if row.phone else row.address.value if row.address else ""
    name, language, lender = row.borrower.name, str(row.language), row.borrower.lender
    day = reminder_text.day(today, letterhead.locale(lender, language))
    said = Message(
        f"reminder-{row.id}", to, name, row.subject, row.body, language, letterhead.name(lender, language), day
    )
    if row.channel == Channel.letter:
        said = letterhead.on(said, lender)
    stop = unsubscribe.token(row.address_id) if row.address_id and row.channel == Channel.email else ""
    return said._replace(code=row.gateway_code, values=tuple(row.gateway_values.items()), stop=stop)


def sweep(now: datetime) -> Counter[str]:
    """Take up what a killed process left: claimed ones go back, half-sent ones are unknown and never sent again."""
    old = now - attempt.CUT_OFF
    left = select(Reminder).where(Reminder.status.in_((Status.claimed, Status.sending)), Reminder.claimed_at < old)
    found: Counter[str] = Counter()
    for row in db.session.scalars(left):
        if row.status == Status.claimed:
            row.status = Status.queued
        else:
            row.status, row.problem = Status.unknown, attempt.CUT
        found[str(row.status)] += 1
    return found


def _left(row: Reminder, now: datetime) -> None:
    """A letter that was set is still to be printed and posted; all else is sent."""
    if row.channel == Channel.letter:
        row.status = Status.typeset
    else:
        row.status, row.sent_at = Status.sent, now
        file(row, now)


def file(row: Reminder, now: datetime) -> None:
    """A sent reminder is a contact, and lets the stages of its cases rise; a letter is one once it was posted."""
    for each in row.cases:
        each.case.touched = True
    set_off.told(row, team.today(now))
    if db.session.scalars(select(Contact.id).filter_by(reminder_id=row.id).limit(1)).first():
        return
    code = SENT_OUTCOMES.get(row.channel, "")
    outcome = db.session.scalars(select(OutcomeCode).filter_by(code=code)).first()
    cases = [each.case for each in row.cases]
    db.session.add(
        Contact(
            borrower=row.borrower,
            case=cases[0] if len(cases) == 1 else None,
            at=now,
            channel=row.channel,
            phone=row.phone,
            address=row.address,
            outcome=outcome,
            reminder=row,
        )
    )
