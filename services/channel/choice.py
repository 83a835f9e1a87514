"""Which sender each channel has, by configuration."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from models.stage import Channel
from services.channel import Sender
from services.channel.letter import Letter
from services.channel.outbox import Outbox
from services.channel.sms import Sms
from services.channel.smtp import Smtp


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
    def sms_url(self) -> str:
        """The text gateway; empty: none."""

    @property
    def sms_secret(self) -> str:
        """What signs a text."""


def senders(settings: Settings, is_demo: bool) -> Mapping[Channel, Sender]:
    """The sender of each channel; a demo book never sends anything, whatever is configured."""
    outbox = settings.data_dir / "outbox"
    mail: Sender = Outbox(outbox, as_mail=True)
    text: Sender = Outbox(outbox)
    if settings.smtp_url and settings.mail_from and not is_demo:
        mail = Smtp(settings.smtp_url, settings.mail_from)
    if settings.sms_url and not is_demo:
        text = Sms(settings.sms_url, settings.sms_secret)
    return {Channel.email: mail, Channel.sms: text, Channel.letter: Letter(settings.data_dir / "letters")}
