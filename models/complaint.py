"""Complaints: what a borrower objects to about us, who answers until when, and what came of it."""

import enum
from datetime import date
from enum import auto

from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import LongText, Record, ref
from models.case import Case
from models.hold import Hold
from models.user import User


class ComplaintCategory(enum.StrEnum):
    """What is complained about."""

    harassment = auto()
    privacy = auto()
    wrong_information = auto()
    tone = auto()
    third_party = auto()
    fees = auto()
    other = auto()


class ComplaintOutcome(enum.StrEnum):
    """What came of a complaint."""

    upheld = auto()
    partly_upheld = auto()
    not_upheld = auto()
    withdrawn = auto()


class Complaint(Record):
    """One complaint; the case rests until it is answered."""

    belongs_to = "case"

    case_id: Mapped[int] = ref("case")
    category: Mapped[ComplaintCategory]
    said: Mapped[LongText]
    received_on: Mapped[date]
    due_on: Mapped[date] = mapped_column(index=True)
    owner_id: Mapped[int | None] = ref("user")
    outcome: Mapped[ComplaintOutcome | None]
    answer: Mapped[LongText] = mapped_column(default="")
    closed_on: Mapped[date | None]
    hold_id: Mapped[int | None] = ref("hold", unique=True)

    case: Mapped[Case] = relationship(backref="complaints")
    owner: Mapped[User | None] = relationship()
    hold: Mapped[Hold | None] = relationship()
