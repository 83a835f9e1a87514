"""Findings: rows that break an invariant of the house, from the day it was seen until it is mended."""

import enum
from datetime import date
from enum import auto

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Record, ref
from models.case import Case
from models.sentence import LongSaid
from models.tone import toned


@toned(green="mended", red="standing")
class FindingState(enum.StrEnum):
    """Whether a finding still stood when the doctor last looked."""

    standing = auto()
    mended = auto()


class Finding(Record):
    """A row that breaks the invariant of this name: which record, and what is wrong, in words.

    `case_id` names the case whose collector can mend it; it is empty where only the office can. `last_seen_on` is the
    last day on which the doctor saw it; one that comes back after it was mended stands again under its first day.
    """

    __table_args__ = (
        UniqueConstraint("invariant", "record", "record_id"),
        Index("ix_finding_standing", "state", "case_id"),
    )

    belongs_to = "case"

    invariant: Mapped[str]
    record: Mapped[str]
    record_id: Mapped[int]
    case_id: Mapped[int | None] = ref("case")
    said: Mapped[LongSaid]
    first_seen_on: Mapped[date]
    last_seen_on: Mapped[date]
    state: Mapped[FindingState] = mapped_column(default=FindingState.standing)

    case: Mapped[Case | None] = relationship()
