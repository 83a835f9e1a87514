"""Tasks: the next action of every open case."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from models import db
from models.base import unsought
from models.borrower import Borrower
from models.case import Case, CaseState
from models.lender import Lender
from models.stage import Stage, TaskKind
from models.task import Task
from models.user import User
from rules.errors import RuleError
from rules.sentence import Sentence
from services import bulk, rest_days, team
from services.strategy import arm

BELOW_MINIMUM = (TaskKind.check_payment, 7)


def open_of(case: Case) -> Task | None:
    """The open task of a case."""
    return db.session.scalars(select(Task).where(Task.case_id == case.id, Task.done_at.is_(None))).first()


def set_next(
    case: Case,
    kind: TaskKind,
    due_on: date,
    now: datetime,
    *,
    due_at: datetime | None = None,
    note: str = "",
    by_person: bool = False,
    chosen: bool = False,
    user: User | None = None,
) -> Task:
    """Make this the next action of a case; the open task, if any, is done with. Raises RuleError for a closed case.

    It is due on a working day of the lender's country, unless a person chose the day.
    """
    if case.state == CaseState.closed:
        raise RuleError("%(reference)s is closed and needs no next action.", reference=case.reference)
    db.session.flush()
    if row := open_of(case):
        _finish(row, now, user)
        db.session.flush()
    due_on = due_on if chosen else rest_days.moved(due_on, case.borrower.lender.licence)
    row = Task(case=case, kind=kind, due_on=due_on, due_at=due_at, note=note, by_person=by_person)
    db.session.add(row)
    case.next_action_on = due_on
    return row


def ask_for_letter(row: Case, note: Sentence, last: date, today: date, now: datetime) -> str:
    """Make a letter that the law asks for by `last` the next action of a case; again changes nothing."""
    before = open_of(row)
    if before is not None and before.note == note:
        return "quiet"
    set_next(row, TaskKind.send_letter, min(today, last), now, note=note)
    return "asked"


def pull_forward(row: Task, today: date) -> None:
    """Make a next action due today, as a person chose.

    Raises RuleError for one that is done or due already, or that stands at an agreed time.
    """
    if row.done_at or row.due_on <= today:
        raise RuleError("It is done or due already.")
    if row.due_at:
        raise RuleError("A time was agreed with the borrower: it stays.")
    row.due_on, row.by_person = today, True
    row.case.next_action_on = today


def moved(row: Task) -> None:
    """Let the case follow a next action that a person put on another day.

    Raises RuleError for one that is done, or at a time that was agreed for another day.
    """
    if row.done_at:
        raise RuleError("It is done already.")
    if row.due_at and team.today(row.due_at) != row.due_on:
        raise RuleError("A time was agreed with the borrower: it stays.")
    row.by_person, row.case.next_action_on = True, row.due_on


def complete(row: Task, now: datetime, user: User | None = None) -> Task | None:
    """Finish a task; an open case gets the next action of its stage, which is given. Again changes nothing."""
    if row.done_at:
        return None
    _finish(row, now, user)
    db.session.flush()
    case = row.case
    case.next_action_on = None
    if case.state != CaseState.open:
        return None
    kind, days = after(arm.staged({case.id: case.stage}, team.today(now))[case.id])
    return set_next(case, kind, team.today(now) + timedelta(days=max(1, days)), now)


def reopen(row: Task, now: datetime, made: int | None, user: User | None = None) -> None:
    """Make a finished task the next action again; the one that was `made` in its place is done with.

    Raises RuleError where a person planned anything since, or the case is closed. Again changes nothing.
    """
    if row.done_at is None:
        return
    if row.case.state == CaseState.closed:
        raise RuleError("%(reference)s is closed and needs no next action.", reference=row.case.reference)
    there = open_of(row.case)
    if (there and there.id) != made or (there and _is_planned(there)):
        raise RuleError("It was changed since, and stays as it is.")
    if there:
        _finish(there, now, user)
        db.session.flush()
    row.done_at, row.done_by = None, None
    row.case.next_action_on = row.due_on


def after(stage: Stage | None) -> tuple[TaskKind, int]:
    """What a person does next in a stage, and after how many days; below the policy's minimum only a look."""
    return (stage.next_task, stage.next_task_days) if stage else BELOW_MINIMUM


