"""Sharing out: open cases without anybody go to who has the fewest and works in the borrower's language."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, func, not_, or_, select, union_all

from models import db
from models.borrower import Borrower
from models.case import Case, CaseState
from models.handover import HandedCase, Handover
from models.user import User
from rules import handover as rule
from rules.access import Role
from rules.errors import RuleError
from services import case
from services.case import owned, worker

OPEN = (Case.state == CaseState.open, Case.archived_on.is_(None))


def idle() -> Select[int]:
    """Ids of the people who left, are absent or work no cases."""
    return select(User.id).where(not_(worker.at_work()))


def nobodys() -> ColumnElement[bool]:
    """The condition that nobody works on a case: it has no person, or one who left, is absent or works no cases."""
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
    """The collectors at work, by name."""
    query = select(User).where(User.role == Role.collector, worker.at_work())
    return list(db.session.scalars(query.order_by(User.name, User.id)))


def hand_over(person: User, to: User, today: date, user: User | None = None) -> Handover:
    """Give all a person works on to another: cases with tasks and callbacks, what they own, answers they wait for.

    Raises RuleError for a person without any of it, for the same person, or one who is not at work.
    """
    if to.id == person.id:
        raise RuleError("%(name)s has them already.", name=person.name)
    worker.check(to)
    return give(person, _to_leave(person), [to], today, user)


def share_among_others(person: User, today: date, user: User | None = None) -> Handover:
    """Share all a person works on out among the other collectors, as `propose` says; what is owned goes with its case.

    Raises RuleError for a person without any of it, or where there is no other collector.
    """
    return give(person, _to_leave(person), others(person), today, user)


def others(person: User) -> list[User]:
    """The other collectors at work. Raises RuleError where there is none."""
    found = [row for row in collectors() if row.id != person.id]
    if not found:
        raise RuleError("There is no other collector; hand the cases over to somebody by name.")
    return found


def give(person: User, cases: Sequence[Case], among: Sequence[User], today: date, user: User | None) -> Handover:
    """Move a person's work to these people in one step, and keep who got what."""
    found, people = propose(cases, among), {each.id: each for each in among}
    row = Handover(person=person, on=today, by=user)
    for each in cases:
        case.assign(each, people[found[each.borrower_id]])
        row.cases.append(HandedCase(case=each, to=each.assignee))
    db.session.add(row)
    owned.pass_on(person, among[0])
    _hand_on(person, cases)
    return row


def propose(cases: Sequence[Case], among: Sequence[User]) -> dict[int, int]:
    """Who of these people takes the cases of each borrower, by load and language; borrower and person by id."""
    mine = loads(among)
    takers = [rule.Taker(each.id, mine[each.id], str(each.language)) for each in among]
    counts, theirs = Counter(row.borrower_id for row in cases), _theirs(cases, {each.id for each in among})
    spoken = dict(db.session.execute(select(Borrower.id, Borrower.language).where(Borrower.id.in_(counts))).all())
    return rule.share((rule.Pile(id, n, str(spoken[id]), theirs.get(id)) for id, n in counts.items()), takers)


def share_out(ids: Sequence[int], among: Sequence[User] | None = None) -> Counter[str]:
    """Give these cases to collectors as `propose` says: all cases of a borrower go to one person.

    A book without collectors keeps them unassigned, for a manager to work on. Again changes nothing.
    """
    people = {row.id: row for row in (collectors() if among is None else among)}
    free = select(Case).where(Case.id.in_(ids), nobodys(), *OPEN).order_by(Case.id)
    cases = list(db.session.scalars(free)) if people else []
    found = propose(cases, list(people.values())) if cases else {}
    for row in cases:
        case.assign(row, people[found[row.borrower_id]])
    return Counter(assigned=len(cases)) if cases else Counter()


def loads(people: Sequence[User]) -> Counter[int]:
    """How many open cases each of these people has, by id."""
    ids = [each.id for each in people]
    query = select(Case.assignee_id, func.count()).where(Case.assignee_id.in_(ids), *OPEN)
    return Counter({id: count for id, count in db.session.execute(query.group_by(Case.assignee_id)) if id})


def _to_leave(person: User) -> list[Case]:
    rows = of(person)
    if not rows and not owned.count(person):
        raise RuleError("%(name)s has no open cases.", name=person.name)
    return rows


def _hand_on(person: User, cases: Sequence[Case]) -> None:
    """Cases that a person stood in for come back from who has them now."""
    ids = {row.id: row for row in cases}
    stood_in = select(HandedCase).join(Handover).where(HandedCase.to_id == person.id, HandedCase.case_id.in_(ids))
    for each in db.session.scalars(stood_in.where(Handover.returns_on.is_not(None), Handover.ended_on.is_(None))):
        if now := ids[each.case_id].assignee:
            each.to = now


def _theirs(cases: Sequence[Case], people: set[int]) -> dict[int, int]:
    """Who of these people works on other open cases of these borrowers already."""
    borrowers = {row.borrower_id for row in cases}
    query = select(Case.borrower_id, Case.assignee_id).where(Case.borrower_id.in_(borrowers), *OPEN)
    found = db.session.execute(query.where(Case.assignee_id.in_(people)).order_by(Case.id))
    return {borrower_id: assignee_id for borrower_id, assignee_id in found if assignee_id}
