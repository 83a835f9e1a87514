"""Promises to pay: kept, partly kept or broken by posted payments, never ticked by hand."""

import enum
from datetime import date
from decimal import Decimal
from enum import auto

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Rate, Record, only_one, ref, where_named
from models.case import Case
from models.contact import Contact
from models.portfolio import Portfolio
from models.stage import Stage
from models.tone import toned
from models.user import User


@toned(green="kept", amber="partly_kept", red="broken", blue="open")
class PromiseStatus(enum.StrEnum):
    """What became of a promise."""

    open = auto()
    kept = auto()
    partly_kept = auto()
    broken = auto()
    cancelled = auto()
    superseded = auto()


class Promise(Record):
    """An amount promised for a day; kept when `threshold_rate` of it is posted by that day plus grace.

    Whose case it was, in which portfolio, stage and currency, stays as it was when the promise was made.
    """

    __table_args__ = (
        only_one("promise", "case_id", "status = 'open'"),
        Index("ix_promise_settled", "status", "settled_on", "case_id"),
        where_named("promise", "reminder_id", unique=True),
    )

    belongs_to = "case"

    case_id: Mapped[int] = ref("case")
    collector_id: Mapped[int | None] = ref("user", index=False)
    portfolio_id: Mapped[int | None] = ref("portfolio", index=False)
    stage_id: Mapped[int | None] = ref("stage", index=False)
    currency: Mapped[str] = mapped_column(default="")
    amount: Mapped[Decimal]
    made_on: Mapped[date]
    due_on: Mapped[date] = mapped_column(index=True)
    grace_days: Mapped[int] = mapped_column(default=2)
    threshold_rate: Mapped[Rate] = mapped_column(default=Decimal("0.95"))
    status: Mapped[PromiseStatus] = mapped_column(default=PromiseStatus.open)
    paid_amount: Mapped[Decimal] = mapped_column(default=Decimal("0.00"))
    settled_on: Mapped[date | None]
    contact_id: Mapped[int | None] = ref("contact")
    reminder_id: Mapped[int | None] = ref("reminder", index=False)
    made_by_id: Mapped[int | None] = ref("user")
    superseded_by_id: Mapped[int | None] = ref("promise", index=False)

    case: Mapped[Case] = relationship(backref="promises")
    contact: Mapped[Contact | None] = relationship()
    made_by: Mapped[User | None] = relationship(foreign_keys=made_by_id)
    collector: Mapped[User | None] = relationship(foreign_keys=collector_id)
    portfolio: Mapped[Portfolio | None] = relationship()
    stage: Mapped[Stage | None] = relationship()
