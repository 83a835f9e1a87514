"""How messages leave the house, as an administrator set it: one row, its secrets sealed."""

import enum
from enum import auto

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Record
from models.sealed import sealed


class MailSecurity(enum.StrEnum):
    """How the line to a mail server is closed: raised to TLS, or TLS from its first byte."""

    starttls = auto()
    tls = auto()


class Gateway(enum.StrEnum):
    """Who takes texts."""

    http = auto()
    aliyun = auto()
    tencent = auto()
    twilio = auto()


class Sending(Record):
    """Mail server, mailbox of answers and text gateway; what the server's environment names comes first."""

    mail_server: Mapped[str] = mapped_column(default="")
    mail_port: Mapped[int | None]
    mail_security: Mapped[MailSecurity] = mapped_column(default=MailSecurity.starttls)
    mail_user: Mapped[str] = mapped_column(default="")
    mail_password: Mapped[str | None] = sealed()
    mail_from: Mapped[str] = mapped_column(default="")
    reply_to: Mapped[str] = mapped_column(default="")
    box_server: Mapped[str] = mapped_column(default="")
    box_port: Mapped[int | None]
    box_security: Mapped[MailSecurity] = mapped_column(default=MailSecurity.tls)
    box_user: Mapped[str] = mapped_column(default="")
    box_password: Mapped[str | None] = sealed()
    sms_gateway: Mapped[Gateway | None]
    sms_url: Mapped[str] = mapped_column(default="")
    sms_account: Mapped[str] = mapped_column(default="")
    sms_secret: Mapped[str | None] = sealed()
    sms_from: Mapped[str] = mapped_column(default="")
    sms_app: Mapped[str] = mapped_column(default="")
