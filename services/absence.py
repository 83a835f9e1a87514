"""Leaving and absence: a person's work goes to others in one step, for good or until the day of return."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from models import db
from models.case import Case
from models.handover import HandedCase, Handover
from models.user import User
from rules.errors import RuleError
from services import user
from services.case import owned, share, worker


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
