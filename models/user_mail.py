"""E-mails to people who sign in: of the team, or of a legal partner."""

import enum
from datetime import datetime
from enum import auto

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Record, ref
from models.outgoing import Outgoing
from models.reminder import ReminderStatus
from models.sealed import sealed
from models.stage import Channel
from models.user import User


class MailKind(enum.StrEnum):
    """What an e-mail to a person who signs in is about."""

    invitation = auto()
    password_link = auto()
    password_notice = auto()
    payment_notice = auto()
    referral_question = auto()
    weekly_report = auto()
    daily_digest = auto()
    words_test = auto()
    automation = auto()


class UserMail(Outgoing, Record):
    """An e-mail to a person who signs in. Its words may hold a link that opens an account: they are sealed, and gone
    once it left; after `until` they are of no use.
    """

    __table_args__ = (Index("ix_user_mail_work", "status", "queued_at"),)

    channel = Channel.email

    user_id: Mapped[int] = ref("user")
    kind: Mapped[MailKind]
    subject: Mapped[str] = mapped_column(default="")
    body: Mapped[str | None] = sealed()
    queued_at: Mapped[datetime]
    until: Mapped[datetime]
    status: Mapped[ReminderStatus] = mapped_column(default=ReminderStatus.queued)

    user: Mapped[User] = relationship()
