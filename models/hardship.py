"""Hardship and care: what a borrower's circumstances ask of the desk. Never diagnoses, never shown to a partner."""

import enum
from datetime import date
from enum import auto

from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Record, ref
from models.borrower import Borrower
from models.tone import toned
from models.user import User


class HardshipKind(enum.StrEnum):
    """The four drivers of vulnerability. Source: FCA FG21/1."""

    health = auto()
    life_event = auto()
    resilience = auto()
    capability = auto()


class SupportNeed(enum.StrEnum):
    """What helps a borrower; a need, not a diagnosis."""

    more_time = auto()
    plain_words = auto()
    in_writing = auto()
    large_print = auto()
    interpreter = auto()
    companion = auto()
    certain_hours = auto()
    specialist = auto()


@toned(amber="running")
class HardshipStatus(enum.StrEnum):
    """Whether a circumstance still stands."""

    running = auto()
    ended = auto()


class Cooperation(enum.StrEnum):
    """How a borrower works with the desk."""

    cooperative = auto()
    neutral = auto()
    hostile = auto()


class Hardship(Record):
    """A circumstance the borrower reported, from the day it is known until it ends; no kind: not said yet."""

    belongs_to = "borrower"

    borrower_id: Mapped[int] = ref("borrower")
    kind: Mapped[HardshipKind | None]
    need: Mapped[SupportNeed | None]
    known_on: Mapped[date]
    review_on: Mapped[date] = mapped_column(index=True)
    owner_id: Mapped[int | None] = ref("user")
    status: Mapped[HardshipStatus] = mapped_column(default=HardshipStatus.running)
    ended_on: Mapped[date | None]

    borrower: Mapped[Borrower] = relationship(backref="hardships")
    owner: Mapped[User | None] = relationship()


class CareNote(Record):
    """How a borrower works with the desk, or what helps them, as noted on a day; it counts before `expires_on`."""

    borrower_id: Mapped[int] = ref("borrower")
    cooperation: Mapped[Cooperation | None]
    need: Mapped[SupportNeed | None]
    noted_on: Mapped[date]
    expires_on: Mapped[date]
    noted_by_id: Mapped[int | None] = ref("user", index=False)

    borrower: Mapped[Borrower] = relationship(backref="care_notes")
    noted_by: Mapped[User | None] = relationship()
