"""Tasks: the next action of every open case."""

from datetime import date, datetime

from models.case import Case
from models.stage import TaskKind
from models.task import Task
from models.user import User


def open_of(case: Case) -> Task | None:
    """The open task of a case."""


def set_next(
    case: Case,
    kind: TaskKind,
    due_on: date,
    now: datetime,
    *,
    due_at: datetime | None = None,
    note: str = "",
    by_person: bool = False,
    user: User | None = None,
) -> Task:
    """Make this the next action of a case; the open task, if any, is done with."""


def complete(task: Task, now: datetime, user: User | None = None) -> None:
    """Finish a task; an open case gets the next action of its stage."""
