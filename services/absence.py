"""Leaving and absence: a person's work goes to others in one step, for good or until the day of return."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from models import db
from models.case import Case
from models.handover import Absence, HandedCase, Handover
from models.user import User
from rules import access
from rules.access import Role
from rules.errors import RuleError
from services import user
from services.case import owned, share, worker

OPEN = (Absence.begun_on.is_(None), Absence.withdrawn_on.is_(None))


class Work(NamedTuple):
    """What a person has open: cases, and what they own beside."""

    cases: list[Case]
    owned: int


class Share(NamedTuple):
    """What somebody would take: how many open cases they have, and how many they would get."""

    person: User
    load: int
    gets: int


def work_of(person: User) -> Work:
    """The open work of a person."""
    return Work(share.of(person), owned.count(person))


def takers(person: User) -> list[User]:
    """Everybody at work who could take a person's work, by name."""
    query = select(User).where(worker.at_work(), User.id != person.id)
    return list(db.session.scalars(query.order_by(User.name, User.id)))


def proposal(person: User, cases: Sequence[Case]) -> list[Share]:
    """How a person's cases would be shared out by load and language; empty where there is no other collector."""
    people = [each for each in share.collectors() if each.id != person.id]
    found, loads = share.propose(cases, people), share.loads(people)
    counts = Counter(found[row.borrower_id] for row in cases if row.borrower_id in found)
    return [Share(each, loads[each.id], counts[each.id]) for each in people]


def leave(person: User, to: User | None, today: date, by: User | None) -> None:
    """Hand all work over, shared out where nobody is named, and let the person sign in no more: one step.

    Raises RuleError as `share.hand_over` and `user.deactivate` do.
    """
    _hand_over(person, to, today, by)
    for row in _running(person):
        row.ended_on = today
    person.returns_on = None
    user.deactivate(person)


def begin(person: User, returns_on: date, to: User | None, today: date, by: User | None) -> None:
    """Hand all work over until the day of return; who is absent gets none meanwhile. Again moves the day.

    Raises RuleError for a day that is not to come, or as `share.hand_over` does.
    """
    if returns_on <= today:
        raise RuleError("The first day back lies after today.")
    found = _hand_over(person, to, today, by) or Handover(person=person, on=today, by=by)
    db.session.add(found)
    db.session.flush()
    person.returns_on = returns_on
    for row in {found, *_running(person)}:
        row.returns_on = returns_on


def enter(person: User, starts_on: date, returns_on: date, to: User | None, today: date, by: User) -> Absence:
    """Enter days off, of oneself or of people whom one leads; one that begins today hands the work over at once.

    Raises RuleError for somebody else's, a day in the past, a first day back that is no later one, days that meet
    others of theirs, or a person who takes no work.
    """
    _check(person, starts_on, returns_on, to, by, today)
    row = Absence(person=person, starts_on=starts_on, returns_on=returns_on, to=to, by=by, entered_on=today)
    db.session.add(row)
    if starts_on == today:
        start(row, today)
    return row


def start(row: Absence, today: date) -> str:
    """Hand the work over on the first day of an absence; again changes nothing.

    Who was to take it and is not at work by now gives way to the others; where there is nobody, it stands as nobody's.
    """
    if row.begun_on or row.withdrawn_on or not row.person.active:
        return "there"
    row.begun_on = today
    to = row.to if row.to and worker.is_at_work(row.to) else None
    if to or proposal(row.person, []):
        begin(row.person, row.returns_on, to, today, row.by)
    else:
        row.person.returns_on = row.returns_on
    return "away"


def withdraw(row: Absence, today: date, by: User) -> Absence:
    """Take days off back before they begin; again changes nothing.

    Raises RuleError for somebody else's, or once they have begun.
    """
    if row.person not in led_by(by):
        raise RuleError("You enter days off for yourself and for those whom you lead.")
    if row.begun_on:
        raise RuleError("The absence has begun; say that they are back at work.")
    row.withdrawn_on = row.withdrawn_on or today
    return row


def beginning(today: date) -> list[int]:
    """Ids of the absences whose first day has come and that are not over."""
    here = (Absence.starts_on <= today, Absence.returns_on > today, *OPEN)
    return list(db.session.scalars(select(Absence.id).where(*here).order_by(Absence.id)))


def to_come(people: Sequence[User], today: date) -> list[Absence]:
    """The absences of these people that have not begun, the next first."""
    here = (Absence.person_id.in_([each.id for each in people]), Absence.returns_on > today, *OPEN)
    return list(db.session.scalars(select(Absence).where(*here).order_by(Absence.starts_on, Absence.id)))


def led_by(by: User) -> list[User]:
    """For whom somebody enters days off, themselves first: all where they manage the desk, else collectors below."""
    others = select(User).where(User.active.is_(True), User.role.not_in(worker.WORK_NONE), User.id != by.id)
    if by.role not in (Role.administrator, Role.manager):
        others = others.where(User.role == Role.collector, User.level.in_(access.up_to(by.level)[:-1]))
    return [by, *db.session.scalars(others.order_by(User.name, User.id))]


def due(today: date) -> list[int]:
    """Ids of the people whose day of return has come."""
    return list(db.session.scalars(select(User.id).where(User.returns_on <= today).order_by(User.id)))


def end(person: User, today: date) -> str:
    """A person is back: their cases come back from who stood in for them; what a person gave to a third one stays.

    Again changes nothing.
    """
    if person.returns_on is None:
        return "there"
    person.returns_on = None
    for row in _running(person):
        for each in row.cases:
            _return(each, person, today)
        row.ended_on = today
    return "back"


def of(person: User) -> list[Handover]:
    """The handovers of a person, newest first."""
    return list(db.session.scalars(select(Handover).filter_by(person_id=person.id).order_by(Handover.id.desc())))


def count(row: Handover) -> int:
    """How many cases were given away."""
    return db.session.scalar(select(func.count()).where(HandedCase.handover_id == row.id)) or 0


def _check(person: User, starts_on: date, returns_on: date, to: User | None, by: User, today: date) -> None:
    if person not in led_by(by):
        raise RuleError("You enter days off for yourself and for those whom you lead.")
    if starts_on < today:
        raise RuleError("An absence begins today or later.")
    if returns_on <= starts_on:
        raise RuleError("The first day back lies after the first day off.")
    away = person.returns_on is not None and starts_on < person.returns_on
    if away or any(row.starts_on < returns_on and starts_on < row.returns_on for row in to_come([person], today)):
        raise RuleError("%(name)s is absent on some of these days already.", name=person.name)
    if to is not None:
        worker.check(to)
        if to is person:
            raise RuleError("%(name)s has them already.", name=person.name)


def _hand_over(person: User, to: User | None, today: date, by: User | None) -> Handover | None:
    work = work_of(person)
    if not work.cases and not work.owned:
        return None
    if to is not None:
        return share.hand_over(person, to, today, by)
    return share.share_among_others(person, today, by)


def _running(person: User) -> list[Handover]:
    db.session.flush()
    query = select(Handover).where(Handover.person_id == person.id, Handover.returns_on.is_not(None))
    return list(db.session.scalars(query.where(Handover.ended_on.is_(None)).order_by(Handover.id)))


def _return(row: HandedCase, person: User, today: date) -> None:
    if row.case.assignee_id != row.to_id or row.case.archived_on is not None:
        return
    row.case.assignee, row.returned_on = person, today
    owned.follow([row.case], row.to)