def missing() -> list[int]:
    """Ids of the open cases without a next action."""
    acting = select(Task.id).where(Task.case_id == Case.id, Task.done_at.is_(None))
    here = (Case.state == CaseState.open, Case.archived_on.is_(None))
    return list(db.session.scalars(select(Case.id).where(*here, ~acting.exists()).order_by(Case.id)))


def unplanned(most: int) -> list[Case]:
    """The first open cases that say nothing of a next action; there should be none."""
    here = (Case.state == CaseState.open, Case.archived_on.is_(None), Case.next_action_on.is_(None))
    return list(db.session.scalars(select(Case).where(*here).order_by(unsought(Case.id)).limit(most)))


def fill(ids: Sequence[int], today: date) -> dict[str, int]:
    """Give open cases without a next action the one of their stage."""
    cases = db.session.execute(
        select(Case.id, Stage).outerjoin(Stage, Case.stage_id == Stage.id).where(Case.id.in_(ids))
    )
    from_stage(arm.staged(dict(cases.all()), today), today)
    return {"booked": len(ids)}


def from_stage(stages: Mapping[int, Stage | None], today: date, at_once: Collection[int] = ()) -> None:
    """Set the next action of cases from their stage, where no person's task is open; those `at_once` are due now.

    Each is due on a working day of the lender's country.
    """
    if not stages:
        return
    query = select(Task.id, Task.case_id, Task.by_person).where(Task.case_id.in_(stages), Task.done_at.is_(None))
    there = {row.case_id: row for row in db.session.execute(query)}
    licences, wanted = _licences(stages), []
    for case_id, stage in stages.items():
        kind, days = after(stage)
        due_on = rest_days.moved(today + timedelta(days=0 if case_id in at_once else days), licences[case_id])
        wanted.append({"case_id": case_id, "kind": kind, "due_on": due_on})
    automatic = [row for row in wanted if row["case_id"] not in there or not there[row["case_id"]].by_person]
    bulk.insert(Task, [row for row in automatic if row["case_id"] not in there])
    bulk.change(Task, [_again(row, there[row["case_id"]].id) for row in automatic if row["case_id"] in there])
    bulk.change(Case, [{"id": row["case_id"], "next_action_on": row["due_on"]} for row in automatic])


def finish(ids: Sequence[int], today: date) -> None:
    """Finish the open tasks of cases that closed, at the beginning of the business day they closed on."""
    if not ids:
        return
    tasks: Any = Task.__table__
    open_now = update(tasks).where(tasks.c.case_id.in_(ids), tasks.c.done_at.is_(None))
    db.session.connection().execute(open_now.values(done_at=team.start_of(today), version=tasks.c.version + 1))
    bulk.change(Case, [{"id": case_id, "next_action_on": None} for case_id in ids])


def _is_planned(row: Task) -> bool:
    """Whether anybody touched a next action since it was made, or agreed on it."""
    return row.version != 1 or row.by_person or row.due_at is not None


def _finish(row: Task, now: datetime, user: User | None) -> None:
    row.done_at, row.done_by = now, user


def _licences(ids: Iterable[int]) -> dict[int, str]:
    """The licence of each case's lender."""
    query = select(Case.id, Lender.licence).join(Borrower, Case.borrower_id == Borrower.id).join(Lender)
    return dict(db.session.execute(query.where(Case.id.in_(ids))).all())


def _again(row: dict[str, Any], task_id: int) -> dict[str, Any]:
    return {"id": task_id, "kind": row["kind"], "due_on": row["due_on"], "note": ""}
