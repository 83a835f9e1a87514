"""A browser that somebody of a book is signed in to, and the addresses of its pages by their rules."""

import contextvars
import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import event, select

from models import transaction
from models.base import db
from models.user import User
from models.user_session import UserSession
from rules.access import Role
from services.user.session import digest

EVER = datetime(2190, 1, 1, tzinfo=UTC)
"""When the sessions of a bench were seen last: no clock ends them."""


class Browser(FlaskClient):
    """A client whose requests share nothing with the bench but the database."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Send a request in a context of its own."""
        db.session.remove()
        return contextvars.Context().run(super().open, *args, **{"buffered": True, **kwargs})

    def fetch(self, path: str) -> Any:
        """Get a page; anything but a page ends the bench."""
        answer = self.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")
        return answer

    def submit(self, path: str, **data: Any) -> Any:
        """Post a form with its forgery token."""
        with self.session_transaction() as session:
            session["csrf_token"] = "raw"
        token = URLSafeTimedSerializer(str(self.application.secret_key), salt="wtf-csrf-token").dumps("raw")
        return self.post(path, data={**data, "csrf_token": str(token)})


def browser(app: Flask, role: Role) -> Browser:
    """A browser in which the first person of a role is signed in, freshly."""
    app.test_client_class = Browser
    client: Any = app.test_client()
    person = db.session.scalars(select(User).where(User.role == role).order_by(User.id)).first()
    _sign_in(client, person)
    return client  # type: ignore[no-any-return]


def cookie(app: Flask, person: User) -> str:
    """The cookie of a browser in which somebody is signed in, as it is sent to a server of the same book."""
    client: Any = app.test_client()
    _sign_in(client, person)
    name = app.config["SESSION_COOKIE_NAME"]
    return f"{name}={client.get_cookie(name).value}"


def _sign_in(client: Any, person: User | None) -> None:
    secret = secrets.token_hex(16)
    with transaction.writing():
        row = UserSession(user_id=person.id if person else 0, digest=digest(secret), started_at=EVER, seen_at=EVER)
        db.session.add(row)
    with client.session_transaction() as session:
        session["sid"] = secret
        session["_user_id"] = person.fs_uniquifier if person else ""
        session |= {"_fresh": True, "fs_cc": "set", "fs_paa": datetime.now(UTC).timestamp()}


def served(app: Flask, path: str) -> bool:
    """Whether a page of this address is served, whatever its module is called."""
    rule = path.partition("?")[0]
    return any(each.rule == rule for each in app.url_map.iter_rules())


@contextmanager
def statements() -> Iterator[Counter[str]]:
    """Count the statements that reach the database."""
    found: Counter[str] = Counter()

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        found["statements"] += 1

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
