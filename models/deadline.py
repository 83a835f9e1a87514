"""The legal deadlines of a loan: what a person recorded with its proof, and the alarms that were raised."""

from datetime import date

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Record, ref
from models.document import Document
from models.loan import Loan
from models.user import User
from rules.limitation import EventKind


class DeadlineEvent(Record):
    """What happened to a claim on `on`, with the day that its kind needs besides, and the document that proves it.

    A payment order is answered within days of `received_on`, when the debtor received it.
    """

    loan_id: Mapped[int] = ref("loan")
    kind: Mapped[EventKind]
    on: Mapped[date]
    ended_on: Mapped[date | None]
    last_due_on: Mapped[date | None]
    all_due_on: Mapped[date | None]
    removed_on: Mapped[date | None]
    received_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
    document_id: Mapped[int | None] = ref("document")
    recorded_on: Mapped[date]
    user_id: Mapped[int | None] = ref("user")

    loan: Mapped[Loan] = relationship(backref="deadline_events")
    document: Mapped[Document | None] = relationship()
    user: Mapped[User | None] = relationship()


class DeadlineAlarm(Record):
    """A word that the deadline of this `name` has `days` or less left before `expires_on`; each once."""

    __table_args__ = (
        UniqueConstraint("loan_id", "name", "expires_on", "days"),
        Index("ix_clock_alarm_ending", "expires_on", "days", "loan_id"),
    )

    loan_id: Mapped[int] = ref("loan", index=False)
    name: Mapped[str] = mapped_column(default="limitation")
    expires_on: Mapped[date]
    days: Mapped[int]
    raised_on: Mapped[date]

    loan: Mapped[Loan] = relationship()
