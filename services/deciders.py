"""Who decides on a request for approval: people of a sufficient level, never whoever asked."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, select

from models import db
from models.approval import Approval, ApprovalStatus
from models.user import User
from rules import access
from rules.access import Level, Role

LAST = timedelta(days=1)
"""So long before a request lapses, whoever asked and whoever may decide are told."""
WAITS = Approval.status == ApprovalStatus.requested


def of(level: Level, asked_by_id: int | None) -> list[User]:
    """The people at work who may decide on what takes at least `level`, the lowest level first; none: nobody may."""
    may = [role for role in Role if access.may(role, "act", "approval")]
    here = select(User).where(User.active.is_(True), User.role.in_(may), User.returns_on.is_(None))
    here = here.where(User.level.in_(access.from_level(level)), User.id != (asked_by_id or 0))
    order = list(Level)
    return sorted(db.session.scalars(here), key=lambda row: (order.index(row.level), row.name, row.id))


def may_decide(row: Approval, person: User | None) -> bool:
    """Whether a person decides on a request: it waits, is not their own, and their level suffices."""
    if person is None or row.status != ApprovalStatus.requested or row.asked_by_id == person.id:
        return False
    return access.may(person.role, "act", "approval") and row.needs in access.up_to(person.level)


def decided_by(person: User) -> ColumnElement[bool]:
    """The waiting requests that a person decides on."""
    return WAITS & Approval.needs.in_(access.up_to(person.level)) & (Approval.asked_by_id != person.id)


def told(person: User) -> ColumnElement[bool]:
    """The requests that a person sees wherever the case hangs: to decide on, decided on, asked for, answered to."""
    theirs = (Approval.asked_by_id == person.id) | (Approval.answer_to_id == person.id)
    return decided_by(person) | (Approval.decided_by_id == person.id) | theirs


def answered(person: User) -> ColumnElement[bool]:
    """The requests whose answer a person has not looked at."""
    return ~WAITS & (Approval.answer_to_id == person.id) & Approval.seen_on.is_(None)


def lapsing(person: User, today: date) -> ColumnElement[bool]:
    """The requests that lapse by tomorrow and concern a person."""
    theirs = WAITS & ((Approval.asked_by_id == person.id) | (Approval.answer_to_id == person.id))
    return (decided_by(person) | theirs) & (Approval.lapses_on <= today + LAST)
