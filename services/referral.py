"""Legal referrals: a case in the hands of a partner, step by step."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from models.case import Case
from models.partner import LegalPartner
from models.referral import Referral, ReferralStatus
from models.user import User


def open(case: Case, partner: LegalPartner, today: date, now: datetime, user: User | None = None) -> Referral:
    """Propose the referral of a case to a partner, with its balance of today as the claim."""


def advance(
    referral: Referral,
    status: ReferralStatus,
    note: str,
    user: User | None,
    today: date,
    now: datetime,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Move a referral to its next status; `data` are columns such as court, docket_no, partner_file_no, next_on."""


def recall(referral: Referral, note: str, user: User | None, today: date, now: datetime) -> None:
    """Take a referral back from the partner."""
