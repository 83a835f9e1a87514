"""Sharing out: open cases without anybody go to who knows them, has room and works in the borrower's language."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, func, not_, or_, select, union_all

from models import db
from models.borrower import Borrower
from models.case import Case, CaseHolder, CaseState
from models.handover import Absence, HandedCase, Handover
from models.task import Task
from models.user import User
from rules import handover as rule
from rules.access import Role
from rules.errors import RuleError
from services import case
from services.case import owned, worker

WEEK = timedelta(days=7)
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


def proposal(ids: Sequence[int], among: Sequence[User], today: date | None = None) -> dict[int, rule.Placed]:
    """Who of these people would take these unassigned cases, and why, by case; what nobody has room for is left out.

    `today`: days off that begin within the week and the tasks of the week count too.
    """
    cases = _free(ids) if among else []
    found = rule.place(_piles(cases, among), _takers(among, today))
    return {row.id: found[row.borrower_id] for row in cases if row.borrower_id in found}


def share_out(ids: Sequence[int], among: Sequence[User] | None = None, today: date | None = None) -> Counter[str]:
    """Give these cases to collectors as `proposal` says: all cases of a borrower go to one person, with history.

    A book without collectors keeps them unassigned, for a manager to work on, and so stays what nobody has room for.
    Again changes nothing.
    """
    people = {row.id: row for row in (collectors() if among is None else among)}
    found = proposal(ids, list(people.values()), today)
    for row in _free(list(found)):
        case.assign(row, people[found[row.id].person])
    return Counter(assigned=len(found)) if found else Counter()


def _free(ids: Sequence[int]) -> list[Case]:
    return list(db.session.scalars(select(Case).where(Case.id.in_(ids), nobodys(), *OPEN).order_by(Case.id)))


def _piles(cases: Sequence[Case], among: Sequence[User]) -> list[rule.Pile]:
    """The cases by borrower, with who of these people has others of theirs, or had these last."""
    people = {each.id for each in among}
    counts, theirs, before = Counter(row.borrower_id for row in cases), _theirs(cases, people), _before(cases, people)
    spoken = dict(db.session.execute(select(Borrower.id, Borrower.language).where(Borrower.id.in_(counts))).all())
    return [rule.Pile(id, n, str(spoken[id]), theirs.get(id), before.get(id)) for id, n in counts.items()]


def _takers(among: Sequence[User], today: date | None) -> list[rule.Taker]:
    """What is expected of these people: their open cases, and with a day the tasks due in the week from it."""
    cases, due, away = loads(among), Counter[int](), set[int]()
    if today:
        ids, week = [each.id for each in among], today + WEEK
        query = select(Case.assignee_id, func.count()).join(Task, Task.case_id == Case.id)
        query = query.where(Case.assignee_id.in_(ids), Task.done_at.is_(None), Task.due_on <= week, *OPEN)
        due.update({id: count for id, count in db.session.execute(query.group_by(Case.assignee_id)) if id})
        soon = Absence.begun_on.is_(None), Absence.withdrawn_on.is_(None), Absence.starts_on <= week
        away = set(db.session.scalars(select(Absence.person_id).where(Absence.person_id.in_(ids), *soon)))
    return [
        rule.Taker(
            row.id, cases[row.id] + due[row.id], str(row.language), cases[row.id], row.cases_most, row.id in away
        )
        for row in among
    ]


def _before(cases: Sequence[Case], people: set[int]) -> dict[int, int]:
    """Who of these people held the borrower's cases last: who knows them goes on with them."""
    ids = {row.id: row.borrower_id for row in cases}
    query = select(CaseHolder.case_id, CaseHolder.user_id).where(CaseHolder.case_id.in_(ids))
    rows = db.session.execute(query.where(CaseHolder.user_id.in_(people)).order_by(CaseHolder.since_on, CaseHolder.id))
    return {ids[case_id]: user_id for case_id, user_id in rows}


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
