"""Sharing out: open cases without anybody go to the collectors with the fewest."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, select

from models import db
from models.case import Case, CaseState
from models.user import User
from rules.access import Role
from services import case

OPEN = (Case.state == CaseState.open, Case.archived_on.is_(None))


def unassigned() -> list[int]:
    """Ids of the open cases that nobody works on."""
    return list(db.session.scalars(select(Case.id).where(Case.assignee_id.is_(None), *OPEN).order_by(Case.id)))


def collectors() -> list[User]:
    """The collectors who work now, by name."""
    query = select(User).where(User.role == Role.collector, User.active.is_(True))
    return list(db.session.scalars(query.order_by(User.name, User.id)))


def share_out(ids: Sequence[int]) -> Counter[str]:
    """Give these cases to collectors, fewest open cases first; all cases of a borrower go to one person.

    A book without collectors keeps them unassigned, for a manager to work on. Again changes nothing.
    """
    people = {row.id: row for row in collectors()}
    free = select(Case).where(Case.id.in_(ids), Case.assignee_id.is_(None), *OPEN).order_by(Case.id)
    cases = list(db.session.scalars(free)) if people else []
    theirs, loads = _theirs(cases, people), _loads(people)
    for row in cases:
        chosen = theirs.setdefault(row.borrower_id, min(people, key=lambda id: (loads[id], id)))
        loads[chosen] += 1
        case.assign(row, people[chosen])
    return Counter(assigned=len(cases)) if cases else Counter()


def _theirs(cases: Sequence[Case], people: dict[int, User]) -> dict[int, int]:
    """Who works on other open cases of these borrowers already."""
    borrowers = {row.borrower_id for row in cases}
    query = select(Case.borrower_id, Case.assignee_id).where(Case.borrower_id.in_(borrowers), *OPEN)
    found = db.session.execute(query.where(Case.assignee_id.in_(people)).order_by(Case.id))
    return {borrower_id: assignee_id for borrower_id, assignee_id in found if assignee_id}


def _loads(people: dict[int, User]) -> Counter[int]:
    """How many open cases each has."""
    query = select(Case.assignee_id, func.count()).where(Case.assignee_id.in_(people), *OPEN)
    return Counter({id: count for id, count in db.session.execute(query.group_by(Case.assignee_id)) if id})
