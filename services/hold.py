"""Holds: automation rests, with an owner, a reason and a review date."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select, union_all
from sqlalchemy.orm import joinedload

from models import db
from models.base import unsought
from models.case import Case, CaseState
from models.hold import Hold, HoldKind
from models.plan import Plan
from models.promise import Promise
from models.stage import TaskKind
from models.task import Task
from models.user import User
from rules import stage
from rules.errors import RuleError
from services import bulk, task
from services.case import facts, worker

WITH_IT = (joinedload(Hold.case),)
"""What `ask_for_review` reads of each hold."""
AGREED = (HoldKind.promise, HoldKind.plan)
"""What the borrower and the desk agreed on: it keeps demands back, and not a word on what was agreed."""


def open(
    case: Case,
    kind: HoldKind,
    starts_on: date,
    reason: str,
    review_on: date,
    *,
    ends_on: date | None = None,
    owner: User | None = None,
    promise: Promise | None = None,
    plan: Plan | None = None,
) -> Hold:
    """Rest the automation of a case from `starts_on` to `ends_on`, both included; None: until it is released.

    Raises RuleError without a reason, or for days that stand in the wrong order.
    """
    if not reason.strip():
        raise RuleError("Say why the case rests.")
    if ends_on and ends_on < starts_on:
        raise RuleError("A hold cannot end on %(end)s before it starts on %(start)s.", end=ends_on, start=starts_on)
    if review_on < starts_on:
        raise RuleError("The review on %(day)s would be before the hold starts.", day=review_on)
    row = Hold(
        case=case,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason,
        review_on=review_on,
        owner=worker.owner(owner, case),
        promise=promise,
        plan=plan,
    )
    db.session.add(row)
    case.touched = True
    return row


def release(row: Hold, today: date) -> None:
    """End a hold: automation goes on today. Again changes nothing."""
    if row.released_on is None:
        row.released_on = today
        row.case.touched = True


def rest(case: Case, reason: str, review_on: date, user: User, today: date) -> Hold:
    """Let a case rest from today until somebody looks at it again. Raises RuleError for one that rests or is closed."""
    if case.state == CaseState.closed:
        raise RuleError("%(reference)s is closed; nothing rests on it.", reference=case.reference)
    if running(case, today):
        raise RuleError("%(reference)s rests already.", reference=case.reference)
    return open(case, HoldKind.other, today, reason, review_on, owner=user)


def go_on(case: Case, made: int, today: date) -> None:
    """Release the hold that was just set on a case. Raises RuleError for one that was changed since."""
    row = db.session.get_one(Hold, made)
    if row.version != 1:
        raise RuleError("It was changed since, and stays as it is.")
    release(row, today)


def rest_again(row: Hold, today: date) -> None:
    """Set a hold again that was released today. Raises RuleError for one that was not."""
    if row.released_on != today:
        raise RuleError("This hold was not released today.")
    row.released_on = None
    row.case.touched = True


def running(case: Case, today: date) -> list[Hold]:
    """The holds that rest on a case today."""
    return [row for row in case.holds if stage.held([facts.rest(row)], today)]


def held_ids(case_ids: Iterable[int], today: date, but: Sequence[HoldKind] = ()) -> set[int]:
    """Of these cases, the ones a hold rests on today, of any kind `but` these."""
    query = select(Hold.case_id).where(Hold.case_id.in_(case_ids), *resting(today))
    return set(db.session.scalars(query.where(Hold.kind.not_in(but)) if but else query))


def rested(pairs: Iterable[tuple[int, date]], but: Sequence[HoldKind] = ()) -> set[tuple[int, date]]:
    """Of these cases and days, those on which a hold rested of any kind `but` these; read by day."""
    days: dict[date, set[int]] = defaultdict(set)
    for case_id, day in pairs:
        days[day].add(case_id)
    found: set[tuple[int, date]] = set()
    for day, ids in days.items():
        found |= {(id, day) for some in bulk.chunks(sorted(ids)) for id in held_ids(some, day, but)}
    return found


def resting(today: date) -> tuple[ColumnElement[bool], ...]:
    """The condition that a hold rests on a day, for a query."""
    free = or_(Hold.released_on.is_(None), Hold.released_on > today)
    return Hold.starts_on <= today, or_(Hold.ends_on.is_(None), Hold.ends_on >= today), free


def to_review(today: date) -> tuple[ColumnElement[bool], ...]:
    """The conditions of the holds that rest today and whose review day has come: one index each, no hold fits two."""
    started, due = Hold.starts_on <= today, Hold.review_on <= today
    running = started & due & Hold.released_on.is_(None)
    return running & Hold.ends_on.is_(None), running & (Hold.ends_on >= today), _leaving(today)


def to_review_of(cases: ColumnElement[bool], few: ColumnElement[bool], today: date) -> tuple[ColumnElement[bool], ...]:
    """The same for the holds of somebody's cases, told in two ways: by the cases first, and by each hold's case."""
    until = or_(Hold.ends_on.is_(None), Hold.ends_on >= today)
    due = (unsought(Hold.review_on) <= today) & (Hold.starts_on <= today) & until
    return due & Hold.released_on.is_(None) & cases, _leaving(today) & few


def _leaving(today: date) -> ColumnElement[bool]:
    """The holds to review of which it is known already that they end later."""
    until = or_(Hold.ends_on.is_(None), Hold.ends_on >= today)
    return (Hold.starts_on <= today) & (unsought(Hold.review_on) <= today) & (Hold.released_on > today) & until


def past_review(today: date) -> list[int]:
    """Ids of the holds on open cases whose review day has come and has no place on anybody's list yet."""
    planned = select(Task.id).where(Task.case_id == Hold.case_id, Task.done_at.is_(None), is_planned())
    here = select(Hold.id).join(Case).where(unsought(Case.state) == CaseState.open, ~planned.exists())
    return sorted(db.session.scalars(union_all(*(here.where(each) for each in to_review(today)))))


def is_planned() -> ColumnElement[bool]:
    """The condition that a task is a person's own plan, or the review itself."""
    return Task.by_person.is_(True) | (Task.kind == TaskKind.review_hold)


def ask_for_review(row: Hold, today: date, now: datetime) -> str:
    """Put the review of a hold on its owner's list, unless a person has planned something there."""
    planned = task.open_of(row.case)
    if planned and (planned.by_person or planned.kind == TaskKind.review_hold):
        return "planned"
    task.set_next(row.case, TaskKind.review_hold, today, now, note=row.reason)
    return "asked"
