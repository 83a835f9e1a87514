"""Contacts: every call, message, letter and visit, in both directions."""

import enum
from datetime import date, datetime
from enum import auto

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Record, ref
from models.borrower import Address, Borrower, Phone
from models.case import Case
from models.outcome import OutcomeCode
from models.reason import OverdueReason, ReasonBasis
from models.reminder import Reminder
from models.sentence import LongSaid
from models.stage import Channel
from models.user import User


class Direction(enum.StrEnum):
    """Who began a contact."""

    outbound = auto()
    inbound = auto()


class Contact(Record):
    """One contact with a borrower, never changed afterwards; `case_id` names the case it was about, if one.

    What a person logged has the day it was `entered_on`; everything else was written down as it happened. An e-mail
    that came in has its own `reference`, so that it is kept once. A call may name its `recording`: the reference under
    which it is found, how long it is, and where it is kept.
    """

    __table_args__ = (Index("ix_contact_history", "borrower_id", "at"),)

    belongs_to = "borrower"

    borrower_id: Mapped[int] = ref("borrower", index=False)
    case_id: Mapped[int | None] = ref("case")
    at: Mapped[datetime] = mapped_column(index=True)
    entered_on: Mapped[date | None]
    channel: Mapped[Channel]
    direction: Mapped[Direction] = mapped_column(default=Direction.outbound)
    phone_id: Mapped[int | None] = ref("phone")
    address_id: Mapped[int | None] = ref("address")
    outcome_id: Mapped[int | None] = ref("outcome_code")
    reason_id: Mapped[int | None] = ref("overdue_reason", index=False)
    reason_basis: Mapped[ReasonBasis | None]
    note: Mapped[LongSaid] = mapped_column(default="")
    reference: Mapped[str | None]
    recording: Mapped[str] = mapped_column(default="")
    recording_seconds: Mapped[int | None]
    recording_kept: Mapped[str] = mapped_column(default="")
    user_id: Mapped[int | None] = ref("user")
    reminder_id: Mapped[int | None] = ref("reminder", unique=True)
    decision_id: Mapped[int | None] = mapped_column(unique=True)  # The call that was dialled; see models/decision.py.

    borrower: Mapped[Borrower] = relationship(backref="contacts")
    case: Mapped[Case | None] = relationship(backref="contacts")
    phone: Mapped[Phone | None] = relationship()
    address: Mapped[Address | None] = relationship()
    outcome: Mapped[OutcomeCode | None] = relationship()
    reason: Mapped[OverdueReason | None] = relationship()
    user: Mapped[User | None] = relationship()
    reminder: Mapped[Reminder | None] = relationship()
    mark: Mapped["TakenBack | None"] = relationship(viewonly=True, uselist=False)


class TakenBack(Record):
    """The mark of a contact whose promise and next action were taken back at once; the contact stays and counts."""

    contact_id: Mapped[int] = ref("contact", unique=True)
    at: Mapped[datetime]
    user_id: Mapped[int] = ref("user", index=False)

    contact: Mapped[Contact] = relationship()
    user: Mapped[User] = relationship()
