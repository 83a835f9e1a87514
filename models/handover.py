"""Absences that were entered beforehand, and handovers: who gave their work away, to whom, and until when."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Record, ref
from models.case import Case
from models.user import User


class Absence(Record):
    """Days off to come: from `starts_on` to `returns_on`, the first day back at work, entered by `by`.

    The night of its first day hands the work over, to `to` or shared out, and writes `begun_on`.
    """

    person_id: Mapped[int] = ref("user")
    starts_on: Mapped[date] = mapped_column(index=True)
    returns_on: Mapped[date]
    to_id: Mapped[int | None] = ref("user", index=False)
    by_id: Mapped[int | None] = ref("user", index=False)
    entered_on: Mapped[date]
    begun_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]

    person: Mapped[User] = relationship(foreign_keys=[person_id])
    to: Mapped[User | None] = relationship(foreign_keys=[to_id])
    by: Mapped[User | None] = relationship(foreign_keys=[by_id])


class Handover(Record):
    """All the work of a person given away in one step by `by`.

    With `returns_on` it is for a time: its cases come back on that day; `ended_on` says when they did.
    """

    person_id: Mapped[int] = ref("user")
    on: Mapped[date]
    by_id: Mapped[int | None] = ref("user", index=False)
    returns_on: Mapped[date | None] = mapped_column(index=True)
    ended_on: Mapped[date | None]

    person: Mapped[User] = relationship(foreign_keys=[person_id])
    by: Mapped[User | None] = relationship(foreign_keys=[by_id])
    cases: Mapped[list["HandedCase"]] = relationship(back_populates="handover", order_by="HandedCase.id")


class HandedCase(Record):
    """A case that was given away, and who has it in the place of its person."""

    __table_args__ = (UniqueConstraint("handover_id", "case_id"),)

    handover_id: Mapped[int] = ref("handover", index=False)
    case_id: Mapped[int] = ref("case")
    to_id: Mapped[int] = ref("user")
    returned_on: Mapped[date | None]

    handover: Mapped[Handover] = relationship(back_populates="cases")
    case: Mapped[Case] = relationship()
    to: Mapped[User] = relationship()
