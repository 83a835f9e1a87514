"""The audit trail: who did what to which row, with the values before and after, masked where they are sealed."""

import enum
from datetime import datetime
from enum import auto

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Record, ref
from models.sentence import Details, Said
from models.tone import toned
from models.user import User


@toned(green="created", red="deleted erased sign_in_failed", blue="changed")
class AuditAction(enum.StrEnum):
    """What was done."""

    created = auto()
    changed = auto()
    deleted = auto()
    revealed = auto()
    exported = auto()
    signed_in = auto()
    signed_out = auto()
    sign_in_failed = auto()
    viewed = auto()
    erased = auto()


class AuditEntry(Record):
    """One change, look or sign-in; written in the same transaction as what it tells of."""

    __table_args__ = (Index("ix_audit_entry_row", "record", "record_id"),)

    at: Mapped[datetime] = mapped_column(index=True)
    user_id: Mapped[int | None] = ref("user")
    actor: Mapped[str] = mapped_column(default="")
    action: Mapped[AuditAction]
    record: Mapped[str] = mapped_column(default="")
    record_id: Mapped[int | None]
    changes: Mapped[Details] = mapped_column(default=dict)
    reason: Mapped[Said] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")

    user: Mapped[User | None] = relationship()
