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
    """What it is about: a due day ahead, thanks, money that came in, a plan, a dispute, a new loan."""

    before_due = auto()
    thanks = auto()
    receipt = auto()
    plan_due = auto()
    dispute_answered = auto()
    welcome = auto()


class ServiceMessage(Record):
    """One message of a case on what happened or falls due on a day, with the amount that it names, if any."""

    __table_args__ = (UniqueConstraint("case_id", "kind", "on"),)

    currency = Along("case.loan.currency")

    case_id: Mapped[int] = ref("case", index=False)
    kind: Mapped[ServiceKind]
    on: Mapped[date]
    amount: Mapped[Decimal | None] = mapped_column()
    reminder_id: Mapped[int] = ref("reminder", unique=True)

    case: Mapped[Case] = relationship(backref="service_messages")
    reminder: Mapped[Reminder] = relationship()
