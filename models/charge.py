"""Charges: costs and penalties that an instalment bears; never edited, only taken back."""

from datetime import date
from decimal import Decimal

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Along, Record, ref
from models.loan import Instalment, Loan
from models.payment import Component
from models.sentence import Said
from models.user import User


class Charge(Record):
    """An amount that counts from `on`; one that was taken back on `reversed_on` never counted."""

    __table_args__ = (UniqueConstraint("instalment_id", "reference"),)

    currency = Along("loan.currency")
    belongs_to = "loan"

    loan_id: Mapped[int] = ref("loan")
    instalment_id: Mapped[int] = ref("instalment", index=False)
    component: Mapped[Component]
    on: Mapped[date] = mapped_column(index=True)
    posted_on: Mapped[date]
    amount: Mapped[Decimal]
    reference: Mapped[Said]
    reason: Mapped[str]
    reversed_on: Mapped[date | None]
    reversed_why: Mapped[str] = mapped_column(default="")
    made_by_id: Mapped[int | None] = ref("user")

    loan: Mapped[Loan] = relationship(backref="charges")
    instalment: Mapped[Instalment] = relationship(backref="charges")
    made_by: Mapped[User | None] = relationship()
