"""Sharing out: open cases without anybody go to the collectors with the fewest."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, func, or_, select, union_all

from models import db
from models.case import Case, CaseState
from models.user import User
from rules.access import Role
from rules.errors import RuleError
from services import case

OPEN = (Case.state == CaseState.open, Case.archived_on.is_(None))


def idle() -> Select[int]:
    """Ids of the people who left, or work no cases any more."""
    return select(User.id).where(User.active.is_(False) | User.role.in_(case.WORK_NONE))


def nobodys() -> ColumnElement[bool]:
    """The condition that nobody works on a case: it has no person, or one who left or works no cases any more."""
    return or_(Case.assignee_id.is_(None), Case.assignee_id.in_(idle()))


def unassigned() -> list[int]:
    """Ids of the open cases that nobody works on, of nobody and of the idle, each by one index."""
    whose = (Case.assignee_id.is_(None), Case.assignee_id.in_(idle()))
    return sorted(db.session.scalars(union_all(*(select(Case.id).where(each, *OPEN) for each in whose))))


def of(person: User) -> list[Case]:
    """The open cases of a person."""
    db.session.flush()
    query = select(Case).where(Case.assignee_id == person.id, *OPEN)
    return list(db.session.scalars(query.order_by(Case.id)))


def collectors() -> list[User]:
    """The collectors who work now, by name."""
    query = select(User).where(User.role == Role.collector, User.active.is_(True))
    return list(db.session.scalars(query.order_by(User.name, User.id)))


def hand_over(person: User, to: User) -> None:
    """Give all open cases of a person to another, with tasks, callbacks and the holds and disputes they own.

    Raises RuleError for a person without open cases, for the same person, or one who works no cases.
    """
    rows = _to_leave(person)
    if to.id == person.id:
        raise RuleError("%(name)s has them already.", name=person.name)
    for row in rows:
        case.assign(row, to)
    _own(rows, person)


def share_among_others(person: User) -> None:
    """Share all open cases of a person out among the other collectors, those with the fewest first.

    Raises RuleError for a person without open cases, or where there is no other collector.
    """
    rows = _to_leave(person)
    others = [row for row in collectors() if row.id != person.id]
    if not others:
        raise RuleError("There is no other collector; hand the cases over to somebody by name.")
    for row in rows:
        row.assignee = None
    db.session.flush()
    share_out([row.id for row in rows], others)
    _own(rows, person)


def share_out(ids: Sequence[int], among: Sequence[User] | None = None) -> Counter[str]:
    """Give these cases to collectors, fewest open cases first; all cases of a borrower go to one person.

    A book without collectors keeps them unassigned, for a manager to work on. Again changes nothing.
    """
    people = {row.id: row for row in (collectors() if among is None else among)}
    free = select(Case).where(Case.id.in_(ids), nobodys(), *OPEN).order_by(Case.id)
    cases = list(db.session.scalars(free)) if people else []
    theirs, loads = _theirs(cases, people), _loads(people)
    for row in cases:
        chosen = theirs.setdefault(row.borrower_id, min(people, key=lambda id: (loads[id], id)))
        loads[chosen] += 1
        case.assign(row, people[chosen])
    return Counter(assigned=len(cases)) if cases else Counter()


def _to_leave(person: User) -> list[Case]:
    rows = of(person)
    if not rows:
        raise RuleError("%(name)s has no open cases.", name=person.name)
    return rows


def _own(rows: Sequence[Case], before: User) -> None:
    """What one person owned on these cases and is not over belongs to who works on them now."""
    for row in rows:
        waiting = [each for each in row.holds if each.released_on is None]
        waiting += [each for each in row.disputes if each.decided_on is None]
        for each in waiting:
            if each.owner_id == before.id:
                each.owner = row.assignee


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
