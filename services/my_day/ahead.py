"""What comes after today: shown where nothing is due, and pulled forward by a person."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from models import db
from models.case import Case, CaseState
from models.task import Task
from services.case import share

MOST = 10


def coming(assignee_id: int | None, today: date) -> list[Task]:
    """The first of what is due after today on a person's open cases, or on those of nobody, with their cases."""
    whose = share.nobodys() if assignee_id is None else Case.assignee_id == assignee_id
    here = (Case.state == CaseState.open, Case.archived_on.is_(None), Task.done_at.is_(None), Task.due_on > today)
    along = contains_eager(Task.case).options(joinedload(Case.borrower), joinedload(Case.loan))
    query = select(Task).join(Task.case).options(along).where(whose, *here)
    return list(
        db.session.scalars(query.order_by(Task.due_on, Task.due_at.is_(None), Task.due_at, Task.id).limit(MOST))
    )
