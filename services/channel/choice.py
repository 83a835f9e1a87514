"""Which sender each channel has, by configuration."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Protocol

from models.stage import Channel
from services.channel import Sender, aliyun, tencent, twilio
from services.channel.aliyun import Aliyun
from services.channel.letter import Letter
from services.channel.mail import Head
from services.channel.outbox import Outbox
from services.channel.sms import Sms
from services.channel.smtp import Smtp
from services.channel.tencent import Tencent
from services.channel.twilio import Twilio


class Settings(Protocol):
    """What the configuration says of channels."""

    @property
    def data_dir(self) -> Path:
        """The folder of files and outbox."""

    @property
    def smtp_url(self) -> str:
        """The mail server; empty: none."""

    @property
    def mail_from(self) -> str:
        """The address mails come from."""

    @property
    def reply_to(self) -> str:
        """The address whose mailbox is read; empty: replies go to the sender."""

    @property
    def imap_url(self) -> str:
        """The mailbox of answers; empty: none is read."""

    @property
    def sms_url(self) -> str:
        """The text gateway; empty: none."""

    @property
    def sms_secret(self) -> str:
        """What signs a text."""

    @property
    def sms_gateway(self) -> str:
        """Which gateway takes texts: http, aliyun, tencent or twilio."""

    @property
    def sms_id(self) -> str:
        """The account at the gateway."""

    @property
    def sms_from(self) -> str:
        """The approved signature, or the number that texts come from."""

    @property
    def sms_app(self) -> str:
        """The application at Tencent Cloud."""

    @property
    def url(self) -> str:
        """The address that people open; callbacks come there."""


def senders(settings: Settings, is_demo: bool, clock: Callable[[], datetime]) -> Mapping[Channel, Sender]:
    """The sender of each channel; a demo book never sends anything, whatever is configured."""
    text: Sender = Outbox(settings.data_dir / "outbox", sealed=not is_demo)
    if has_gateway(settings) and not is_demo:
        text = gateway(settings, clock)
    letters = Letter(settings.data_dir / "letters")
    return {Channel.email: mail(settings, is_demo), Channel.sms: text, Channel.letter: letters}


def mail(settings: Settings, is_demo: bool) -> Sender:
    """What e-mail leaves through."""
    head = Head(settings.mail_from, settings.reply_to, settings.url)
    if has_mail(settings) and not is_demo:
        return Smtp(settings.smtp_url, head)
    return Outbox(settings.data_dir / "outbox", head, sealed=not is_demo)


def has_mail(settings: Settings) -> bool:
    """Whether e-mail goes anywhere but into the file outbox."""
    return bool(settings.smtp_url and settings.mail_from)


def has_gateway(settings: Settings) -> bool:
    """Whether texts go anywhere but into the file outbox."""
    return bool(settings.sms_url or settings.sms_id)


def gateway(settings: Settings, clock: Callable[[], datetime]) -> Sender:
    """The text gateway of the configuration; `sms_url` stands in for a provider's own address."""
    account, secret, sign = settings.sms_id, settings.sms_secret, settings.sms_from
    if settings.sms_gateway == "aliyun":
        return Aliyun(account, secret, sign, clock, settings.sms_url or aliyun.URL)
    if settings.sms_gateway == "tencent":
        return Tencent(account, secret, settings.sms_app, sign, clock, settings.sms_url or tencent.URL)
    if settings.sms_gateway == "twilio":
        callback = f"{settings.url}/hooks/sms/twilio" if settings.url else ""
        return Twilio(account, secret, sign, callback, settings.sms_url or twilio.URL)
    return Sms(settings.sms_url, secret)
