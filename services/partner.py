"""Legal partners: their fee agreement is read, and stays below the cap of the law."""

from sqlalchemy import select

from models import db
from models.lender import Lender
from models.partner import LegalPartner
from rules import fee_agreement, money
from rules.errors import RuleError


def agreement(row: LegalPartner) -> fee_agreement.Agreement:
    """The fee agreement of a firm. Raises RuleError for tiers that cannot be read."""
    tiers = fee_agreement.tiers(row.fee_tiers or "")
    return fee_agreement.Agreement(str(row.fee_basis), row.fee_rate, tiers, row.flat_fee or money.ZERO)


def check(row: LegalPartner) -> None:
    """Raise RuleError for an agreement above the cap, where a lender of this house is bound by it, or days below 1."""
    found = agreement(row)
    if row.remittance_days < 1:
        raise RuleError("Money is handed on within at least one day.")
    for licence in db.session.scalars(select(Lender.licence).distinct()):
        fee_agreement.check_rates(str(licence), found)
