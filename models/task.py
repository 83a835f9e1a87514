"""Tasks: the next action of every open case."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Record, only_one, ref, where_named
from models.case import Case
from models.sentence import Said
from models.stage import TaskKind
from models.user import User


class Task(Record):
    """What a person does next on a case, and when; `due_at` where a time was agreed. One open task a case."""

    __table_args__ = (
        only_one("task", "case_id", "done_at IS NULL"),
        where_named("task", "done_at"),
    )

    belongs_to = "case"

    case_id: Mapped[int] = ref("case")
    kind: Mapped[TaskKind]
    due_on: Mapped[date] = mapped_column(index=True)
    due_at: Mapped[datetime | None]
    note: Mapped[Said] = mapped_column(default="")
    by_person: Mapped[bool] = mapped_column(default=False)
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = ref("user", index=False)

    case: Mapped[Case] = relationship(backref="tasks")
    done_by: Mapped[User | None] = relationship()
