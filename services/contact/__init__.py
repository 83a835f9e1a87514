"""Contacts: logged once, never changed; what an outcome brings about."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import event, select
from sqlalchemy.orm import joinedload

from models import db
from models.borrower import Address, Borrower, Phone, PointStatus
from models.case import Case, CaseState
from models.contact import Contact, Direction
from models.dispute import DisputeCategory
from models.hold import HoldKind
from models.outcome import OutcomeCode, OutcomeEffect, OutcomeNeeds
from models.reason import OverdueReason, ReasonBasis
from models.stage import Channel, TaskKind
from models.user import User
from rules.errors import RuleError
from services import dispute, hardship, hold, promise, task, team
from services.contact import breach

HOLDS = {
    "PAID": HoldKind.payment_check,
    "DISP": HoldKind.dispute,
    "HARD": HoldKind.hardship,
    "DEC": HoldKind.deceased,
    "BANK": HoldKind.insolvency,
    "ATTY": HoldKind.represented,
    "CMPL": HoldKind.complaint,
    "FRAUD": HoldKind.fraud,
}
"""What a hold rests on, by the outcome that asks for it."""


class Recording(NamedTuple):
    """The recording of a call: the reference under which it is found, where it is kept, and how long it is."""

    reference: str
    kept: str
    seconds: int | None = None


class Talk(NamedTuple):
    """A contact as the person who logs it tells it: when, which way, at which number or address, what was said.

    `breach_reason` says why it happened where it was against the rules.
    """

    at: datetime
    channel: Channel
    direction: Direction = Direction.outbound
    phone: Phone | None = None
    address: Address | None = None
    user: User | None = None
    note: str = ""
    reason: OverdueReason | None = None
    reason_basis: ReasonBasis | None = None
    breach_reason: str = ""
    recording: Recording | None = None


class Result(NamedTuple):
    """What came of a contact: its outcome, what that needs, and the next action that a person chose over its own."""

    outcome: OutcomeCode
    amount: Decimal | None = None
    promised_on: date | None = None
    moment: datetime | None = None
    next_kind: TaskKind | None = None
    next_on: date | None = None


def log(
    borrower: Borrower, talk: Talk, today: date, result: Result | None = None, *, case: Case | None = None
) -> Contact:
    """Log a contact with what came of it, its effects and the next action.

    What was against the rules is recorded as a breach. Raises RuleError where something is missing that the outcome
    needs, the reason of a breach, or what finds a recording again.
    """
    _check_recording(talk.recording)
    if result:
        _check(talk, result, case)
    answer = breach.against(borrower, talk.at, talk.channel, talk.direction, talk.user, talk.phone, talk.address)
    row = _row(borrower, talk, case)
    row.entered_on = today
    row.outcome, row.decision_id = result.outcome if result else None, answer.decision_id
    breach.note(row, answer.rules, talk.breach_reason, today)
    _note_reason(row)
    if result:
        _follow(row, result, today)
    return row


def _check_recording(told: Recording | None) -> None:
    if told and not (told.reference.strip() and told.kept.strip()):
        raise RuleError("A recording needs its reference and where it is kept.")
    if told and told.seconds is not None and told.seconds < 1:
        raise RuleError("A recording is at least a second long.")


def _row(borrower: Borrower, talk: Talk, case: Case | None) -> Contact:
    told = talk.recording or Recording("", "")
    return Contact(
        borrower=borrower,
        case=case,
        at=talk.at,
        channel=talk.channel,
        direction=talk.direction,
        phone=talk.phone,
        address=talk.address,
        reason=talk.reason,
        reason_basis=(talk.reason_basis or ReasonBasis.said) if talk.reason else None,
        note=talk.note,
        user=talk.user,
        recording=told.reference.strip(),
        recording_kept=told.kept.strip(),
        recording_seconds=told.seconds,
    )


def reasons(case: Case) -> list[Contact]:
    """The contacts about a case that said why it is overdue, newest first: the dated history of its reason."""
    query = select(Contact).where(Contact.case_id == case.id, Contact.reason_id.is_not(None))
    newest = query.order_by(Contact.at.desc(), Contact.id.desc()).limit(5)
    return list(db.session.scalars(newest.options(joinedload(Contact.reason))))


def _check(talk: Talk, result: Result, case: Case | None) -> None:
    needs = result.outcome.needs
    if needs == OutcomeNeeds.promise and (result.amount is None or result.promised_on is None):
        raise RuleError("A promise needs an amount and a day.")
    if needs == OutcomeNeeds.moment and result.moment is None:
        raise RuleError("Say when to call back.")
    if needs == OutcomeNeeds.reason and talk.reason is None:
        raise RuleError("Say why the borrower is overdue.")
    if needs == OutcomeNeeds.note and not talk.note.strip():
        raise RuleError("Add a note: this outcome needs one.")
    if result.outcome.effect in (OutcomeEffect.promise, OutcomeEffect.hold) and case is None:
        raise RuleError("Say which case it is about.")


def _note_reason(row: Contact) -> None:
    db.session.add(row)
    if row.case and row.reason:
        row.case.reason, row.case.reason_basis = row.reason, row.reason_basis


def _follow(row: Contact, result: Result, today: date) -> None:
    """Bring about what the outcome says, then book the next action of the open cases it concerns."""
    EFFECTS[result.outcome.effect](row, result, today)
    if result.outcome.is_right_party:
        for each in row.borrower.cases:
            each.touched = True
    if row.case is None or row.case.state != CaseState.open:
        return
    if not _books_itself(row.case, result):
        kind, on = _next_of(result, today)
        note, at = row.note[:200], result.moment
        chosen = bool(result.next_on or at)
        task.set_next(row.case, kind, on, row.at, due_at=at, note=note, by_person=True, chosen=chosen, user=row.user)


def _books_itself(case: Case, result: Result) -> bool:
    """Whether a promise has booked the next action already, which a person left as it is."""
    if result.outcome.effect != OutcomeEffect.promise or result.next_kind is None:
        return result.outcome.effect == OutcomeEffect.promise
    made = promise.open_of(case) if result.next_kind == TaskKind.follow_promise else None
    return made is not None and result.next_on in (None, promise.last_day(made) + timedelta(days=1))


def _next_of(result: Result, today: date) -> tuple[TaskKind, date]:
    """The next action and its day; an agreed moment lies on its own day."""
    kind = result.next_kind or result.outcome.next_task
    if result.next_on:
        return kind, result.next_on
    if result.moment:
        return kind, team.today(result.moment)
    return kind, today + timedelta(days=result.outcome.next_task_days)


def _promise(row: Contact, result: Result, today: date) -> None:
    if row.case and result.amount is not None and result.promised_on:
        promise.make(row.case, result.amount, result.promised_on, today, row.at, user=row.user, contact=row)


def _bad_phone(row: Contact, result: Result, today: date) -> None:
    if row.phone:
        row.phone.status = PointStatus.bad


def _hold(row: Contact, result: Result, today: date) -> None:
    """Let the case rest; a dispute and a hardship are records of their own, which set their holds."""
    kind = HOLDS.get(result.outcome.code, HoldKind.other)
    if row.case is None:
        return
    if kind == HoldKind.dispute:
        dispute.open(row.case, DisputeCategory.other, row.note, today, owner=row.user)
    elif kind == HoldKind.hardship:
        hardship.report(row.borrower, today, owner=row.user)
    else:
        review_on = result.next_on or today + timedelta(days=result.outcome.next_task_days)
        hold.open(row.case, kind, today, row.note, review_on, owner=row.user)


def _nothing(row: Contact, result: Result, today: date) -> None:
    """Some outcomes only book the next action."""


EFFECTS: dict[OutcomeEffect, Callable[[Contact, Result, date], None]] = {
    OutcomeEffect.nothing: _nothing,
    OutcomeEffect.plan: _nothing,
    OutcomeEffect.promise: _promise,
    OutcomeEffect.bad_phone: _bad_phone,
    OutcomeEffect.hold: _hold,
}


@event.listens_for(Contact, "before_update")
def _refuse_change(mapper: Any, connection: Any, row: Contact) -> None:
    """A logged contact is evidence: nobody changes it, whatever asks for it."""
    if db.session.is_modified(row, include_collections=False):
        raise RuleError("A logged contact is never changed; log another one.")
