"""The world around a desk: the real server by a driven clock, a mail server and a text gateway on this machine."""

import hashlib
import hmac
import json
import threading
import traceback
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from flask import Flask, got_request_exception

import config
from app import create_app
from models import database
from rules import session
from services.channel import sms
from tests import browser, program

SECRET = "the secret of the gateway in a life"


class Clock:
    """The driven clock. Only who builds the application can hand it one; no setting of the program reaches it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The present instant, UTC."""
        return self.now.astimezone(UTC)


class Inbox:
    """A mail server's ear."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a mail."""
        self.taken.append(envelope.rcpt_tos[0])
        return "250 OK"


class Gateway:
    """A text gateway: gives each text its number, once for each key, and keeps what it has to report."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}
        self.texts: list[tuple[str, str]] = []
        """Number and id of what was taken and nobody was told of yet."""

    def take(self, headers: Any, body: bytes) -> tuple[int, dict[str, str]]:
        """Take a text if it is signed."""
        if not hmac.compare_digest(headers.get("X-Concord-Signature", ""), sms.signature(SECRET, body)):
            return 403, {}
        key, said = headers.get("Idempotency-Key", ""), json.loads(body)
        if key not in self.ids:
            self.ids[key] = f"text-{len(self.ids) + 1}"
            self.texts.append((said["to"], self.ids[key]))
        return 200, {"id": self.ids[key]}


class World:
    """The server's address, its application and clock, and what it can reach."""

    def __init__(self, app: Flask, address: str, clock: Clock, inbox: Inbox, gateway: Gateway) -> None:
        self.app, self.address, self.clock, self.inbox, self.gateway = app, address, clock, inbox, gateway
        self.faults: list[str] = []
        """What the server could not answer, with where it broke."""
        got_request_exception.connect(self.note, app)

    def note(self, sender: Flask, exception: BaseException, **more: Any) -> None:
        """Note where the server broke."""
        self.faults.append("".join(traceback.format_exception(exception)))


@contextmanager
def world(folder: Path, seed: int, first: datetime) -> Iterator[World]:
    """Everything up on loopback ports, on an empty book."""
    clock, inbox, gateway = Clock(first), Inbox(), Gateway()
    with ExitStack() as up:
        up.enter_context(lasting())
        mail = up.enter_context(mailing(inbox))
        texts = up.enter_context(texting(gateway))
        app = create_app(settings(folder, seed, mail, texts), clock)
        with app.app_context():
            database.upgrade()
        yield World(app, up.enter_context(browser.served(app)), clock, inbox, gateway)


@contextmanager
def lasting() -> Iterator[None]:
    """Sessions that outlast a life: months are lived in minutes, and nobody signs in anew each morning."""
    before = session.IDLE, session.LONGEST, session.FRESH
    session.IDLE = session.LONGEST = session.FRESH = timedelta(days=4000)
    try:
        yield
    finally:
        session.IDLE, session.LONGEST, session.FRESH = before


def settings(folder: Path, seed: int, mail: str, texts: str) -> config.Settings:
    """The settings of a life: secrets and keys of its seed, so that a replay has them too."""
    keys = hashlib.sha256(f"life {seed}".encode()).hexdigest()
    env = {"CONCORD_ENV": "test", "CONCORD_DATA_DIR": str(folder), "CONCORD_SCHEDULER": "off", "CONCORD_KEYS": keys}
    env |= {"CONCORD_SMTP_URL": mail, "CONCORD_MAIL_FROM": "desk@lender.example"}
    return config.from_environment(env | {"CONCORD_SMS_URL": texts, "CONCORD_SMS_SECRET": SECRET})


@contextmanager
def mailing(inbox: Inbox) -> Iterator[str]:
    """A mail server; gives its address."""
    controller = Controller(inbox, hostname="127.0.0.1", port=program.free_port())
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{controller.port}"
    finally:
        controller.stop()


@contextmanager
def texting(gateway: Gateway) -> Iterator[str]:
    """A text gateway; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status, said = gateway.take(self.headers, self.rfile.read(int(self.headers["Content-Length"])))
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Nothing is printed."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/texts"
        server.shutdown()
