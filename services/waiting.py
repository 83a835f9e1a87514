"""What waits for a person's decision or was answered to them: the rows that stand on top of their day."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from models import db
from models.approval import Approval
from models.user import User
from rules.sentence import Sentence
from services import deciders

MOST = 10


class Wait(NamedTuple):
    """A row that waits, by its record and id, and what is said of it."""

    record: str
    id: int
    said: Sentence


def of(person: User, today: date) -> list[Wait]:
    """What waits for a person, at most ten of a kind, the oldest first."""
    asked = [_asked(row) for row in _approvals(deciders.decided_by(person))]
    answered = [_answered(row) for row in _approvals(deciders.answered(person))]
    return [*asked, *answered]


def _approvals(which: ColumnElement[bool]) -> list[Approval]:
    along = joinedload(Approval.case), joinedload(Approval.asked_by)
    return list(db.session.scalars(select(Approval).where(which).options(*along).order_by(Approval.id).limit(MOST)))


def _asked(row: Approval) -> Wait:
    told = {"name": row.asked_by.name, "kind": row.kind, "case": row.case.reference, "day": row.lapses_on}
    said = Sentence("%(name)s asks for approval: %(kind)s on %(case)s. It lapses after %(day)s.", **told)
    return Wait("approval", row.id, said)


def _answered(row: Approval) -> Wait:
    told = {"kind": row.kind, "case": row.case.reference, "status": row.status}
    return Wait("approval", row.id, Sentence("Your request on %(case)s (%(kind)s): %(status)s.", **told))
