"""The file outbox: messages as files, for a demo book and for a house that sends nothing yet; sealed on a real book."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from models.sealed import ring
from rules.errors import RuleError
from services.channel import OUTBOX, Message, Sent, mail
from services.channel.mail import Head

SEALED = ".sealed"
KEPT = timedelta(days=30)
"""So long a message lies here: it is nobody's record, the reminder is."""
MOST = 200


class Outbox(NamedTuple):
    """Writes each message into a folder, once: `.eml` where it has a head, for e-mail, `.json` for all else.

    Sealed, it is encrypted with the key ring and read by `read` alone; in a demo it lies in clear.
    """

    folder: Path
    head: Head | None = None
    sealed: bool = True

    def send(self, message: Message) -> Sent:
        """Write the message under its reference; again it stands there unchanged."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = f"{message.reference}.{'eml' if self.head else 'json'}"
        path = self.folder / (name + SEALED if self.sealed else name)
        if not path.exists():
            data = mail.made(message, self.head).as_bytes() if self.head else _json(message)
            part = path.with_name(f"{path.name}.part")
            part.write_bytes(ring.lock(data) if self.sealed else data)
            part.chmod(0o600)
            part.replace(path)
        return Sent(f"{OUTBOX}{name}")


class Lying(NamedTuple):
    """A message that lies in the outbox: its name, and when it was written."""

    name: str
    at: datetime


def lying(folder: Path, most: int = MOST) -> list[Lying]:
    """The messages of an outbox, the last one first."""
    found = [Lying(path.name.removesuffix(SEALED), _age(path)) for path in _files(folder)]
    return sorted(found, key=lambda each: (each.at, each.name), reverse=True)[:most]


def read(folder: Path, name: str) -> str:
    """A message of an outbox as text. Raises RuleError where there is none of that name, or no key opens it."""
    path = next((each for each in _files(folder) if each.name.removesuffix(SEALED) == name), None)
    if path is None:
        raise RuleError("There is no message %(name)s in the outbox.", name=name)
    data = path.read_bytes()
    try:
        return (ring.unlock(data) if path.suffix == SEALED else data).decode()
    except KeyError as lost:
        raise RuleError("None of these keys opens %(name)s.", name=name) from lost


def sweep(folder: Path, now: datetime) -> int:
    """Remove what has lain in an outbox for thirty days; gives how many."""
    old = [path for path in _files(folder) if now - _age(path) > KEPT]
    for path in old:
        path.unlink()
    return len(old)


def _files(folder: Path) -> Iterator[Path]:
    endings = (".eml", ".json", f".eml{SEALED}", f".json{SEALED}")
    return (path for path in folder.glob("*") if path.name.endswith(endings)) if folder.is_dir() else iter(())


def _age(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _json(message: Message) -> bytes:
    return json.dumps(message._asdict(), ensure_ascii=False, indent=1, default=str).encode()
