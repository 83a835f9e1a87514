"""The file outbox: messages as files, for a demo book and for a house that sends nothing yet."""

import json
from pathlib import Path
from typing import NamedTuple

from services.channel import OUTBOX, Message, Sent, mail
from services.channel.mail import Head


class Outbox(NamedTuple):
    """Writes each message into a folder, once: `.eml` where it has a head, for e-mail, `.json` for all else."""

    folder: Path
    head: Head | None = None

    def send(self, message: Message) -> Sent:
        """Write the message under its reference; again it stands there unchanged."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{message.reference}.{'eml' if self.head else 'json'}"
        if not path.exists():
            part = path.with_suffix(".part")
            part.write_bytes(mail.made(message, self.head).as_bytes() if self.head else _json(message))
            part.replace(path)
        return Sent(f"{OUTBOX}{path.name}")


def _json(message: Message) -> bytes:
    return json.dumps(message._asdict(), ensure_ascii=False, indent=1, default=str).encode()
