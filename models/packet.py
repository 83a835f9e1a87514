"""Packets: everything a court asks for of one case, as one file, frozen once it was sent."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from models.base import Along, Language, Record, ref
from models.case import Case
from models.user import User


class Packet(Record):
    """A version of a case's packet: `digest` is the SHA-256 of the whole file, `manifest` names its parts."""

    __table_args__ = (UniqueConstraint("case_id", "number"),)

    currency = Along("case.loan.currency")

    case_id: Mapped[int] = ref("case", index=False)
    number: Mapped[int]
    language: Mapped[Language]
    as_of: Mapped[date]
    claim_amount: Mapped[Decimal]
    digest: Mapped[str]
    byte_count: Mapped[int]
    page_count: Mapped[int]
    manifest: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]
    frozen_at: Mapped[datetime | None]
    user_id: Mapped[int | None] = ref("user")

    case: Mapped[Case] = relationship(backref="packets")
    user: Mapped[User | None] = relationship()

    def __str__(self) -> str:
        return f"{self.case.reference}-v{self.number}"
