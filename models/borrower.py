"""Borrowers and the phones and addresses they are reached at."""

import enum
from datetime import datetime
from enum import auto

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Archived, Language, Record, ZoneType, ref
from models.folded import fold
from models.lender import Lender
from models.sealed import blind, sealed
from models.tone import toned
from rules import fold as folding


@toned(green="verified", amber="unverified", red="bad opted_out")
class PointStatus(enum.StrEnum):
    """What is known of a phone or an address; a bad one is never used again."""

    unverified = auto()
    verified = auto()
    bad = auto()
    opted_out = auto()


UNUSABLE = (PointStatus.bad, PointStatus.opted_out)
"""What is never called or written to."""


class PointSource(enum.StrEnum):
    """Where a phone or an address comes from; the law allows only lawful sources."""

    lender_file = auto()
    borrower = auto()
    returned_mail = auto()
    public_register = auto()
    entered = auto()


class AddressKind(enum.StrEnum):
    """What an address is for."""

    email = auto()
    postal = auto()


class Borrower(Archived, Record):
    """A person who owes; phones, wishes and contacts hang here, whatever the number of loans.

    One that turned out to be another is archived and `merged_into` that one, who has everything. `allows_from` is the
    instant after which a text that came in counts as use of the numbers: before it, one of two who were merged wrote.
    """

    __table_args__ = (
        UniqueConstraint("lender_id", "reference"),
        Index("ix_borrower_language", "lender_id", "language"),
    )

    belongs_to = "borrower"

    lender_id: Mapped[int] = ref("lender", index=False)
    reference: Mapped[str]
    reference_key: Mapped[str | None] = fold("reference", folding.number)
    name: Mapped[str] = mapped_column(index=True)
    name_key: Mapped[str | None] = fold("name", folding.name)
    language: Mapped[Language] = mapped_column(default=Language.zh_Hans)
    time_zone: Mapped[str] = mapped_column(ZoneType(most=4), default="Asia/Shanghai")
    id_number: Mapped[str | None] = sealed()
    id_number_index: Mapped[bytes | None] = blind("id_number")
    id_number_tail: Mapped[bytes | None] = blind("id_number", last=4)

    merged_into_id: Mapped[int | None] = ref("borrower")
    allows_from: Mapped[datetime | None]

    lender: Mapped[Lender] = relationship()
    merged_into: Mapped["Borrower | None"] = relationship(remote_side="Borrower.id")
    phones: Mapped[list["Phone"]] = relationship(back_populates="borrower", order_by="Phone.id")
    addresses: Mapped[list["Address"]] = relationship(back_populates="borrower", order_by="Address.id")


class Phone(Record):
    """A telephone number of a borrower."""

    __table_args__ = (UniqueConstraint("borrower_id", "number_index"),)

    belongs_to = "borrower"

    borrower_id: Mapped[int] = ref("borrower")
    number: Mapped[str] = sealed()
    number_index: Mapped[bytes | None] = blind("number")
    number_tail: Mapped[bytes | None] = blind("number", last=4)
    status: Mapped[PointStatus] = mapped_column(default=PointStatus.unverified)
    source: Mapped[PointSource] = mapped_column(default=PointSource.entered)

    borrower: Mapped[Borrower] = relationship(back_populates="phones")


class Address(Record):
    """An e-mail or postal address of a borrower."""

    __table_args__ = (UniqueConstraint("borrower_id", "kind", "value_index"),)

    belongs_to = "borrower"

    borrower_id: Mapped[int] = ref("borrower")
    kind: Mapped[AddressKind]
    value: Mapped[str] = sealed()
    value_index: Mapped[bytes | None] = blind("value")
    status: Mapped[PointStatus] = mapped_column(default=PointStatus.unverified)
    source: Mapped[PointSource] = mapped_column(default=PointSource.entered)

    borrower: Mapped[Borrower] = relationship(back_populates="addresses")
