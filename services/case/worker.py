"""Who may take work: active, with a role that works cases, and not absent."""

from sqlalchemy import ColumnElement

from models.case import Case
from models.user import User
from rules import access
from rules.access import Reach, Role
from rules.errors import RuleError

WORK_NONE = (Role.legal_partner, Role.auditor)


def at_work() -> ColumnElement[bool]:
    """The condition that a person may take work."""
    return User.active.is_(True) & User.role.not_in(WORK_NONE) & User.returns_on.is_(None)


def check(person: User) -> None:
    """Raise RuleError for a person who works no cases, or is absent."""
    if not person.active or person.role in WORK_NONE:
        raise RuleError("%(name)s does not work cases.", name=person.name)
    if person.returns_on is not None:
        raise RuleError("%(name)s is absent until %(day)s.", name=person.name, day=person.returns_on)


def is_at_work(person: User) -> bool:
    """Whether a person may take work."""
    return person.active and person.role not in WORK_NONE and person.returns_on is None


def owner(person: User | None, row: Case) -> User | None:
    """Who owns what hangs on a case: the person, or who works on it where the person is not at work."""
    return person if person is not None and is_at_work(person) else row.assignee


def check_owner(person: User, row: Case) -> None:
    """Raise RuleError for a person who is not at work, or does not see the case."""
    check(person)
    if access.right_of(person.role, "case").reach != Reach.all and person is not row.assignee:
        raise RuleError("%(name)s does not see %(reference)s.", name=person.name, reference=row.reference)
