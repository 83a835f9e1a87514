"""The application under test, and a browser that shares nothing with the test but the database."""

import contextvars
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask, has_app_context
from flask.testing import FlaskClient
from flask_login import LoginManager
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import UpdateBase, event
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction

import config
from app import create_app
from models import database as schema
from models import db, transaction
from models.user import User
from models.user_session import UserSession
from services.user.session import digest
from tests import database

EVER = datetime(2190, 1, 1, tzinfo=UTC)


class Browser(FlaskClient):
    """A client whose requests share nothing with the test but the database, as in life."""

    token = ""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Send a request in a context of its own, after what the test made is committed."""
        if has_app_context():
            db.session.commit()
        left = self.application.extensions["left_uncommitted"]
        left.clear()
        answer = contextvars.Context().run(super().open, *args, **{"buffered": True, **kwargs})
        assert left == [], f"The request left changes that nobody committed: {left}"
        return answer

    def submit(self, path: str, **data: Any) -> Any:
        """Post a form with its forgery token."""
        if not self.token:
            with self.session_transaction() as session:
                session["csrf_token"] = "raw"
            key = self.application.secret_key
            self.token = str(URLSafeTimedSerializer(key, salt="wtf-csrf-token").dumps("raw"))
        return self.post(path, data={**data, "csrf_token": self.token})


def settings(folder: Path) -> config.Settings:
    """The settings of a test run: an own data folder, an own database, nothing sent anywhere."""
    url = database.fresh(folder)
    env = {"CONCORD_ENV": "test", "CONCORD_DATA_DIR": str(folder), "DATABASE_URL": url, "CONCORD_SCHEDULER": "off"}
    return config.from_environment(env)


def build(given: config.Settings, clock: Callable[[], datetime]) -> Flask:
    """The application with its tables."""
    app = create_app(given, clock)
    transaction.BREATH = 0.0  # Nobody waits for a turn beside a test.
    app.test_client_class = Browser
    watch_for_the_uncommitted(app)
    if not hasattr(app, "login_manager"):
        LoginManager(app).user_loader(lambda key: db.session.scalar(db.select(User).filter_by(fs_uniquifier=key)))
    with app.app_context():
        schema.create()
    return app


def watch_for_the_uncommitted(app: Flask) -> None:
    """Note at the end of each request what it changed in the book and neither committed nor took back."""
    left: list[str] = app.extensions.setdefault("left_uncommitted", [])
    if not event.contains(db.session, "before_flush", _note_rows):  # The session is one for all applications.
        event.listen(db.session, "before_flush", _note_rows)
        event.listen(db.session, "do_orm_execute", _note_statement)
        event.listen(db.session, "after_transaction_end", _forget)

    @app.teardown_request
    def note(error: BaseException | None) -> None:
        session = db.session()
        left.extend(sorted(_changed(session) | _pending(session)) if error is None else [])


def _changed(session: Session) -> set[str]:
    """What was written in the transaction that stands open."""
    changed: set[str] = session.info.setdefault("changed", set())
    return changed


def _pending(session: Session) -> set[str]:
    """What waits to be written."""
    dirty = {row for row in session.dirty if session.is_modified(row)}
    return {type(row).__name__ for row in {*session.new, *session.deleted, *dirty}}


def _note_rows(session: Session, *_: Any) -> None:
    """Note the rows that a flush is about to write."""
    _changed(session).update(_pending(session))


def _note_statement(state: ORMExecuteState) -> None:
    """Note a statement that writes without a row in the session, by its table: its text takes long to make."""
    if isinstance(state.statement, UpdateBase):
        _changed(state.session).add(f"{type(state.statement).__name__} {state.statement.entity_description['table']}")


def _forget(session: Session, transaction: SessionTransaction) -> None:
    """Forget what a transaction wrote when it is at its end, kept or taken back; a savepoint is none."""
    if transaction.parent is None:
        _changed(session).clear()


def signed_in(app: Flask, user: User) -> FlaskClient:
    """A browser in which the person is signed in, freshly."""
    client, secret = app.test_client(), secrets.token_hex(16)
    ever = {"started_at": EVER, "seen_at": EVER}  # No clock that a test moves ends it.
    db.session.add(UserSession(user_id=user.id, digest=digest(secret), **ever))
    with client.session_transaction() as session:
        session["sid"] = secret
        session["_user_id"] = user.fs_uniquifier
        session["_fresh"] = True
        session["fs_cc"] = "set"
        session["fs_paa"] = datetime.now(UTC).timestamp()
    return client
