"""Refunds: the borrower's credit on its way back to them, asked for by one person and approved by another."""

import enum
from datetime import date
from decimal import Decimal
from enum import auto

from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Along, LongText, Record, ref
from models.loan import Loan
from models.payment import Payment
from models.sealed import sealed
from models.tone import toned
from models.user import User


@toned(green="paid", amber="requested approved", red="rejected taken_back")
class RefundStatus(enum.StrEnum):
    """Where a refund stands; it is paid once the money has left, and taken back where the bank returned it."""

    requested = auto()
    approved = auto()
    rejected = auto()
    paid = auto()
    taken_back = auto()


class Refund(Record):
    """Money out: part of the credit of `loan`, to the `account` of `holder`; `payment` is its entry once paid."""

    currency = Along("loan.currency")
    belongs_to = "loan"

    loan_id: Mapped[int] = ref("loan")
    amount: Mapped[Decimal]
    holder: Mapped[str] = sealed()
    account: Mapped[str] = sealed()
    reason: Mapped[LongText]
    asked_on: Mapped[date] = mapped_column(index=True)
    asked_by_id: Mapped[int] = ref("user")
    status: Mapped[RefundStatus] = mapped_column(default=RefundStatus.requested, index=True)
    decided_on: Mapped[date | None]
    decided_by_id: Mapped[int | None] = ref("user")
    answer: Mapped[LongText] = mapped_column(default="")
    paid_on: Mapped[date | None]
    payment_id: Mapped[int | None] = ref("payment")

    loan: Mapped[Loan] = relationship()
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    payment: Mapped[Payment | None] = relationship()
