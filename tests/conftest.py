"""What every test starts from: the application, an empty book, and a clock that stands still."""

import contextvars
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from flask_login import LoginManager
from itsdangerous import URLSafeTimedSerializer

import config
from app import create_app
from models import db
from models.user import User
from rules.access import Role
from tests import database, makers


class Browser(FlaskClient):
    """A client whose requests share nothing with the test but the database, as in life."""

    token = ""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Send a request in a context of its own, after what the test made is committed."""
        if has_app_context():
            db.session.commit()
        return contextvars.Context().run(super().open, *args, **{"buffered": True, **kwargs})

    def submit(self, path: str, **data: Any) -> Any:
        """Post a form with its forgery token."""
        if not self.token:
            with self.session_transaction() as session:
                session["csrf_token"] = "raw"
            key = self.application.secret_key
            self.token = str(URLSafeTimedSerializer(key, salt="wtf-csrf-token").dumps("raw"))
        return self.post(path, data={**data, "csrf_token": self.token})


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="session")
def the_clock() -> Clock:
    return Clock()


@pytest.fixture
def clock(the_clock: Clock) -> Iterator[Clock]:
    """Monday 2 March 2026, noon in Shanghai; set `clock.now` to move it."""
    before = the_clock.now
    yield the_clock
    the_clock.now = before


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def settings(data_dir: Path) -> config.Settings:
    """The settings of a test run: an own data folder, an own database, nothing sent anywhere."""
    url = database.fresh(data_dir)
    env = {"CONCORD_ENV": "test", "CONCORD_DATA_DIR": str(data_dir), "DATABASE_URL": url, "CONCORD_SCHEDULER": "off"}
    return config.from_environment(env)


@pytest.fixture(scope="session")
def the_app(settings: config.Settings, the_clock: Clock) -> Iterator[Flask]:
    app = create_app(settings, the_clock)
    app.test_client_class = Browser
    if not hasattr(app, "login_manager"):
        LoginManager(app).user_loader(lambda key: db.session.scalar(db.select(User).filter_by(fs_uniquifier=key)))
    with app.app_context():
        db.create_all()
        engine = db.engine
    yield app
    engine.dispose()


@pytest.fixture
def app(the_app: Flask, clock: Clock) -> Iterator[Flask]:
    """The application inside its context, with an empty book that is emptied again."""
    with the_app.app_context():
        yield the_app
        database.empty()


@pytest.fixture
def sign_in(as_user: Callable[..., FlaskClient]) -> Callable[..., Any]:
    """Sign a new person of a role in: the browser and the person."""

    def of_role(role: Role, **given: Any) -> tuple[FlaskClient, Any]:
        person = makers.make_user(role=role, **given)
        return as_user(person), person

    return of_role


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser nobody has signed in with."""
    return app.test_client()


@pytest.fixture
def as_user(app: Flask) -> Callable[..., FlaskClient]:
    """Make a client in which the given user is signed in, freshly."""

    def sign_in(user: object) -> FlaskClient:
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"] = user.fs_uniquifier  # type: ignore[attr-defined]
            session["_fresh"] = True
            session["fs_cc"] = "set"
            session["fs_paa"] = datetime.now(UTC).timestamp()
        return client

    return sign_in
