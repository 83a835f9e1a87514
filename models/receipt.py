"""Bank files and the receipts in them: money that came in, before and after it is known whose it is."""

import enum
from datetime import date, datetime
from decimal import Decimal
from enum import auto
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Record, ref
from models.batch import BatchStatus
from models.borrower import Borrower
from models.folded import fold
from models.hold import Hold
from models.lender import Lender
from models.payment import Payment
from models.sealed import blind, sealed
from models.sentence import Details, Said
from models.tone import toned
from models.user import User
from rules import fold as folding
from rules.receipt import LineKind

RESTS = Table(
    "receipt_hold",
    Base.metadata,
    Column("receipt_id", ForeignKey("receipt.id"), primary_key=True),
    Column("hold_id", ForeignKey("hold.id"), primary_key=True),
)
"""Which holds rest because of which receipt."""

LINE_RESTS = Table(
    "bank_line_hold",
    Base.metadata,
    Column("bank_line_id", ForeignKey("bank_line.id"), primary_key=True),
    Column("hold_id", ForeignKey("hold.id"), primary_key=True),
)
"""Which holds rest because of which line."""


@toned(amber="returned")
class ReceiptStatus(enum.StrEnum):
    """Nobody's yet, waiting for a person's word, paid on loans, or sent back to the payer."""

    unmatched = auto()
    parked = auto()
    matched = auto()
    returned = auto()


@toned(amber="waiting")
class LineStatus(enum.StrEnum):
    """Only kept, waiting for a person's look, taken back from its receipt, or no return after all."""

    kept = auto()
    waiting = auto()
    taken_back = auto()
    dismissed = auto()


class BankAccount(Record):
    """An account of a lender at a bank or wallet, as its statements name it; the name shows the end of the number."""

    __table_args__ = (UniqueConstraint("lender_id", "number_index"),)

    lender_id: Mapped[int] = ref("lender", index=False)
    name: Mapped[str]
    number: Mapped[str | None] = sealed()
    number_index: Mapped[bytes | None] = blind("number")

    lender: Mapped[Lender] = relationship()


class BankWord(Record):
    """What a person said of a word of a lender's banks: a direction or a status that stands in no list."""

    __table_args__ = (UniqueConstraint("lender_id", "field", "word"),)

    lender_id: Mapped[int] = ref("lender", index=False)
    field: Mapped[str]
    word: Mapped[str]
    meaning: Mapped[str]
    said_at: Mapped[datetime]
    user_id: Mapped[int | None] = ref("user")

    lender: Mapped[Lender] = relationship()
    user: Mapped[User | None] = relationship()

    def __str__(self) -> str:
        return self.word


class BankLayout(Record):
    """What a person said of a table layout of a lender's banks: header -> field, empty for a column that is left out.

    `day_first` and `unsigned` are the order of its days and which way an amount without a sign went, where a person
    had to say that.
    """

    __table_args__ = (UniqueConstraint("lender_id", "layout"),)

    lender_id: Mapped[int] = ref("lender", index=False)
    layout: Mapped[str]
    columns: Mapped[dict[str, Any]] = mapped_column(default=dict)
    day_first: Mapped[bool | None]
    unsigned: Mapped[str] = mapped_column(default="")

    lender: Mapped[Lender] = relationship()


class BankFile(Record):
    """One file of a lender's bank; `wrong` says which rows were refused: row, column and reason.

    `opening` and `closing` are the balances of the account before and after it, `notices` what is odd about it.
    """

    lender_id: Mapped[int] = ref("lender")
    file_name: Mapped[str]
    file_hash: Mapped[str] = mapped_column(index=True)
    encoding: Mapped[str] = mapped_column(default="")
    status: Mapped[BatchStatus] = mapped_column(default=BatchStatus.running)
    started_at: Mapped[datetime] = mapped_column(index=True)
    finished_at: Mapped[datetime | None]
    rows_done: Mapped[int] = mapped_column(default=0)
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    wrong: Mapped[Details] = mapped_column(default=list)
    account_id: Mapped[int | None] = ref("bank_account")
    currency: Mapped[str] = mapped_column(default="")
    first_on: Mapped[date | None]
    last_on: Mapped[date | None]
    opening: Mapped[Decimal | None]
    closing: Mapped[Decimal | None]
    notices: Mapped[Details] = mapped_column(default=list)
    user_id: Mapped[int | None] = ref("user")

    lender: Mapped[Lender] = relationship()
    account: Mapped[BankAccount | None] = relationship()
    user: Mapped[User | None] = relationship()

    def __str__(self) -> str:
        return self.file_name


