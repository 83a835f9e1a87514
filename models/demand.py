"""Demands: letters of weight to a borrower, from their words to the proof that they arrived."""

import enum
from datetime import date
from decimal import Decimal
from enum import auto

from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Along, Language, Record, ref
from models.case import Case
from models.document import Document
from models.sealed import sealed
from models.tone import toned
from models.user import User


class DemandKind(enum.StrEnum):
    """A demand letter asks for the debt; a placement notice says that an outside firm will be asked.

    An acceleration notice says what makes good what was missed, and that the whole rest is due otherwise.

    A validation notice (12 CFR 1006.34) itemises a debt for its consumer, an arrears notice (Consumer Credit Act 1974
    s. 86B) tells what was missed; one that was written elsewhere is kept here.
    """

    demand_letter = auto()
    placement_notice = auto()
    acceleration_notice = auto()
    validation_notice = auto()
    arrears_notice = auto()


@toned(red="failed")
class DemandStatus(enum.StrEnum):
    """Where a demand is; only a delivered one interrupts the limitation."""

    drafted = auto()
    dispatched = auto()
    delivered = auto()
    failed = auto()
    cancelled = auto()


class Demand(Record):
    """One letter: `document` is the PDF as it was set, `scan` the cover and the receipt."""

    currency = Along("case.loan.currency")

    case_id: Mapped[int] = ref("case")
    reference: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[DemandKind]
    language: Mapped[Language]
    status: Mapped[DemandStatus] = mapped_column(default=DemandStatus.drafted)
    made_on: Mapped[date]
    amount: Mapped[Decimal]
    document_id: Mapped[int] = ref("document")
    carrier: Mapped[str] = mapped_column(default="")
    tracking_no: Mapped[str] = mapped_column(default="")
    cover_label: Mapped[str] = mapped_column(default="")
    address_used: Mapped[str | None] = sealed()
    dispatched_on: Mapped[date | None] = mapped_column(index=True)
    signer: Mapped[str] = mapped_column(default="")
    settled_on: Mapped[date | None]
    problem: Mapped[str] = mapped_column(default="")
    scan_id: Mapped[int | None] = ref("document")
    user_id: Mapped[int | None] = ref("user")

    case: Mapped[Case] = relationship(backref="demands")
    document: Mapped[Document] = relationship(foreign_keys=document_id)
    scan: Mapped[Document | None] = relationship(foreign_keys=scan_id)
    user: Mapped[User | None] = relationship()
