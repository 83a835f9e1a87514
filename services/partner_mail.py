"""E-mail to the people of a legal partner: that something waits on the portal, by reference number alone."""

from collections.abc import Sequence

from sqlalchemy import select

from models import db
from models.referral_work import PaymentNotice
from models.user import User
from services import user
from services.channel import choice

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
