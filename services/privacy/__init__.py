"""Requests of data subjects: taken in, answered with a copy, decided by a second person; and the standing order."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, select

from models import db
from models.borrower import Borrower
from models.data_request import (
    DataRequest,
    DataRequestKind,
    DataRequestStatus,
    Erasure,
    IdentityCheck,
    OrderStatus,
    RetentionOrder,
)
from models.document import Document
from models.lender import Lender
from models.user import User
from rules import access
from rules.errors import RuleError
from rules.law import retention
from rules.law.retention import Part
from services import bulk
from services.privacy import erase, facts

LIMITS = {DataRequestKind.access: retention.ACCESS, DataRequestKind.erasure: retention.ERASURE}
MOST = 500
"""So many borrowers a night: the rest waits for the next one."""


class Standing(NamedTuple):
    """A part of what is known of a borrower: whether it goes now, its last day where one is known, and by what law."""

    part: Part
    goes: bool
    until: date | None
    source: str


def open(
    borrower: Borrower,
    kind: DataRequestKind,
    today: date,
    *,
    identity: IdentityCheck | None = None,
    said: str = "",
    user: User | None = None,
) -> DataRequest:
    """Take a request in; its answer is due by the law of the lender's licence. Raises RuleError where one is open."""
    waiting = select(DataRequest.id).filter_by(borrower_id=borrower.id, kind=kind, status=DataRequestStatus.open)
    if db.session.scalars(waiting).first():
        raise RuleError("%(reference)s has such a request that is open already.", reference=borrower.reference)
    due_on = LIMITS[kind][str(borrower.lender.licence)].of(today)
    row = DataRequest(borrower=borrower, kind=kind, said=said, asked_on=today, due_on=due_on, taken_by=user)
    check(row, identity, user)
    db.session.add(row)
    db.session.flush()
    return row


def check(row: DataRequest, identity: IdentityCheck | None, user: User | None) -> None:
    """Note how it was made sure who asks, and by whom."""
    row.identity, row.identity_by = identity, user if identity else None


def answer(row: DataRequest, copy: Document, today: date) -> None:
    """Keep the copy that is handed out; a request for one is answered by it. Raises RuleError as `check_open` does."""
    check_open(row)
    row.answer, row.answer_digest, row.answered_on = copy, copy.digest, today
    if row.kind == DataRequestKind.access:
        row.status, row.decided_on = DataRequestStatus.answered, today


def standing(borrower: Borrower, today: date) -> list[Standing]:
    """What would go today of a borrower and what the law keeps, part by part."""
    licence, known = str(borrower.lender.licence), facts.of([borrower.id])[borrower.id]
    gone = erase.gone_of([borrower.id])[borrower.id]
    due = retention.due(licence, known, today)
    terms, ends = retention.LICENCES[licence], retention.ends(licence, known)
    return [Standing(part, part in due, ends[part], term.source) for part, term in terms.items() if part not in gone]


def decide(row: DataRequest, today: date, user: User) -> Erasure:
    """Erase what no law keeps any longer, and say of the rest until when; where nothing goes, that is the answer.

    Raises RuleError for whoever took the request in or looked at who asks.
    """
    check_open(row)
    if not may_decide(row, user):
        raise RuleError("Nobody decides on what they took in themselves; it waits for a second person.")
    known = facts.of([row.borrower_id])[row.borrower_id]
    which = [each.part for each in standing(row.borrower, today) if each.goes]
    row.status = DataRequestStatus.erased if which else DataRequestStatus.answered
    row.decided_by, row.decided_on = user, today
    return erase.erase(row.borrower, which, today, facts=known, user=user, request=row)


def refuse(row: DataRequest, reason: str, today: date, user: User) -> None:
    """Say no, with the reason that whoever asked is told. Raises RuleError without one. Source: PIPL 50."""
    _end(row, DataRequestStatus.refused, reason, today, user)


def withdraw(row: DataRequest, reason: str, today: date, user: User) -> None:
    """Note that it was taken back. Raises RuleError without how that is known."""
    _end(row, DataRequestStatus.withdrawn, reason, today, user)


def may_decide(row: DataRequest, person: User | None) -> bool:
    """Whether a person decides on a request for an erasure: it waits, who asks is known, and another took it in."""
    if person is None or row.kind != DataRequestKind.erasure or row.status != DataRequestStatus.open:
        return False
    is_second = person not in (row.taken_by, row.identity_by)
    return row.identity is not None and is_second and access.may(person.role, "act", "data_request")


