"""Contacts: logged once, never changed; what an outcome brings about."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import event, select

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


class Told(NamedTuple):
    """What came of a contact, as the person who logs it says."""

    at: datetime
    today: date
    outcome: OutcomeCode
    user: User | None
    note: str
    amount: Decimal | None
    promised_on: date | None
    moment: datetime | None
    next_kind: TaskKind | None
    next_on: date | None


def log(
    borrower: Borrower,
    at: datetime,
    channel: Channel,
    outcome: OutcomeCode | None,
    today: date,
    *,
    case: Case | None = None,
    user: User | None = None,
    note: str = "",
    direction: Direction = Direction.outbound,
    phone: Phone | None = None,
    address: Address | None = None,
    reason: OverdueReason | None = None,
    reason_basis: ReasonBasis | None = None,
    amount: Decimal | None = None,
    promised_on: date | None = None,
    moment: datetime | None = None,
    next_kind: TaskKind | None = None,
    next_on: date | None = None,
    breach_reason: str = "",
) -> Contact:
    """Log a contact with what came of it, its effects and the next action.

    The next action is the person's own choice (`next_kind`, `next_on`), or the outcome's. What was against the rules
    is recorded as a breach. Raises RuleError where something is missing that the outcome needs, or the reason of a
    breach.
    """
    if outcome:
        told = Told(at, today, outcome, user, note, amount, promised_on, moment, next_kind, next_on)
        _check(told, reason, case)
    found = breach.against(borrower, at, channel, direction, user, phone, address)
    row = Contact(
        borrower=borrower,
        case=case,
        at=at,
        channel=channel,
        direction=direction,
        phone=phone,
        address=address,
        outcome=outcome,
        reason=reason,
        reason_basis=(reason_basis or ReasonBasis.said) if reason else None,
        note=note,
        user=user,
        decision_id=found.decision_id,
    )
    breach.note(row, found.rules, breach_reason, today)
    _note_reason(row)
    if outcome:
        _follow(row, told)
    return row


def reasons(case: Case) -> list[Contact]:
    """The contacts about a case that said why it is overdue, newest first: the dated history of its reason."""
    query = select(Contact).where(Contact.case_id == case.id, Contact.reason_id.is_not(None))
    return list(db.session.scalars(query.order_by(Contact.at.desc(), Contact.id.desc()).limit(5)))


def _check(told: Told, reason: OverdueReason | None, case: Case | None) -> None:
    needs = told.outcome.needs
    if needs == OutcomeNeeds.promise and (told.amount is None or told.promised_on is None):
        raise RuleError("A promise needs an amount and a day.")
    if needs == OutcomeNeeds.moment and told.moment is None:
        raise RuleError("Say when to call back.")
    if needs == OutcomeNeeds.reason and reason is None:
        raise RuleError("Say why the borrower is overdue.")
    if needs == OutcomeNeeds.note and not told.note.strip():
        raise RuleError("Add a note: this outcome needs one.")
    if told.outcome.effect in (OutcomeEffect.promise, OutcomeEffect.hold) and case is None:
        raise RuleError("Say which case it is about.")


def _note_reason(row: Contact) -> None:
    db.session.add(row)
    if row.case and row.reason:
        row.case.reason, row.case.reason_basis = row.reason, row.reason_basis


def _follow(row: Contact, told: Told) -> None:
    """Bring about what the outcome says, then book the next action of the open cases it concerns."""
    EFFECTS[told.outcome.effect](row, told)
    if told.outcome.is_right_party:
        for each in row.borrower.cases:
            each.touched = True
    if row.case is None or row.case.state != CaseState.open:
        return
    if told.outcome.effect != OutcomeEffect.promise or told.next_kind:
        kind, on = _next_of(told)
        task.set_next(
            row.case, kind, on, told.at, due_at=told.moment, note=told.note[:200], by_person=True, user=told.user
        )


def _next_of(told: Told) -> tuple[TaskKind, date]:
    """The next action and its day; an agreed moment lies on its own day."""
    kind = told.next_kind or told.outcome.next_task
    if told.next_on:
        return kind, told.next_on
    if told.moment:
        return kind, team.today(told.moment)
    return kind, told.today + timedelta(days=told.outcome.next_task_days)


def _promise(row: Contact, told: Told) -> None:
    if row.case and told.amount is not None and told.promised_on:
        promise.make(row.case, told.amount, told.promised_on, told.today, told.at, user=told.user, contact=row)


def _bad_phone(row: Contact, told: Told) -> None:
    if row.phone:
        row.phone.status = PointStatus.bad


def _hold(row: Contact, told: Told) -> None:
    """Let the case rest; a dispute and a hardship are records of their own, which set their holds."""
    kind = HOLDS.get(told.outcome.code, HoldKind.other)
    if row.case is None:
        return
    if kind == HoldKind.dispute:
        dispute.open(row.case, DisputeCategory.other, told.note, told.today, owner=told.user)
    elif kind == HoldKind.hardship:
        hardship.report(row.borrower, told.today, owner=told.user)
    else:
        review_on = told.next_on or told.today + timedelta(days=told.outcome.next_task_days)
        hold.open(row.case, kind, told.today, told.note, review_on, owner=told.user)


def _nothing(row: Contact, told: Told) -> None:
    """Some outcomes only book the next action."""


EFFECTS: dict[OutcomeEffect, Callable[[Contact, Told], None]] = {
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
