"""Reminders: one message for all of a borrower's cases, from the queue to the proof that it was sent."""

import enum
from datetime import date, datetime
from decimal import Decimal
from enum import auto
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Along, Language, LongText, Record, only_one, ref
from models.borrower import Address, Borrower, Phone, PointStatus
from models.case import Case
from models.outgoing import Outgoing
from models.stage import Channel, Stage
from models.tone import toned
from models.user import User
from rules.sms import Encoding


@toned(green="sent", amber="queued claimed sending typeset printed suppressed", red="failed unknown")
class ReminderStatus(enum.StrEnum):
    """Where a reminder is; `unknown` was cut off while sending and is never sent again by itself.

    A letter is typeset, printed, and sent once it was posted.
    """

    queued = auto()
    claimed = auto()
    sending = auto()
    typeset = auto()
    printed = auto()
    sent = auto()
    failed = auto()
    unknown = auto()
    suppressed = auto()


class Reminder(Outgoing, Record):
    """A message to a borrower, one a business day beside suppressed ones; `problem` says why it was not sent.

    A text says in how many parts it travels, and how it is encoded. `point_was` is what was known of the number or
    address before this message marked it bad. What `validates` carries the validation information of the debts it
    speaks of.
    """

    __table_args__ = (
        only_one("reminder", "borrower_id, queued_on", "status <> 'suppressed'"),
        Index("ix_reminder_borrower", "borrower_id", "queued_on"),
        Index("ix_reminder_work", "status", "queued_on"),
    )

    belongs_to = "borrower"

    borrower_id: Mapped[int] = ref("borrower", index=False)
    stage_id: Mapped[int] = ref("stage")
    channel: Mapped[Channel]
    language: Mapped[Language]
    phone_id: Mapped[int | None] = ref("phone")
    address_id: Mapped[int | None] = ref("address")
    subject: Mapped[str] = mapped_column(default="")
    body: Mapped[LongText] = mapped_column(default="")
    parts: Mapped[int | None]
    encoding: Mapped[Encoding | None]
    validates: Mapped[bool] = mapped_column(default=False)
    gateway_code: Mapped[str] = mapped_column(default="")
    gateway_values: Mapped[dict[str, Any]] = mapped_column(default=dict)
    delivered_at: Mapped[datetime | None]
    point_was: Mapped[PointStatus | None]
    printed_on: Mapped[date | None] = mapped_column(index=True)
    posted_on: Mapped[date | None]
    posted_by_id: Mapped[int | None] = ref("user", index=False)
    carrier: Mapped[str] = mapped_column(default="")
    queued_on: Mapped[date]
    status: Mapped[ReminderStatus] = mapped_column(default=ReminderStatus.queued)

    borrower: Mapped[Borrower] = relationship(backref="reminders")
    stage: Mapped[Stage] = relationship()
    phone: Mapped[Phone | None] = relationship()
    address: Mapped[Address | None] = relationship()
    posted_by: Mapped[User | None] = relationship()
    cases: Mapped[list["ReminderCase"]] = relationship(back_populates="reminder")


class ReminderCase(Record):
    """A case that a reminder speaks of, with the stage it was in and what was overdue as its words say.

    `interest` is what of it was interest for delay. Words that a person wrote state no figures that are known.
    """

    __table_args__ = (UniqueConstraint("reminder_id", "case_id"),)

    currency = Along("case.loan.currency")

    reminder_id: Mapped[int] = ref("reminder", index=False)
    case_id: Mapped[int] = ref("case")
    stage_id: Mapped[int] = ref("stage", index=False)
    overdue: Mapped[Decimal | None]
    interest: Mapped[Decimal | None]

    reminder: Mapped[Reminder] = relationship(back_populates="cases")
    case: Mapped[Case] = relationship(backref="reminders")
    stage: Mapped[Stage] = relationship()
