"""Which legal partner a case is proposed to: the facts of the firms, and the reasons in words."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from models import db
from models.case import Case
from models.partner import LegalPartner
from models.referral import Referral
from models.referral_work import Remittance
from rules import partner_choice as rule


def ranked(row: Case, today: date) -> list[rule.Choice]:
    """The firms that may take a case, best first."""
    return rule.ranked(firms(), [each.value for each in row.borrower.addresses], today)


def firms() -> list[rule.Firm]:
    """The firms as they stand."""
    loads = _loads()
    ended, claimed, recovered = _record()
    return [
        rule.Firm(
            id=row.id,
            name=row.name,
            places=rule.places(row.jurisdictions),
            capacity=row.capacity,
            load=loads[row.id],
            agreement_until=row.agreement_until,
            recovered_rate=recovered[row.id] / claimed[row.id] if claimed[row.id] else None,
            ended=ended[row.id],
        )
        for row in db.session.scalars(select(LegalPartner).where(LegalPartner.archived_on.is_(None)))
    ]


def reasons(choice: rule.Choice) -> str:
    """What speaks for a firm, as it is stored with the proposal."""
    parts = [f"place {choice.place}"] if choice.place else []
    if choice.rate is not None:
        parts.append(f"recovered {choice.rate:.0%} of {choice.firm.ended} ended")
    return ", ".join([*parts, f"load {choice.firm.load} of {choice.firm.capacity}"])


def _loads() -> dict[int, int]:
    here = select(Referral.partner_id, func.count()).where(Referral.closed_on.is_(None)).group_by(Referral.partner_id)
    found = defaultdict[int, int](int)
    for partner_id, count in db.session.execute(here):
        found[partner_id] = count
    return found


def _record() -> tuple[dict[int, int], dict[int, Decimal], dict[int, Decimal]]:
    """Of the ended referrals of each firm: how many, what they claimed, and what came in."""
    ended, claimed, recovered = (
        defaultdict[int, int](int),
        defaultdict[int, Decimal](Decimal),
        defaultdict[int, Decimal](Decimal),
    )
    over = select(Referral.partner_id, Referral.claim_amount).where(
        Referral.closed_on.is_not(None), Referral.referred_on.is_not(None)
    )
    for partner_id, amount in db.session.execute(over):
        ended[partner_id] += 1
        claimed[partner_id] += amount
    came = select(Referral.partner_id, Remittance.gross).join(Remittance).where(Referral.closed_on.is_not(None))
    for partner_id, gross in db.session.execute(came):
        recovered[partner_id] += gross
    return ended, claimed, recovered
