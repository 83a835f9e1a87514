"""What every test starts from: the application, an empty book, and a clock that stands still.

The application is imported by the first fixture that needs it, so that a test of a rule starts at once.
"""

import gc
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests import thorough

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from playwright.sync_api import Browser

    import config
    from models.user import User
    from rules.access import Role


ON_POSTGRES = Path(__file__).with_name("on_postgres.txt")
"""Tests that together ask every kind of statement; tools/postgres_tests.py writes their names."""
SPARING = 50_000
"""Objects made before the next look for garbage: a run makes many small ones, and what was imported stays to its end."""


def pytest_configure() -> None:
    """Say how much is tried at random before any test says otherwise."""
    thorough.begin()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run on PostgreSQL again only what asks for a database: `settings` names it, and every other fixture rests on it.

    What touches none does the same everywhere. `-m postgres` chooses what asks every kind of statement once.
    """
    listed = set(ON_POSTGRES.read_text("utf-8").splitlines())
    for item in items:
        if item.nodeid in listed:
            item.add_marker("postgres")
    if "CONCORD_TEST_DATABASE_URL" in os.environ:
        asks = {
            item: "settings" in getattr(item, "fixturenames", ()) or "production" in item.keywords for item in items
        }
        config.hook.pytest_deselected(items=[item for item in items if not asks[item]])
        items[:] = [item for item in items if asks[item]]


def pytest_collection_finish() -> None:
    """Leave what was imported out of the search for garbage."""
    gc.set_threshold(SPARING)
    gc.freeze()


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="session")
def the_clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """One Chromium for all browser tests; each has a context of its own in it."""
    from tests import browser

    with browser.chromium() as found:
        yield found


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
def settings(data_dir: Path) -> "config.Settings":
    from tests import application

    return application.settings(data_dir)


@pytest.fixture(scope="session")
def the_app(settings: "config.Settings", the_clock: Clock) -> Iterator["Flask"]:
    from models import db
    from tests import application

    app = application.build(settings, the_clock)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(the_app: "Flask", clock: Clock) -> Iterator["Flask"]:
    """The application inside its context, with an empty book that is emptied again."""
    from tests import database

    with the_app.app_context():
        yield the_app
        database.empty()


@pytest.fixture
def sign_in(as_user: Callable[..., "FlaskClient"]) -> Callable[..., Any]:
    """Sign a new person of a role in: the browser and the person."""
    from tests import makers

    def of_role(role: "Role", **given: Any) -> "tuple[FlaskClient, User]":
        person = makers.make_user(role=role, **given)
        return as_user(person), person

    return of_role


@pytest.fixture
def client(app: "Flask") -> "FlaskClient":
    """A browser nobody has signed in with."""
    return app.test_client()


@pytest.fixture
def as_user(app: "Flask") -> Callable[..., "FlaskClient"]:
    """Make a client in which the given user is signed in, freshly."""
    from tests import application

    return lambda user: application.signed_in(app, user)
