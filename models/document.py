"""Documents: what a borrower or partner handed over, kept as it came, outside the database."""

import enum
from datetime import date
from enum import auto

from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Record, ref
from models.loan import Loan
from models.user import User


class DocumentKind(enum.StrEnum):
    """What a kept file really is, by its content; a CSV is only made by the house."""

    pdf = auto()
    png = auto()
    jpeg = auto()
    csv = auto()


class Document(Record):
    """One file under the SHA-256 of its content; the same content twice is one file with two rows."""

    digest: Mapped[str] = mapped_column(index=True)
    kind: Mapped[DocumentKind]
    name: Mapped[str]
    byte_count: Mapped[int]


class PaperKind(enum.StrEnum):
    """What a paper proves."""

    contract = auto()
    amendment = auto()
    disbursement = auto()
    guarantee = auto()
    collateral = auto()
    identity = auto()
    assignment = auto()
    other = auto()


class LoanDocument(Record):
    """A scan in the file of a loan; it goes into every packet, in the order of its kind and day."""

    loan_id: Mapped[int] = ref("loan")
    kind: Mapped[PaperKind]
    on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    document_id: Mapped[int] = ref("document")
    added_on: Mapped[date]
    user_id: Mapped[int | None] = ref("user")

    loan: Mapped[Loan] = relationship(backref="papers")
    document: Mapped[Document] = relationship()
    user: Mapped[User | None] = relationship()
