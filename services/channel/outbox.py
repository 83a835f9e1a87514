"""The file outbox: messages as files, for a demo book and for a house that sends nothing yet."""

import json
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import NamedTuple

from services.channel import OUTBOX, Message, Sent


class Outbox(NamedTuple):
    """Writes each message into a folder, once: `.eml` for e-mail, `.json` for all else."""

    folder: Path
    as_mail: bool = False

    def send(self, message: Message) -> Sent:
        """Write the message under its reference; again it stands there unchanged."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{message.reference}.{'eml' if self.as_mail else 'json'}"
        if not path.exists():
            part = path.with_suffix(".part")
            part.write_bytes(_mail(message) if self.as_mail else _json(message))
            part.replace(path)
        return Sent(f"{OUTBOX}{path.name}")


def _mail(message: Message) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["To"], mail["Subject"] = message.to, message.subject
    mail.set_content(message.body)
    return mail.as_bytes()


def _json(message: Message) -> bytes:
    return json.dumps(message._asdict(), ensure_ascii=False, indent=1).encode()
