"""Legal partners: the firms that hard cases are referred to."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Archived, LongText, Record


class LegalPartner(Archived, Record):
    """A law firm with the places it works in and the number of open referrals it takes."""

    name: Mapped[str] = mapped_column(unique=True)
    jurisdictions: Mapped[str] = mapped_column(default="")
    capacity: Mapped[int] = mapped_column(default=50)
    agreement_until: Mapped[date | None]
    note: Mapped[LongText] = mapped_column(default="")
