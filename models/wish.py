"""Wishes of borrowers, consents and stops: what was said, since when, until when, and how we know."""

import enum
from datetime import date, datetime
from enum import auto

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Record, ref
from models.borrower import Address, Borrower, Phone
from models.sentence import Said
from models.stage import Channel
from models.user import User


class WishKind(enum.StrEnum):
    """What a borrower wishes, allows or may rely on, and what a lender's file says that stops the work."""

    opt_out = auto()
    cease = auto()
    consent = auto()
    agreed_hours = auto()
    inconvenient_time = auto()
    inconvenient_place = auto()
    employer_prohibits = auto()
    breathing_space = auto()
    vulnerable = auto()
    no_contact_order = auto()
    deceased = auto()
    represented = auto()
    insolvent = auto()
    complained = auto()
    defrauded = auto()
    unclear = auto()
    no_automation = auto()


class Place(enum.StrEnum):
    """Where a contact reaches a borrower."""

    home = auto()
    work = auto()


class Wish(Record):
    """One wish from `received_at` on, `ends_on` included; `ended_at` says when it was taken back.

    An opt-out names a channel, a phone or an address; a time its hours, on `weekdays` (0 = Monday, empty: all).
    """

    __table_args__ = (Index("ix_wish_borrower", "borrower_id", "kind"),)

    belongs_to = "borrower"

    borrower_id: Mapped[int] = ref("borrower", index=False)
    kind: Mapped[WishKind]
    channel: Mapped[Channel | None]
    phone_id: Mapped[int | None] = ref("phone")
    address_id: Mapped[int | None] = ref("address")
    place: Mapped[Place | None]
    weekdays: Mapped[str] = mapped_column(default="")
    from_time: Mapped[str] = mapped_column(default="")
    to_time: Mapped[str] = mapped_column(default="")
    received_at: Mapped[datetime] = mapped_column(index=True)
    ends_on: Mapped[date | None]
    said: Mapped[Said]
    user_id: Mapped[int | None] = ref("user")
    ended_at: Mapped[datetime | None]

    borrower: Mapped[Borrower] = relationship(backref="wishes")
    phone: Mapped[Phone | None] = relationship()
    address: Mapped[Address | None] = relationship()
    user: Mapped[User | None] = relationship()
