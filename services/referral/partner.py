"""Which legal partner a case is proposed to: the facts of the firms, and the reasons in words."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select

from models import db
from models.case import Case
from models.lender import Lender
from models.partner import LegalPartner
from models.referral import Referral
from models.referral_work import PaymentNotice, QuestionCause, ReferralQuestion, Remittance
from models.user import User
from models.user_mail import MailKind
from rules import money
from rules.errors import RuleError
from rules.referral import fee_agreement
from rules.referral import partner_choice as rule
from rules.sentence import Sentence, listed
from services.user import mail


def ranked(row: Case, today: date, among: Sequence[LegalPartner] | None = None) -> list[rule.Choice]:
    """The firms that may take a case, best first; `among` are those in use, where they are known."""
    return rule.ranked(firms(among), [each.value for each in row.borrower.addresses], today)


def firms(among: Sequence[LegalPartner] | None = None) -> list[rule.Firm]:
    """The firms as they stand."""
    record = _record()
    if among is None:
        among = list(db.session.scalars(select(LegalPartner).where(LegalPartner.archived_on.is_(None))))
    return [
        rule.Firm(
            id=row.id,
            name=row.name,
            places=rule.places(row.jurisdictions),
            capacity=row.capacity,
            load=record.load[row.id],
            agreement_until=row.agreement_until,
            recovered_rate=record.recovered[row.id] / record.claimed[row.id] if record.claimed[row.id] else None,
            ended=record.ended[row.id],
        )
        for row in among
    ]


def reasons(choice: rule.Choice) -> Sentence:
    """What speaks for a firm, as it is stored with the proposal."""
    parts = [Sentence("place %(place)s", place=choice.place)] if choice.place else []
    if choice.rate is not None:
        rate = round(choice.rate * 100)
        parts.append(Sentence("recovered %(rate)s%% of %(ended)s ended", rate=rate, ended=choice.firm.ended))
    return listed(
        *parts, Sentence("load %(load)s of %(capacity)s", load=choice.firm.load, capacity=choice.firm.capacity)
    )


class _Record(NamedTuple):
    """By firm: how many referrals it has in hand; of the ended ones how many, what they claimed, and what came in."""

    load: dict[int, int]
    ended: dict[int, int]
    claimed: dict[int, Decimal]
    recovered: dict[int, Decimal]


def _record() -> _Record:
    found = _Record(defaultdict(int), defaultdict(int), defaultdict(Decimal), defaultdict(Decimal))
    came = select(func.sum(Remittance.gross)).where(Remittance.referral_id == Referral.id).scalar_subquery()
    columns = (Referral.partner_id, Referral.closed_on, Referral.referred_on, Referral.claim_amount)
    for partner_id, closed_on, referred_on, amount, gross in db.session.execute(select(*columns, came)):
        if closed_on is None:
            found.load[partner_id] += 1
            continue
        found.recovered[partner_id] += gross or money.ZERO
        if referred_on is not None:
            found.ended[partner_id] += 1
            found.claimed[partner_id] += amount
    return found


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
    "zh_Hans": ("{}有一笔还款", "借款人已就{}直接向放贷机构还款。金额请登录门户查看。"),
    "zh_Hant": ("{}有一筆還款", "借款人已就{}直接向放貸機構還款。金額請登入入口網站查看。"),
}


def waiting() -> list[int]:
    """Ids of the notices that no e-mail was written for, as far as somebody of the firm may sign in."""
    here = select(PaymentNotice.id).join(Referral, PaymentNotice.referral_id == Referral.id)
    return list(db.session.scalars(here.where(PaymentNotice.mailed_at.is_(None), _is_read())))


ASKED = {
    "en": ("The lender decides on {}", "Something happened on {}; the lender decides how to go on. See the portal."),
    "zh_Hans": ("{}待放贷机构决定", "{}出现新情况，放贷机构将决定如何继续。详情请登录门户查看。"),
    "zh_Hant": ("{}待放貸機構決定", "{}出現新情況，放貸機構將決定如何繼續。詳情請登入入口網站查看。"),
}


def unmailed() -> list[int]:
    """Ids of the open questions that no e-mail was written for, likewise; of a payment there is a notice."""
    here = select(ReferralQuestion.id).join(Referral, ReferralQuestion.referral_id == Referral.id)
    here = here.where(ReferralQuestion.mailed_at.is_(None), ReferralQuestion.decided_at.is_(None), _is_read())
    here = here.where(ReferralQuestion.cause != QuestionCause.payment)
    return list(db.session.scalars(here.order_by(ReferralQuestion.id)))


def readers(partner_id: int) -> list[User]:
    """The firm's people who may sign in."""
    here = select(User).where(User.partner_id == partner_id, User.active.is_(True))
    return list(db.session.scalars(here.order_by(User.id)))


def tell(row: PaymentNotice | ReferralQuestion, now: datetime) -> str:
    """Write to each of the firm's people, once; the portal shows it whether the e-mail arrives or not."""
    is_notice = isinstance(row, PaymentNotice)
    kind, words = (MailKind.payment_notice, WORDS) if is_notice else (MailKind.referral_question, ASKED)
    row.mailed_at = now
    for person in readers(row.referral.partner_id):
        subject, body = (text.format(row.referral.reference) for text in words[str(person.language)])
        mail.queue(person, kind, subject, body, now)
    return "mailed"


def _is_read() -> ColumnElement[bool]:
    """The condition that somebody of a referral's firm may sign in."""
    people = select(User.id).where(User.partner_id == Referral.partner_id, User.active.is_(True))
    return people.exists()
