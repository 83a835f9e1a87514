"""People beside the borrower: those who may be asked where the borrower is, and guarantors."""

import enum
from datetime import date
from decimal import Decimal
from enum import auto

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Along, Archived, Record, ref
from models.borrower import Borrower
from models.document import Document
from models.loan import Loan
from models.sealed import INDEX_BYTES, sealed
from models.user import User
from rules.guarantee import ActKind


class Relation(enum.StrEnum):
    """What a person is to the borrower."""

    spouse = auto()
    relative = auto()
    friend = auto()
    colleague = auto()
    other = auto()


class ContactPerson(Archived, Record):
    """A third party: locked until lost contact is proven, for good once `refused_on` is set.

    `source` says where the number comes from, `basis` on what ground it is kept. Of one who refused only `refused_key`
    is left, a keyed hash of the number.
    """

    belongs_to = "borrower"

    borrower_id: Mapped[int] = ref("borrower")
    name: Mapped[str]
    relation: Mapped[Relation] = mapped_column(default=Relation.other)
    number: Mapped[str] = sealed()
    source: Mapped[str] = mapped_column(default="")
    basis: Mapped[str] = mapped_column(default="")
    refused_on: Mapped[date | None]
    refused_key: Mapped[bytes | None] = mapped_column(LargeBinary(INDEX_BYTES), index=True)
    asked_callback_on: Mapped[date | None]

    borrower: Mapped[Borrower] = relationship(backref="contact_people")


class JointDebtor(Archived, Record):
    """A further debtor of a loan, with phones and wishes of their own; named on papers, and never written to.

    One that a file named is a party of papers only once a person confirmed it.
    """

    __table_args__ = (UniqueConstraint("loan_id", "borrower_id"),)

    belongs_to = "loan"

    loan_id: Mapped[int] = ref("loan", index=False)
    borrower_id: Mapped[int] = ref("borrower")
    confirmed_on: Mapped[date | None]
    confirmed_by_id: Mapped[int | None] = ref("user", index=False)

    loan: Mapped[Loan] = relationship(backref="joint_debtors")
    borrower: Mapped[Borrower] = relationship(backref="joint_loans")
    confirmed_by: Mapped[User | None] = relationship()

    def __str__(self) -> str:
        return self.borrower.name


class GuaranteeKind(enum.StrEnum):
    """How a guarantor answers for the debt. Source: Civil Code 686, 687, 688."""

    general = auto()
    joint = auto()


class Guarantor(Archived, Record):
    """Who answers for a loan up to `amount`; after `expires_on` the guarantee has lapsed and nobody writes to them."""

    currency = Along("loan.currency")
    belongs_to = "loan"

    loan_id: Mapped[int] = ref("loan")
    name: Mapped[str]
    kind: Mapped[GuaranteeKind] = mapped_column(default=GuaranteeKind.general)
    number: Mapped[str] = sealed()
    amount: Mapped[Decimal | None]
    expires_on: Mapped[date | None]
    extended_to: Mapped[date | None]
    consented: Mapped[bool] = mapped_column(default=False)

    loan: Mapped[Loan] = relationship(backref="guarantors")


class GuaranteeAct(Record):
    """What was done to hold a guarantor to the guarantee, with the document that proves it."""

    guarantor_id: Mapped[int] = ref("guarantor")
    kind: Mapped[ActKind]
    on: Mapped[date]
    document_id: Mapped[int] = ref("document")
    recorded_on: Mapped[date]
    user_id: Mapped[int | None] = ref("user")

    guarantor: Mapped[Guarantor] = relationship(backref="acts")
    document: Mapped[Document] = relationship()
    user: Mapped[User | None] = relationship()
