"""Holds: why the automation of a case rests."""

import enum
from datetime import date
from enum import auto

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Record, ref
from models.case import Case
from models.plan import Plan
from models.promise import Promise
from models.sentence import Said
from models.tone import toned
from models.user import User


@toned(blue="promise plan")
class HoldKind(enum.StrEnum):
    """What a hold rests on."""

    promise = auto()
    plan = auto()
    dispute = auto()
    hardship = auto()
    payment_check = auto()
    complaint = auto()
    insolvency = auto()
    deceased = auto()
    represented = auto()
    fraud = auto()
    stop = auto()
    unclear = auto()
    other = auto()


class Hold(Record):
    """Automation rests from `starts_on` to `ends_on`, both included (None: until released); days go on counting."""

    __table_args__ = (
        Index("ix_hold_review", "released_on", "ends_on", "review_on", "starts_on", "case_id"),
        Index(
            "ix_hold_running",
            *("case_id", "review_on", "starts_on", "ends_on"),
            sqlite_where=text("released_on IS NULL"),
            postgresql_where=text("released_on IS NULL"),
        ),
    )

    belongs_to = "case"

    case_id: Mapped[int] = ref("case")
    kind: Mapped[HoldKind]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    reason: Mapped[Said]
    review_on: Mapped[date] = mapped_column(index=True)
    owner_id: Mapped[int | None] = ref("user")
    released_on: Mapped[date | None]
    promise_id: Mapped[int | None] = ref("promise", unique=True)
    plan_id: Mapped[int | None] = ref("plan", unique=True)

    case: Mapped[Case] = relationship(backref="holds")
    owner: Mapped[User | None] = relationship()
    promise: Mapped[Promise | None] = relationship()
    plan: Mapped[Plan | None] = relationship()
