"""The lender's own contact policy, as rows: stricter than the law as it likes, never laxer."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Record, ref
from models.lender import Lender


class ContactRule(Record):
    """A rule of compliance.md made stricter from `starts_on` to `ends_on`, both included: `most` in `days`, or hours.

    Hours are times of day where the borrower lives, the same on every day that the law leaves open.
    """

    lender_id: Mapped[int] = ref("lender")
    rule: Mapped[str]
    most: Mapped[int | None]
    days: Mapped[int | None]
    opens: Mapped[str] = mapped_column(default="")
    closes: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    lender: Mapped[Lender] = relationship(backref="contact_rules")

    def __str__(self) -> str:
        return self.rule
