"""Exports that wait for a second person: which list, how many rows, why, and until when it may be fetched."""

import enum
from datetime import datetime
from enum import auto

from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import LongText, Record, ref
from models.sealed import sealed
from models.tone import toned
from models.user import User


class ExportKind(enum.StrEnum):
    """As what a list leaves."""

    csv = auto()
    xlsx = auto()
    print = auto()


@toned(green="approved", amber="requested", red="rejected")
class ExportStatus(enum.StrEnum):
    """Where a request stands."""

    requested = auto()
    approved = auto()
    rejected = auto()


class ExportRequest(Record):
    """A list of `record` as it was narrowed by `narrowing`, an address's own arguments; sealed, for it may hold names.

    Once approved whoever asked fetches it until `until`, at most `row_count` rows.
    """

    record: Mapped[str]
    kind: Mapped[ExportKind]
    narrowing: Mapped[str] = sealed()
    row_count: Mapped[int]
    reason: Mapped[LongText]
    asked_by_id: Mapped[int] = ref("user")
    asked_at: Mapped[datetime] = mapped_column(index=True)
    status: Mapped[ExportStatus] = mapped_column(default=ExportStatus.requested, index=True)
    decided_by_id: Mapped[int | None] = ref("user", index=False)
    decided_at: Mapped[datetime | None]
    until: Mapped[datetime | None]

    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
