"""What waits for a person's decision or was answered to them: the rows that stand on top of their day."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from models import db
from models.approval import Approval
from models.data_request import DataRequest
from models.export_request import ExportRequest
from models.referral_work import ReferralQuestion
from models.user import User
from rules import access
from rules.sentence import Sentence
from services import deciders, export, privacy

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
    erasures = [_to_erase(row) for row in _erasures(person)]
    return [
        *asked,
        *answered,
        *(_to_decide(row) for row in _questions(person)),
        *erasures,
        *(_to_let_out(row) for row in _exports(person)),
    ]


def _approvals(which: ColumnElement[bool]) -> list[Approval]:
    along = joinedload(Approval.case), joinedload(Approval.asked_by)
    return list(db.session.scalars(select(Approval).where(which).options(*along).order_by(Approval.id).limit(MOST)))


def _questions(person: User) -> list[ReferralQuestion]:
    """The first open question of each referral, for whoever may send one."""
    if not access.may(person.role, "edit", "referral"):
        return []
    first = select(func.min(ReferralQuestion.id)).where(ReferralQuestion.decided_at.is_(None))
    ids = first.group_by(ReferralQuestion.referral_id).limit(MOST)
    along = joinedload(ReferralQuestion.referral)
    return list(db.session.scalars(select(ReferralQuestion).where(ReferralQuestion.id.in_(ids)).options(along)))


def _erasures(person: User) -> list[DataRequest]:
    """The requests for an erasure that a person decides on, the first due one first."""
    if not access.may(person.role, "act", "data_request"):
        return []
    query = select(DataRequest).where(privacy.decided_by(person)).options(joinedload(DataRequest.borrower))
    return list(db.session.scalars(query.order_by(DataRequest.due_on, DataRequest.id).limit(MOST)))


def _to_erase(row: DataRequest) -> Wait:
    told = {"borrower": row.borrower.reference, "day": row.due_on}
    said = Sentence("%(borrower)s asks that their data be erased: decide by %(day)s.", **told)
    return Wait("data_request", row.id, said)


def _exports(person: User) -> list[ExportRequest]:
    """The exports that a person decides on."""
    if not access.may(person.role, "act", "export_request"):
        return []
    query = select(ExportRequest).where(export.decided_by(person)).options(joinedload(ExportRequest.asked_by))
    return list(db.session.scalars(query.order_by(ExportRequest.id).limit(MOST)))


def _to_let_out(row: ExportRequest) -> Wait:
    said = Sentence("%(name)s asks to take %(count)s rows out.", name=row.asked_by.name, count=row.row_count)
    return Wait("export_request", row.id, said)


def _to_decide(row: ReferralQuestion) -> Wait:
    told = {"referral": row.referral.reference, "cause": row.cause, "day": row.happened_on}
    said = Sentence("%(referral)s: decide how to go on. %(cause)s (%(day)s).", **told)
    return Wait("case", row.referral.case_id, said)


def _asked(row: Approval) -> Wait:
    told = {"name": row.asked_by.name, "kind": row.kind, "case": row.case.reference, "day": row.lapses_on}
    said = Sentence("%(name)s asks for approval: %(kind)s on %(case)s. It lapses after %(day)s.", **told)
    return Wait("approval", row.id, said)


def _answered(row: Approval) -> Wait:
    told = {"kind": row.kind, "case": row.case.reference, "status": row.status}
    return Wait("approval", row.id, Sentence("Your request on %(case)s (%(kind)s): %(status)s.", **told))
