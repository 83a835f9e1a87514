"""Service messages: what was written to a borrower that asks for nothing overdue."""

import enum
from datetime import date
from decimal import Decimal
from enum import auto

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Along, Record, ref
from models.case import Case
from models.reminder import Reminder


class ServiceKind(enum.StrEnum):
    """A word before a due day, or thanks once nothing is overdue."""

    before_due = auto()
    thanks = auto()


class ServiceMessage(Record):
    """One message of a case: for the due day `on` and its `amount`, or for the day on which nothing was overdue."""

    __table_args__ = (UniqueConstraint("case_id", "kind", "on"),)

    currency = Along("case.loan.currency")

    case_id: Mapped[int] = ref("case", index=False)
    kind: Mapped[ServiceKind]
    on: Mapped[date]
    amount: Mapped[Decimal | None] = mapped_column()
    reminder_id: Mapped[int] = ref("reminder", unique=True)

    case: Mapped[Case] = relationship(backref="service_messages")
    reminder: Mapped[Reminder] = relationship()
