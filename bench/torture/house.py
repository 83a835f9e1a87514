"""The house under torture: its application, the world around it, and works that live in a process of their own."""

import os
import resource
import signal
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import event

import config
from app import create_app
from bench.kit import books
from bench.life import server
from models import database, db

NAME = "concord_torture"
CONNECTED = ("socket.connect", "smtplib.connect", "smtplib.send", "http.client.connect", "http.client.send")
SEEN = frozenset({"os.rename", "os.remove", "os.mkdir", *CONNECTED})
"""What the interpreter tells of, beside statements, commits and files that are opened to be written."""
KILLED = -signal.SIGKILL


class Inbox(server.Inbox):
    """A mail server's ear, which can be deaf."""

    def __init__(self, house: "House") -> None:
        super().__init__()
        self.house, self.is_down = house, False

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a mail, or say that there is no room."""
        if self.is_down:
            return "451 4.3.0 Try again later"
        mail = message_from_bytes(envelope.content)
        self.house.deliver(envelope.rcpt_tos[0], str(mail["Subject"]))
        return await super().handle_DATA(server, session, envelope)


class Gateway(server.Gateway):
    """A text gateway, which can be down."""

    def __init__(self, house: "House") -> None:
        super().__init__()
        self.house, self.is_down = house, False

    def take(self, headers: Any, body: bytes) -> tuple[int, dict[str, str]]:
        """Take a text, or answer that nobody is there."""
        if self.is_down:
            return 503, {}
        status, said = super().take(headers, body)
        if status == 200:
            self.house.deliver(self.texts[-1][0], headers.get("Idempotency-Key", ""))
        return status, said


class House:
    """The application and its world; `delivered` counts what reached whom, by the business day and what it says."""

    def __init__(self, folder: Path, first: datetime) -> None:
        self.folder, self.clock = folder, server.Clock(first)
        self.inbox, self.gateway = Inbox(self), Gateway(self)
        self.delivered: Counter[tuple[Any, str, str]] = Counter()
        self.app: Flask

    def deliver(self, to: str, what: str) -> None:
        """Note that a message arrived."""
        self.delivered[self.clock.now.date(), to, what] += 1

    def later(self, **passed: int) -> None:
        """Let time pass."""
        self.clock.now += timedelta(**passed)


@contextmanager
def house(seed: int, first: datetime) -> Iterator[House]:
    """A house on an empty book, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="concord-torture-") as name, ExitStack() as up:
        made = House(Path(name), first)
        mail = up.enter_context(server.mailing(made.inbox))
        texts = up.enter_context(server.texting(made.gateway))
        books.create(NAME)
        settings = server.settings(made.folder, seed, mail, texts)
        if books.SERVER:
            settings = settings._replace(database_url=config.database_url(books.url_of(NAME)))
        made.app = create_app(settings, made.clock)
        with made.app.app_context():
            database.create()
            yield made
            db.session.remove()
            db.engine.dispose()


class Ended(NamedTuple):
    """How a process ended, -9 where it was killed, and how many points it passed at which it might have been."""

    status: int
    points: int


def apart(made: House, work: Callable[[House], object], kill_at: int = 0, most_bytes: int = 0) -> Ended:
    """Do a work in a process of its own, which is killed at a point of its way, or may write no file beyond a size."""
    db.session.remove()
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os._exit(_inside(made, work, kill_at, most_bytes, writing))
    os.close(writing)
    with os.fdopen(reading) as told:
        points = int(told.read() or 0)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return Ended(status, points)


def _inside(made: House, work: Callable[[House], object], kill_at: int, most_bytes: int, told: int) -> int:
    """What the process does; gives its exit status."""
    try:
        db.engine.dispose(close=False)
        if most_bytes:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
        count = _counted(made.folder, kill_at)
        work(made)
        os.write(told, str(count()).encode())
    except BaseException:  # noqa: BLE001 - whatever it is, the process ends here
        (made.folder / "trouble").write_text(traceback.format_exc(), encoding="utf-8")
        return 1
    return 0


def _counted(folder: Path, kill_at: int) -> Callable[[], int]:
    """Count the points that this process passes, and end it without a word at one of them."""
    passed = [0]

    def point(*_: Any, **__: Any) -> None:
        passed[0] += 1
        if passed[0] == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(name: str, given: tuple[Any, ...]) -> None:
        writes = name == "open" and len(given) > 2 and given[2] & (os.O_WRONLY | os.O_RDWR)
        if name in SEEN or (writes and str(given[0]).startswith(str(folder))):
            point()

    for each in ("before_cursor_execute", "commit"):
        event.listen(db.engine, each, point)
    sys.addaudithook(hook)
    return lambda: passed[0]
