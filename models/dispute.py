"""Disputes: what a borrower contests, who looks into it until when, and what came of it."""

import enum
from datetime import date
from enum import auto

from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import LongText, Record, only_one, ref
from models.case import Case
from models.document import Document
from models.hold import Hold
from models.tone import toned
from models.user import User


class DisputeCategory(enum.StrEnum):
    """What is contested."""

    amount = auto()
    identity = auto()
    paid = auto()
    service = auto()
    limitation = auto()
    fees = auto()
    other = auto()


@toned(red="rejected", blue="open")
class DisputeStatus(enum.StrEnum):
    """What came of a dispute."""

    open = auto()
    upheld = auto()
    partly_upheld = auto()
    rejected = auto()
    withdrawn = auto()


class Dispute(Record):
    """One thing that a borrower contests; while it is open the case rests and its loan counts as disputed."""

    __table_args__ = (only_one("dispute", "case_id, category", "status = 'open'"),)

    belongs_to = "case"

    case_id: Mapped[int] = ref("case")
    category: Mapped[DisputeCategory]
    said: Mapped[LongText]
    opened_on: Mapped[date]
    due_on: Mapped[date] = mapped_column(index=True)
    owner_id: Mapped[int | None] = ref("user")
    status: Mapped[DisputeStatus] = mapped_column(default=DisputeStatus.open)
    outcome: Mapped[LongText] = mapped_column(default="")
    decided_on: Mapped[date | None]
    decided_by_id: Mapped[int | None] = ref("user", index=False)
    hold_id: Mapped[int | None] = ref("hold", unique=True)

    case: Mapped[Case] = relationship(backref="disputes")
    owner: Mapped[User | None] = relationship(foreign_keys=owner_id)
    decided_by: Mapped[User | None] = relationship(foreign_keys=decided_by_id)
    hold: Mapped[Hold | None] = relationship()
    evidence: Mapped[list["DisputeDocument"]] = relationship(back_populates="dispute", order_by="DisputeDocument.id")


class DisputeDocument(Record):
    """A document that speaks for or against a dispute."""

    dispute_id: Mapped[int] = ref("dispute")
    document_id: Mapped[int] = ref("document")
    added_on: Mapped[date]

    dispute: Mapped[Dispute] = relationship(back_populates="evidence")
    document: Mapped[Document] = relationship()
