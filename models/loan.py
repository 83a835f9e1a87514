"""Loans with their contract terms, and their instalments."""

import enum
from datetime import date
from decimal import Decimal
from enum import auto

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Along, Archived, Rate, Record, ref
from models.borrower import Borrower
from models.folded import fold
from models.portfolio import Portfolio
from models.sealed import sealed
from models.tone import toned
from rules import fold as folding

ZERO = Decimal("0.00")


@toned(green="current repaid", amber="late", red="written_off")
class FeedStatus(enum.StrEnum):
    """What the lender's file said of a loan on its day."""

    current = auto()
    late = auto()
    repaid = auto()
    written_off = auto()


class AllocationOrder(enum.StrEnum):
    """What a payment covers first inside an instalment: costs and interest, or as the contract says, principal."""

    civil_code = auto()
    principal_first = auto()


class EarlyInterest(enum.StrEnum):
    """Whether interest ends on the day of an early repayment, or was agreed to the end. Source: Civil Code 677."""

    to_day = auto()
    to_end = auto()


class Loan(Archived, Record):
    """One contract; `outstanding_*` are sums over its instalments, kept by the payment service.

    `overdue_rate` is a yearly fraction on overdue principal; its interest stands accrued to the end of `accrued_to`.

    `feed_balance` is what the lender's file said was owed at the end of `feed_as_of`, payments up to that day included.
    It came on `entered_on` (None: before that was kept); its file said it was written off on `written_off_on`, and of
    the time before `last_paid_on`, `last_paid_amount` and `original_creditor`. `lender_note` is what it said beside.
    """

    __table_args__ = (UniqueConstraint("portfolio_id", "contract_no"),)

    belongs_to = "loan"

    portfolio_id: Mapped[int] = ref("portfolio")
    borrower_id: Mapped[int] = ref("borrower")
    contract_no: Mapped[str] = mapped_column(index=True)
    contract_key: Mapped[str | None] = fold("contract_no", folding.number)
    currency: Mapped[str] = mapped_column(index=True)
    principal: Mapped[Decimal]
    annual_rate: Mapped[Rate] = mapped_column(default=Decimal(0))
    overdue_rate: Mapped[Rate] = mapped_column(default=Decimal(0))
    allocation_order: Mapped[AllocationOrder] = mapped_column(default=AllocationOrder.civil_code)
    early_interest: Mapped[EarlyInterest] = mapped_column(default=EarlyInterest.to_day)
    opened_on: Mapped[date]
    maturity_on: Mapped[date | None]
    instalment: Mapped[Decimal | None]
    disputed: Mapped[bool] = mapped_column(default=False)
    feed_status: Mapped[FeedStatus | None]
    feed_as_of: Mapped[date | None]
    feed_balance: Mapped[Decimal | None]
    outstanding_principal: Mapped[Decimal] = mapped_column(default=ZERO)
    outstanding_interest: Mapped[Decimal] = mapped_column(default=ZERO)
    outstanding_fee: Mapped[Decimal] = mapped_column(default=ZERO)
    outstanding_charge: Mapped[Decimal] = mapped_column(default=ZERO)
    outstanding_overdue_interest: Mapped[Decimal] = mapped_column(default=ZERO)
    accrued_to: Mapped[date | None]
    entered_on: Mapped[date | None]
    written_off_on: Mapped[date | None]
    original_creditor: Mapped[str] = mapped_column(default="")
    last_paid_on: Mapped[date | None]
    last_paid_amount: Mapped[Decimal | None]
    lender_note: Mapped[str | None] = sealed()

    portfolio: Mapped[Portfolio] = relationship()
    borrower: Mapped[Borrower] = relationship(backref="loans")
    instalments: Mapped[list["Instalment"]] = relationship(back_populates="loan", order_by="Instalment.number")

    def __str__(self) -> str:
        return self.contract_no


SCHEDULED = ("principal", "interest", "fee", "paid_principal", "paid_interest", "paid_fee")
UNPAID = text("principal + interest + fee - (paid_principal + paid_interest + paid_fee) > 0")
"""What the schedule asks for and what was paid of it, and where something is left: an index says what is overdue."""


class Instalment(Record):
    """What falls due on one day, by component; `paid_*` are sums over its allocations.

    `amount_days` is the unpaid principal summed over the days past due, up to the loan's `accrued_to`. One of a later
    schedule `counts_from` the day on which it took the place of the earlier ones. One that a newer file brought has the
    day it was `entered_on`.
    """

    __table_args__ = (
        UniqueConstraint("loan_id", "number"),
        Index("ix_instalment_due", "loan_id", "due_on"),
        Index("ix_instalment_unpaid", "due_on", "loan_id", *SCHEDULED, sqlite_where=UNPAID, postgresql_where=UNPAID),
    )

    currency = Along("loan.currency")
    belongs_to = "loan"

    loan_id: Mapped[int] = ref("loan", index=False)
    number: Mapped[int]
    due_on: Mapped[date] = mapped_column(index=True)
    principal: Mapped[Decimal] = mapped_column(default=ZERO)
    interest: Mapped[Decimal] = mapped_column(default=ZERO)
    fee: Mapped[Decimal] = mapped_column(default=ZERO)
    paid_principal: Mapped[Decimal] = mapped_column(default=ZERO)
    paid_interest: Mapped[Decimal] = mapped_column(default=ZERO)
    paid_fee: Mapped[Decimal] = mapped_column(default=ZERO)
    paid_overdue_interest: Mapped[Decimal] = mapped_column(default=ZERO)
    amount_days: Mapped[Decimal] = mapped_column(default=ZERO)
    counts_from: Mapped[date | None]
    entered_on: Mapped[date | None]

    loan: Mapped[Loan] = relationship(back_populates="instalments")

    @property
    def unpaid(self) -> Decimal:
        """What is still owed of it by the schedule, all components."""
        paid = self.paid_principal + self.paid_interest + self.paid_fee
        return self.principal + self.interest + self.fee - paid


class FormerInstalment(Record):
    """What an instalment asked for until a newer file or a person changed it on `replaced_on`: nothing is lost."""

    currency = Along("loan.currency")
    belongs_to = "loan"

    loan_id: Mapped[int] = ref("loan")
    number: Mapped[int]
    due_on: Mapped[date]
    principal: Mapped[Decimal]
    interest: Mapped[Decimal]
    fee: Mapped[Decimal]
    counts_from: Mapped[date | None]
    entered_on: Mapped[date | None]
    replaced_on: Mapped[date] = mapped_column(index=True)

    loan: Mapped[Loan] = relationship()
