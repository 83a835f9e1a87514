"""What lender and legal partner do about a referral: items asked for, costs, money handed on, notices, lists."""

import enum
from datetime import date, datetime
from decimal import Decimal
from enum import auto

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Along, Record, ref
from models.document import Document
from models.partner import LegalPartner, Payer
from models.payment import Payment
from models.referral import Referral
from models.tone import toned
from models.user import User


class ItemRequest(Record):
    """A paper that the partner misses, and the desk's answer."""

    referral_id: Mapped[int] = ref("referral")
    item: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int | None] = ref("user")
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None] = mapped_column(index=True)
    answered_by_id: Mapped[int | None] = ref("user")
    document_id: Mapped[int | None] = ref("document")

    referral: Mapped[Referral] = relationship(backref="items")
    document: Mapped[Document | None] = relationship()


@toned(blue="enforcement")
class CostKind(enum.StrEnum):
    """What a legal cost is for."""

    court_fee = auto()
    preservation = auto()
    service = auto()
    notary = auto()
    enforcement = auto()
    flat_fee = auto()
    other = auto()


class LegalCost(Record):
    """A cost of a referral and who paid it; one that was wrong is taken back, never changed."""

    currency = Along("referral.case.loan.currency")

    referral_id: Mapped[int] = ref("referral")
    kind: Mapped[CostKind]
    on: Mapped[date]
    amount: Mapped[Decimal]
    paid_by: Mapped[Payer]
    note: Mapped[str] = mapped_column(default="")
    recorded_on: Mapped[date]
    reversed_on: Mapped[date | None]
    user_id: Mapped[int | None] = ref("user")

    referral: Mapped[Referral] = relationship(backref="costs")
    user: Mapped[User | None] = relationship()


class Remittance(Record):
    """Money that the partner collected and handed on: `gross` counts for the borrower, `fee` was kept, `net` came."""

    __table_args__ = (UniqueConstraint("referral_id", "reference"),)

    currency = Along("referral.case.loan.currency")

    referral_id: Mapped[int] = ref("referral", index=False)
    reference: Mapped[str]
    received_on: Mapped[date]
    gross: Mapped[Decimal]
    fee: Mapped[Decimal]
    net: Mapped[Decimal]
    payment_id: Mapped[int] = ref("payment")
    recorded_on: Mapped[date]
    user_id: Mapped[int | None] = ref("user")

    referral: Mapped[Referral] = relationship(backref="remittances")
    payment: Mapped[Payment] = relationship()


class PaymentNotice(Record):
    """A word to the partner that the borrower paid the lender directly; each payment once."""

    __table_args__ = (UniqueConstraint("payment_id"),)

    referral_id: Mapped[int] = ref("referral")
    payment_id: Mapped[int] = ref("payment", index=False)
    told_on: Mapped[date]
    mailed_at: Mapped[datetime | None] = mapped_column(index=True)

    referral: Mapped[Referral] = relationship(backref="payment_notices")
    payment: Mapped[Payment] = relationship()


class QuestionCause(enum.StrEnum):
    """What happened on a referred case; a pause ended while something still rests on it."""

    payment = auto()
    plan = auto()
    dispute = auto()
    closing = auto()
    pause_ended = auto()


class ReferralDecision(enum.StrEnum):
    """How the lender goes on with a referral."""

    go_on = auto()
    pause = auto()
    recall = auto()


class ReferralQuestion(Record):
    """What happened on a referred case, until the lender has decided how to go on; each fact once.

    `fact` is the id of the payment, plan, dispute or episode; `words` are the decider's, which the partner reads too.
    """

    __table_args__ = (
        UniqueConstraint("referral_id", "cause", "fact"),
        Index("ix_referral_question_decided_at", "decided_at", "referral_id"),
    )

    referral_id: Mapped[int] = ref("referral", index=False)
    cause: Mapped[QuestionCause]
    fact: Mapped[int]
    happened_on: Mapped[date]
    asked_at: Mapped[datetime]
    mailed_at: Mapped[datetime | None]
    decision: Mapped[ReferralDecision | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = ref("user", index=False)
    words: Mapped[str] = mapped_column(default="")

    referral: Mapped[Referral] = relationship(backref="questions")
    decided_by: Mapped[User | None] = relationship()


class Reconciliation(Record):
    """The partner's word on the list of a month: it agrees, or what differs; the agreed list is kept as two files."""

    __table_args__ = (UniqueConstraint("partner_id", "month"),)

    partner_id: Mapped[int] = ref("legal_partner", index=False)
    month: Mapped[date]
    agrees: Mapped[bool]
    difference: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime]
    user_id: Mapped[int | None] = ref("user")
    pdf_id: Mapped[int | None] = ref("document", index=False)
    table_id: Mapped[int | None] = ref("document", index=False)

    partner: Mapped[LegalPartner] = relationship()
    user: Mapped[User | None] = relationship()
    pdf: Mapped[Document | None] = relationship(foreign_keys=pdf_id)
    table: Mapped[Document | None] = relationship(foreign_keys=table_id)


class CalendarLink(Record):
    """A secret address of a person's calendar of hearings; only the SHA-256 of its secret is kept."""

    user_id: Mapped[int] = ref("user")
    digest: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()
