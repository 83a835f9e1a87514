"""What a person owns beside their cases: holds, disputes, complaints, hardships, and the answers they wait for."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, select

from models import db
from models.approval import Approval, ApprovalStatus
from models.case import Case
from models.complaint import Complaint
from models.dispute import Dispute, DisputeStatus
from models.hardship import Hardship, HardshipStatus
from models.hold import Hold
from models.user import User
from services.case import worker

ON_CASES: tuple[tuple[Any, ColumnElement[bool]], ...] = (
    (Hold, Hold.released_on.is_(None)),
    (Dispute, Dispute.status == DisputeStatus.open),
    (Complaint, Complaint.closed_on.is_(None)),
)
"""What hangs on a case and has an owner, and the condition that it is not over."""


def count(person: User) -> int:
    """How many things a person owns that are not over."""
    return len(_on_cases(person)) + len(_hardships(person))


def pass_on(person: User, otherwise: User) -> None:
    """What a person owned goes to who works on its case, or else to somebody named; answers they wait for too."""
    for each in _on_cases(person):
        each.owner = _successor(each.case, person, otherwise)
    for row in _hardships(person):
        first = next((found for found in row.borrower.cases if found.assignee not in (None, person)), None)
        row.owner = _successor(first, person, otherwise) if first else otherwise
    for asked in _answers_to(person):
        asked.answer_to = _successor(asked.case, person, otherwise)


def follow(rows: Sequence[Case], before: User) -> None:
    """What one person owned on these cases and is not over belongs to who works on them now; so do answers."""
    now = {row.id: row.assignee for row in rows}
    for each in _on_cases(before):
        if each.case_id in now:
            each.owner = now[each.case_id]
    for asked in _answers_to(before):
        if asked.case_id in now and asked.asked_by is now[asked.case_id]:
            asked.answer_to = asked.asked_by


def _on_cases(person: User) -> list[Any]:
    db.session.flush()
    queries = (select(model).where(model.owner_id == person.id, here).order_by(model.id) for model, here in ON_CASES)
    return [row for query in queries for row in db.session.scalars(query)]


def _hardships(person: User) -> list[Hardship]:
    here = select(Hardship).where(Hardship.owner_id == person.id, Hardship.status == HardshipStatus.running)
    return list(db.session.scalars(here.order_by(Hardship.id)))


def _answers_to(person: User) -> list[Approval]:
    """The requests whose answer a person waits for, or has not seen."""
    waiting = (Approval.status == ApprovalStatus.requested) | Approval.seen_on.is_(None)
    return list(db.session.scalars(select(Approval).where(Approval.answer_to_id == person.id, waiting)))


def _successor(row: Case, person: User, otherwise: User) -> User:
    found: Any = row.assignee
    return found if found and found is not person and worker.is_at_work(found) else otherwise
