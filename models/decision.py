"""The ledger of the gate: every decision with its facts, what happened against it, and who let it pass."""

import enum
from datetime import date, datetime
from enum import auto
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import LongText, Record, only_one, ref, where_named
from models.borrower import Borrower
from models.case import Case
from models.contact import Contact
from models.referral import ReferralEvent
from models.sentence import LongSaid
from models.stage import Channel
from models.tone import toned
from models.user import User


class DecisionKind(enum.StrEnum):
    """When the gate was asked."""

    queue = auto()
    send = auto()
    dial = auto()


class Verdict(enum.StrEnum):
    """What the gate answered."""

    allowed = auto()
    blocked = auto()


class Decision(Record):
    """One answer of the gate; never changed, never deleted. Numbers and addresses stand in it by id alone.

    `facts` are the action, the flags that were set, the zones and the ids of the contacts that were counted;
    `law_version` and `policy_version` name the wording of the law and of the tenant's own policy.
    """

    __table_args__ = (Index("ix_decision_borrower", "borrower_id", "at"), where_named("decision", "override_id"))

    belongs_to = "borrower"

    at: Mapped[datetime] = mapped_column(index=True)
    borrower_id: Mapped[int] = ref("borrower", index=False)
    case_id: Mapped[int | None] = ref("case")
    user_id: Mapped[int | None] = ref("user", index=False)
    reminder_id: Mapped[int | None] = ref("reminder")
    kind: Mapped[DecisionKind]
    channel: Mapped[Channel]
    phone_id: Mapped[int | None] = ref("phone", index=False)
    address_id: Mapped[int | None] = ref("address", index=False)
    verdict: Mapped[Verdict]
    rules: Mapped[str] = mapped_column(default="")
    warnings: Mapped[str] = mapped_column(default="")
    next_allowed_at: Mapped[datetime | None]
    must_end_by: Mapped[datetime | None]
    facts: Mapped[dict[str, Any]]
    law_version: Mapped[str]
    policy_version: Mapped[str] = mapped_column(default="")
    override_id: Mapped[int | None] = ref("override", index=False)

    borrower: Mapped[Borrower] = relationship()
    case: Mapped[Case | None] = relationship()
    user: Mapped[User | None] = relationship()


class OverrideReason(enum.StrEnum):
    """Why a rule of the house is set aside once."""

    borrower_asked = auto()
    safety = auto()
    legal_duty = auto()
    correction = auto()


@toned(red="rejected")
class OverrideStatus(enum.StrEnum):
    """Where an override stands; it serves for one contact on its day."""

    requested = auto()
    approved = auto()
    rejected = auto()
    used = auto()
    lapsed = auto()


class Override(Record):
    """A rule of the house set aside for one contact, where the law itself allows it, by a second person."""

    __table_args__ = (only_one("override", "borrower_id, channel", "status IN ('requested', 'approved')"),)

    belongs_to = "borrower"

    borrower_id: Mapped[int] = ref("borrower", index=False)
    case_id: Mapped[int] = ref("case")
    channel: Mapped[Channel]
    rules: Mapped[str]
    code: Mapped[OverrideReason]
    why: Mapped[str]
    asked_on: Mapped[date] = mapped_column(index=True)
    asked_by_id: Mapped[int] = ref("user")
    status: Mapped[OverrideStatus] = mapped_column(default=OverrideStatus.requested, index=True)
    decided_by_id: Mapped[int | None] = ref("user")
    decided_on: Mapped[date | None]

    borrower: Mapped[Borrower] = relationship()
    case: Mapped[Case] = relationship()
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])


class Breach(Record):
    """A contact or a step of a referral against the rules, with the reason, until a manager has looked."""

    belongs_to = "case"

    contact_id: Mapped[int | None] = ref("contact", unique=True)
    referral_event_id: Mapped[int | None] = ref("referral_event", unique=True)
    case_id: Mapped[int | None] = ref("case")
    rules: Mapped[str]
    reason: Mapped[LongSaid]
    raised_on: Mapped[date] = mapped_column(index=True)
    reviewed_on: Mapped[date | None] = mapped_column(index=True)
    reviewed_by_id: Mapped[int | None] = ref("user")
    review: Mapped[LongText] = mapped_column(default="")

    contact: Mapped[Contact | None] = relationship(backref="breaches")
    referral_event: Mapped[ReferralEvent | None] = relationship()
    case: Mapped[Case | None] = relationship()
    reviewed_by: Mapped[User | None] = relationship()
