"""Who is there to act: the active people whose role has a verb on all rows of a record."""

from collections.abc import Sequence

from sqlalchemy import select

from models import db
from models.user import User
from rules import access
from rules.access import Reach, Role


def who_may(verb: str, record: str) -> Sequence[User]:
    """The active people who have a verb on every row of a record, by id."""
    roles = [role for role in Role if reaches_all(role, verb, record)]
    query = select(User).where(User.active.is_(True), User.role.in_(roles))
    return db.session.scalars(query.order_by(User.id)).all()


def reaches_all(role: Role, verb: str, record: str) -> bool:
    """Whether a role has a verb on every row of a record."""
    found = access.right_of(role, record)
    return found.reach == Reach.all and verb in found.verbs
