"""Legal referrals: a case in the hands of a legal partner, beside its stage."""

import enum
from datetime import date, datetime
from decimal import Decimal
from enum import auto

from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Along, Rate, Record, only_one, ref, where_named
from models.case import Case
from models.document import Document
from models.folded import fold
from models.packet import Packet
from models.partner import LegalPartner
from models.sentence import LongSaid, Said
from models.tone import toned
from models.user import User
from rules import fold as folding


@toned(
    green="sent judgment settled",
    amber="proposed returned",
    blue="received demand mediation filed served hearing enforcement",
)
class ReferralStatus(enum.StrEnum):
    """Where a referral stands; the order of the statuses is in rules/referral."""

    proposed = auto()
    sent = auto()
    received = auto()
    returned = auto()
    demand = auto()
    mediation = auto()
    filed = auto()
    served = auto()
    hearing = auto()
    judgment = auto()
    enforcement = auto()
    settled = auto()
    withdrawn = auto()
    closed = auto()


class Standstill(enum.StrEnum):
    """Why no step is taken against a borrower."""

    nothing_overdue = auto()
    plan = auto()
    dispute = auto()
    hold = auto()


class Referral(Record):
    """A case referred to a partner, with the claim as of a day; a case has one open referral at most.

    `reasons` says why this partner, `sent_anyway` why it left although something was missing. `judgment_rate` is the
    yearly rate after judgment, `perform_by` the last day to pay by it. `settlement_floor` and `cost_cap` are the
    lender's instructions. `after_id` is the last payment known when it was sent: a later one is news. While
    `paused_until` lies ahead no step is taken. `deletion` is the partner's word that a recalled file was deleted.
    """

    __table_args__ = (
        only_one("referral", "case_id", "closed_on IS NULL"),
        where_named("referral", "judgment_on"),
    )

    currency = Along("case.loan.currency")
    belongs_to = "case"

    case_id: Mapped[int] = ref("case")
    partner_id: Mapped[int] = ref("legal_partner")
    reference: Mapped[str] = mapped_column(unique=True)
    reference_key: Mapped[str | None] = fold("reference", folding.number)
    status: Mapped[ReferralStatus] = mapped_column(default=ReferralStatus.proposed, index=True)
    status_on: Mapped[date]
    referred_on: Mapped[date | None]
    claim_amount: Mapped[Decimal]
    claim_as_of: Mapped[date]
    partner_file_no: Mapped[str] = mapped_column(default="")
    partner_file_key: Mapped[str | None] = fold("partner_file_no", folding.number)
    court: Mapped[str] = mapped_column(default="")
    docket_no: Mapped[str] = mapped_column(default="")
    docket_key: Mapped[str | None] = fold("docket_no", folding.number)
    next_on: Mapped[date | None]
    next_time: Mapped[str] = mapped_column(default="")
    court_room: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]
    referred_by_id: Mapped[int | None] = ref("user")
    reasons: Mapped[Said] = mapped_column(default="")
    settlement_floor: Mapped[Decimal | None]
    cost_cap: Mapped[Decimal | None]
    sent_anyway: Mapped[str] = mapped_column(default="")
    packet_id: Mapped[int | None] = ref("packet")
    missing_items: Mapped[str] = mapped_column(default="")
    demand_on: Mapped[date | None]
    demand_delivery: Mapped[str] = mapped_column(default="")
    filed_amount: Mapped[Decimal | None]
    filed_on: Mapped[date | None]
    served_on: Mapped[date | None]
    service_method: Mapped[str] = mapped_column(default="")
    judgment_on: Mapped[date | None]
    judgment_amount: Mapped[Decimal | None]
    judgment_rate: Mapped[Rate | None]
    perform_by: Mapped[date | None]
    measures: Mapped[str] = mapped_column(default="")
    settlement_plan: Mapped[str] = mapped_column(default="")
    after_id: Mapped[int] = mapped_column(default=0)
    paused_until: Mapped[date | None]
    recalled_on: Mapped[date | None]
    deletion_id: Mapped[int | None] = ref("document")

    case: Mapped[Case] = relationship(backref="referrals")
    partner: Mapped[LegalPartner] = relationship()
    packet: Mapped[Packet | None] = relationship()
    deletion: Mapped[Document | None] = relationship()
    referred_by: Mapped[User | None] = relationship()
    events: Mapped[list["ReferralEvent"]] = relationship(back_populates="referral", order_by="ReferralEvent.id")


class ReferralEvent(Record):
    """A step of a referral: the status it came to, who says so, and the note that partner and lender share.

    `happened_on` is the day that was told with it; `against` says what rested then, where it could not be refused.
    """

    referral_id: Mapped[int] = ref("referral")
    at: Mapped[datetime]
    status: Mapped[ReferralStatus]
    note: Mapped[LongSaid] = mapped_column(default="")
    happened_on: Mapped[date | None]
    against: Mapped[Standstill | None]
    user_id: Mapped[int | None] = ref("user")
    document_id: Mapped[int | None] = ref("document")

    referral: Mapped[Referral] = relationship(back_populates="events")
    document: Mapped[Document | None] = relationship()
    user: Mapped[User | None] = relationship()
