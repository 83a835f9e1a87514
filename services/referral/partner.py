"""Which legal partner a case is proposed to: the facts of the firms, and the reasons in words."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from models import db
from models.case import Case
from models.lender import Lender
from models.partner import LegalPartner
from models.referral import Referral
from models.referral_work import PaymentNotice, Remittance
from models.user import User
from rules import fee_agreement, money
from rules import partner_choice as rule
from rules.errors import RuleError
from services import user
from services.channel import choice


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


WORDS = {
    "en": ("A payment on {}", "The borrower paid the lender directly on {}. The portal shows the amount."),
    "zh_Hans": ("{}有一笔还款", "借款人已就{}直接向贷款人还款。金额请登录门户查看。"),
    "zh_Hant": ("{}有一筆還款", "借款人已就{}直接向貸款人還款。金額請登入入口網站查看。"),
}


def waiting() -> Sequence[int]:
    """Ids of the notices that no e-mail went out for."""
    return list(db.session.scalars(select(PaymentNotice.id).where(PaymentNotice.mailed_at.is_(None))))


def readers(row: PaymentNotice) -> list[User]:
    """The firm's people who may sign in."""
    here = select(User).where(User.partner_id == row.referral.partner_id, User.active.is_(True))
    return list(db.session.scalars(here.order_by(User.id)))


def send(row: PaymentNotice, settings: choice.Settings) -> None:
    """Write to each of them; the portal shows the payment whether the e-mail arrives or not."""
    for person in readers(row):
        subject, body = (text.format(row.referral.reference) for text in WORDS[str(person.language)])
        user.send(person, subject, body, settings)