class Receipt(Record):
    """One line of a bank file, never edited; `borrower` is whose it likely is, after a match whose it is.

    `received_on` is the value date, `posted_on` the day it was taken in. Long numbers in the memo are masked. The
    `identity_key` stands for account, reference, day, amount, payer and memo: the same money is one receipt.
    """

    __table_args__ = (
        UniqueConstraint("lender_id", "identity_key"),
        Index("ix_receipt_waiting", "status", "received_on"),
    )

    belongs_to = "borrower"

    lender_id: Mapped[int] = ref("lender", index=False)
    account_id: Mapped[int | None] = ref("bank_account")
    identity_key: Mapped[str]
    reference: Mapped[str] = mapped_column(index=True)
    reference_key: Mapped[str | None] = fold("reference", folding.number)
    received_on: Mapped[date] = mapped_column(index=True)
    posted_on: Mapped[date]
    amount: Mapped[Decimal]
    currency: Mapped[str]
    payer: Mapped[str] = mapped_column(default="")
    phone: Mapped[str | None] = sealed()
    phone_index: Mapped[bytes | None] = blind("phone")
    memo: Mapped[str] = mapped_column(default="")
    status: Mapped[ReceiptStatus] = mapped_column(default=ReceiptStatus.unmatched)
    borrower_id: Mapped[int | None] = ref("borrower")
    note: Mapped[Said] = mapped_column(default="")
    file_id: Mapped[int | None] = ref("bank_file")
    row_no: Mapped[int | None]

    lender: Mapped[Lender] = relationship()
    account: Mapped[BankAccount | None] = relationship()
    borrower: Mapped[Borrower | None] = relationship()
    file: Mapped[BankFile | None] = relationship()
    payments: Mapped[list[Payment]] = relationship(order_by="Payment.id", backref="receipt")
    holds: Mapped[list[Hold]] = relationship(secondary=RESTS)


class BankLine(Record):
    """A line of a bank file that is no receipt: money out, a fee, a return, or what has not come in yet.

    A return names the receipt that it may take back, and whose money that likely was.
    """

    __table_args__ = (UniqueConstraint("lender_id", "identity_key"), Index("ix_bank_line_waiting", "status", "on"))

    belongs_to = "borrower"

    lender_id: Mapped[int] = ref("lender", index=False)
    account_id: Mapped[int | None] = ref("bank_account")
    identity_key: Mapped[str]
    kind: Mapped[LineKind]
    reference: Mapped[str] = mapped_column(index=True)
    reference_key: Mapped[str | None] = fold("reference", folding.number)
    on: Mapped[date] = mapped_column(index=True)
    posted_on: Mapped[date]
    amount: Mapped[Decimal]
    currency: Mapped[str]
    payer: Mapped[str] = mapped_column(default="")
    memo: Mapped[str] = mapped_column(default="")
    status: Mapped[LineStatus] = mapped_column(default=LineStatus.kept)
    receipt_id: Mapped[int | None] = ref("receipt")
    borrower_id: Mapped[int | None] = ref("borrower")
    note: Mapped[Said] = mapped_column(default="")
    file_id: Mapped[int | None] = ref("bank_file")
    row_no: Mapped[int | None]

    lender: Mapped[Lender] = relationship()
    account: Mapped[BankAccount | None] = relationship()
    receipt: Mapped[Receipt | None] = relationship(backref="returns")
    borrower: Mapped[Borrower | None] = relationship()
    file: Mapped[BankFile | None] = relationship()
    holds: Mapped[list[Hold]] = relationship(secondary=LINE_RESTS)
