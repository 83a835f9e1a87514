"""Duplicates: two borrowers of one lender who may be one person, what was decided of them, and what moved."""

import enum
from datetime import date, datetime
from enum import auto
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Record, ref
from models.borrower import Borrower
from models.lender import Lender
from models.sentence import Said
from models.tone import toned
from models.user import User


@toned(green="merged", amber="found", blue="asked", red="two_people")
class DuplicateState(enum.StrEnum):
    """Where a pair stands: found, no sign any more, asked to be merged, merged, or known to be two people."""

    found = auto()
    gone = auto()
    asked = auto()
    merged = auto()
    two_people = auto()


class Duplicate(Record):
    """A pair of borrowers of one lender, the lower id first, with the signs that they are one person.

    `kept` stays when they are merged, the other one is archived with a way to it. `moved` is what the merge changed,
    by table, column and row, so that it can be undone exactly.
    """

    __table_args__ = (UniqueConstraint("first_id", "second_id"),)

    lender_id: Mapped[int] = ref("lender")
    first_id: Mapped[int] = ref("borrower", index=False)
    second_id: Mapped[int] = ref("borrower")
    same_id_number: Mapped[bool] = mapped_column(default=False)
    same_phone: Mapped[bool] = mapped_column(default=False)
    same_name: Mapped[bool] = mapped_column(default=False)
    ids_differ: Mapped[bool] = mapped_column(default=False)
    found_on: Mapped[date] = mapped_column(index=True)
    state: Mapped[DuplicateState] = mapped_column(default=DuplicateState.found, index=True)
    kept_id: Mapped[int | None] = ref("borrower")
    said: Mapped[Said] = mapped_column(default="")
    asked_on: Mapped[date | None]
    asked_by_id: Mapped[int | None] = ref("user", index=False)
    decided_on: Mapped[date | None]
    decided_by_id: Mapped[int | None] = ref("user", index=False)
    merged_at: Mapped[datetime | None]
    moved: Mapped[dict[str, Any]] = mapped_column(default=dict)

    lender: Mapped[Lender] = relationship()
    first: Mapped[Borrower] = relationship(foreign_keys=[first_id])
    second: Mapped[Borrower] = relationship(foreign_keys=[second_id])
    kept: Mapped[Borrower | None] = relationship(foreign_keys=[kept_id])
    asked_by: Mapped[User | None] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])

    @property
    def lost(self) -> Borrower | None:
        """The one who goes, where it is said who stays."""
        if self.kept is None:
            return None
        return self.second if self.kept is self.first else self.first

    def __str__(self) -> str:
        return f"{self.first.reference} · {self.second.reference}"
