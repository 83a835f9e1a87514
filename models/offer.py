"""Offers: pay so much by a day, and part of the debt is let go."""

import enum
from datetime import date
from decimal import Decimal
from enum import auto

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from models.base import Along, Record, only_one, ref
from models.case import Case
from models.payment import Component
from models.sentence import Said
from models.tone import toned
from models.user import User


@toned(blue="open")
class OfferStatus(enum.StrEnum):
    """What became of an offer."""

    open = auto()
    earned = auto()
    lapsed = auto()
    withdrawn = auto()


class Offer(Record):
    """Pay `pay_amount` from `made_on` to `pay_by`, both included, and the waivers are posted; one open offer a case."""

    __table_args__ = (only_one("offer", "case_id", "status = 'open'"),)

    currency = Along("case.loan.currency")
    belongs_to = "case"

    case_id: Mapped[int] = ref("case")
    made_on: Mapped[date] = mapped_column(index=True)
    pay_amount: Mapped[Decimal]
    pay_by: Mapped[date] = mapped_column(index=True)
    status: Mapped[OfferStatus] = mapped_column(default=OfferStatus.open, index=True)
    not_counted: Mapped[bool] = mapped_column(default=False)
    ended_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    end_reason: Mapped[Said] = mapped_column(default="")
    after_id: Mapped[int] = mapped_column(default=0)  # The last payment known when it was made; it earns nothing.
    made_by_id: Mapped[int | None] = ref("user")

    case: Mapped[Case] = relationship(backref=backref("offers", order_by="Offer.id"))
    made_by: Mapped[User | None] = relationship()
    waivers: Mapped[list["OfferWaiver"]] = relationship(back_populates="offer", cascade="all, delete-orphan")

    @property
    def cost(self) -> Decimal:
        """What is let go in all."""
        return sum((each.amount for each in self.waivers), Decimal("0.00"))


class OfferWaiver(Record):
    """What is let go of one component once the offer is earned, as it was owed on the day of the offer."""

    __table_args__ = (UniqueConstraint("offer_id", "component"),)

    currency = Along("offer.case.loan.currency")

    offer_id: Mapped[int] = ref("offer", index=False)
    component: Mapped[Component]
    amount: Mapped[Decimal]

    offer: Mapped[Offer] = relationship(back_populates="waivers")
