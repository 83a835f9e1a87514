"""Legal partners: the firms that hard cases are referred to."""

import enum
from datetime import date
from decimal import Decimal
from enum import auto

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Archived, LongText, Rate, Record


class FeeBasis(enum.StrEnum):
    """What a firm is paid by: a part of what comes in, a fixed sum for a case, or both."""

    contingent = auto()
    flat = auto()
    hybrid = auto()


class Payer(enum.StrEnum):
    """Who pays a cost."""

    lender = auto()
    partner = auto()


class LegalPartner(Archived, Record):
    """A law firm with the places it works in, the number of open referrals it takes, and what it is paid.

    `fee_tiers` says from which amount which part is the fee, like `0=18%, 1000000=15%`; it goes before `fee_rate`.
    Amounts are in `currency`; a fee of amounts is not counted on a claim in another one.
    With `no_fee_before_demand`, money that came before the firm's own demand earns no fee.
    """

    name: Mapped[str] = mapped_column(unique=True)
    jurisdictions: Mapped[str] = mapped_column(default="")
    capacity: Mapped[int] = mapped_column(default=50)
    agreement_until: Mapped[date | None]
    fee_basis: Mapped[FeeBasis] = mapped_column(default=FeeBasis.contingent)
    fee_rate: Mapped[Rate | None]
    fee_tiers: Mapped[str] = mapped_column(default="")
    currency: Mapped[str] = mapped_column(default="CNY")
    flat_fee: Mapped[Decimal | None]
    costs_advanced_by: Mapped[Payer] = mapped_column(default=Payer.lender)
    no_fee_before_demand: Mapped[bool] = mapped_column(default=True)
    remittance_days: Mapped[int] = mapped_column(default=30)
    evaluated_on: Mapped[date | None]
    evaluation: Mapped[LongText] = mapped_column(default="")
    note: Mapped[LongText] = mapped_column(default="")
