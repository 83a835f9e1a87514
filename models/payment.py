"""Payments and what they were allocated to; never edited, never deleted, only reversed."""

import enum
from datetime import date
from decimal import Decimal
from enum import auto

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Along, Record, ref, where_named
from models.batch import ImportBatch
from models.folded import fold
from models.loan import Instalment, Loan
from models.sentence import Said
from rules import fold as folding


class PaymentKind(enum.StrEnum):
    """A payment is allocated, a waiver covers one component without money, `moved` gives it up to a new schedule.

    History is only told, a reversal mirrors. A refund leaves the credit for the borrower, below zero; money set off
    leaves it, below zero, for another loan of the borrower, where it comes in, above zero.
    """

    payment = auto()
    waiver = auto()
    moved = auto()
    history = auto()
    reversal = auto()
    refund = auto()
    set_off = auto()


class Component(enum.StrEnum):
    """The parts of a debt, in the order in which money covers them by default. Source: Civil Code 561."""

    cost = auto()
    fee = auto()
    penalty = auto()
    overdue_interest = auto()
    interest = auto()
    principal = auto()


DUE = (Component.fee, Component.interest, Component.principal)
"""The components that fall due by the schedule; days past due are counted by them alone."""

SOME_CREDIT = text("unapplied <> 0")


class Payment(Record):
    """Money received for a loan on a value date; a waiver has a `component`.

    What is neither allocated nor `returned` stays `unapplied`, as credit: amount = allocations + returned + unapplied.
    """

    __table_args__ = (
        UniqueConstraint("loan_id", "reference"),
        Index("ix_payment_value", "loan_id", "paid_on"),
        where_named("payment", "reverses_id", unique=True),
        where_named("payment", "receipt_id"),
        Index("ix_payment_credit", "loan_id", sqlite_where=SOME_CREDIT, postgresql_where=SOME_CREDIT),
    )

    currency = Along("loan.currency")
    belongs_to = "loan"

    loan_id: Mapped[int] = ref("loan", index=False)
    paid_on: Mapped[date] = mapped_column(index=True)
    posted_on: Mapped[date] = mapped_column(index=True)
    amount: Mapped[Decimal]
    reference: Mapped[Said] = mapped_column(index=True)
    reference_key: Mapped[str | None] = fold("reference", folding.number)
    kind: Mapped[PaymentKind] = mapped_column(default=PaymentKind.payment)
    component: Mapped[Component | None]
    unapplied: Mapped[Decimal] = mapped_column(default=Decimal("0.00"))
    returned: Mapped[Decimal] = mapped_column(default=Decimal("0.00"))
    reverses_id: Mapped[int | None] = ref("payment", index=False)
    note: Mapped[Said] = mapped_column(default="")
    batch_id: Mapped[int | None] = ref("import_batch")
    receipt_id: Mapped[int | None] = ref("receipt", index=False)

    loan: Mapped[Loan] = relationship(backref="payments")
    batch: Mapped[ImportBatch | None] = relationship()
    reverses: Mapped["Payment | None"] = relationship(remote_side="Payment.id", back_populates="reversal")
    reversal: Mapped["Payment | None"] = relationship(back_populates="reverses", uselist=False)
    allocations: Mapped[list["Allocation"]] = relationship(back_populates="payment", cascade="all, delete-orphan")


class Allocation(Record):
    """The share of a payment that paid one component of one instalment."""

    __table_args__ = (UniqueConstraint("payment_id", "instalment_id", "component"),)

    currency = Along("payment.loan.currency")
    belongs_to = "payment.loan"

    payment_id: Mapped[int] = ref("payment", index=False)
    instalment_id: Mapped[int] = ref("instalment")
    component: Mapped[Component]
    amount: Mapped[Decimal]

    payment: Mapped[Payment] = relationship(back_populates="allocations")
    instalment: Mapped[Instalment] = relationship()
