"""A button pressed on many rows: what was chosen, how far it is, and what is needed to take it back."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Record, ref
from models.sentence import Details
from models.user import User


class BulkRun(Record):
    """One press of a button on the rows of a list, done in pieces that each commit with `position`.

    `done` holds, by the number of each row that was changed, what was there before, its version afterwards and the row
    that was made; `left_out` the sentence that stopped each other row. `back` counts the rows taken back.
    """

    noun: Mapped[str]
    action: Mapped[str]
    owner_id: Mapped[int] = ref("user")
    started_on: Mapped[date]
    started_at: Mapped[datetime]
    chosen: Mapped[list[Any]] = mapped_column(default=list)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    position: Mapped[int] = mapped_column(default=0)
    done: Mapped[dict[str, Any]] = mapped_column(default=dict)
    left_out: Mapped[Details] = mapped_column(default=dict)
    back: Mapped[int] = mapped_column(default=0)
    stayed: Mapped[Details] = mapped_column(default=dict)
    undone_at: Mapped[datetime | None]

    owner: Mapped[User] = relationship()