def decided_by(person: User) -> ColumnElement[bool]:
    """The requests for an erasure that wait for a decision of this person."""
    others = (each.is_distinct_from(person.id) for each in (DataRequest.taken_by_id, DataRequest.identity_by_id))
    waits = (DataRequest.status == DataRequestStatus.open, DataRequest.identity.is_not(None))
    return and_(DataRequest.kind == DataRequestKind.erasure, *waits, *others)


def due(today: date) -> dict[int, tuple[Part, ...]]:
    """Of every borrower whose debts ended, the parts that nobody may keep any longer. Changes nothing: the dry run.

    Who waits for an answer about their data is left alone until they have it.
    """
    found: dict[int, tuple[Part, ...]] = {}
    asked = set(db.session.scalars(select(DataRequest.borrower_id).filter_by(status=DataRequestStatus.open)))
    for ids in bulk.chunks([id for id in facts.ended() if id not in asked]):
        query = select(Borrower.id, Lender.licence).join(Lender, Borrower.lender_id == Lender.id)
        licences = dict(db.session.execute(query.where(Borrower.id.in_(ids))).all())
        known, gone = facts.of(ids), erase.gone_of(ids)
        for id in ids:
            parts = retention.due(str(licences[id]), known[id], today)
            if left := tuple(part for part in parts if part not in gone[id]):
                found[id] = left
    return found


def counted(found: Mapping[int, tuple[Part, ...]]) -> dict[str, dict[str, int]]:
    """A dry run in figures: borrowers by licence and part."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for ids in bulk.chunks(list(found)):
        query = select(Borrower.id, Lender.licence).join(Lender, Borrower.lender_id == Lender.id)
        for id, licence in db.session.execute(query.where(Borrower.id.in_(ids))):
            counts[str(licence)].update(str(part) for part in found[id])
    return {licence: dict(parts) for licence, parts in counts.items()}


def forget(borrower: Borrower, today: date) -> str:
    """Erase of a borrower what nobody may keep any longer; again changes nothing."""
    which = [each.part for each in standing(borrower, today) if each.goes]
    if not which:
        return "kept"
    erase.erase(borrower, which, today, facts=facts.of([borrower.id])[borrower.id])
    return "erased"


def order() -> RetentionOrder | None:
    """The order that is asked for or in force."""
    query = select(RetentionOrder).where(RetentionOrder.status != OrderStatus.ended)
    return db.session.scalars(query.order_by(RetentionOrder.id.desc()).limit(1)).first()


def in_force() -> bool:
    """Whether the night erases."""
    found = order()
    return found is not None and found.status == OrderStatus.in_force


def ask_for_order(today: date, user: User) -> RetentionOrder:
    """Ask that every night erases what nobody may keep any longer. Raises RuleError where there is an order."""
    if order() is not None:
        raise RuleError("There is an order already.")
    row = RetentionOrder(asked_on=today, asked_by=user, found=counted(due(today)))
    db.session.add(row)
    return row


def put_in_force(row: RetentionOrder, today: date, user: User) -> None:
    """Let the nights erase from now on. Raises RuleError for one's own request."""
    if row.status != OrderStatus.asked_for:
        raise RuleError("The request is decided already.")
    if row.asked_by == user:
        raise RuleError("Nobody decides on their own request; it waits for a second person.")
    row.status, row.decided_on, row.decided_by = OrderStatus.in_force, today, user


def end_order(row: RetentionOrder, today: date) -> bool:
    """Let the nights erase no more; what is gone stays gone. Again changes nothing."""
    if row.status == OrderStatus.ended:
        return False
    row.status, row.ended_on = OrderStatus.ended, today
    return True


def check_open(row: DataRequest) -> None:
    """Raise RuleError for a request that is decided, or of somebody who was not made sure of."""
    if row.status != DataRequestStatus.open:
        raise RuleError("The request is decided already.")
    if row.identity is None:
        raise RuleError("Say first how it was made sure who asks.")


def _end(row: DataRequest, status: DataRequestStatus, reason: str, today: date, user: User) -> None:
    if row.status != DataRequestStatus.open:
        raise RuleError("The request is decided already.")
    if not reason.strip():
        raise RuleError("Say why.")
    row.status, row.outcome, row.decided_by, row.decided_on = status, reason, user, today
