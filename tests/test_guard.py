"""A book is opened only by its own program and keys, and a database that is away or busy is told, never a 500."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

import config
from app import create_app
from models import database, db, key_check
from models.key_check import KeyCheck
from models.sealed import ring
from tests import makers

OTHER = bytes(range(32))


@pytest.fixture(autouse=True)
def same_keys() -> Iterator[None]:
    """Leave the key ring as it was."""
    kept = ring.keys, ring.index_key
    yield
    ring.keys, ring.index_key = kept


@pytest.fixture
def embedded(settings: config.Settings, tmp_path: Path) -> Iterator[Flask]:
    """An application on a SQLite book of its own, whatever database the tests run on."""
    app = create_app(settings._replace(database_url=f"sqlite:///{tmp_path / 'own.db'}"))
    with app.app_context():
        database.create()
        yield app
        db.session.remove()
        db.engine.dispose()


def test_the_keys_of_a_book_are_noted_once_and_open_it(app):
    key_check.note()
    key_check.note()

    assert len(db.session.scalars(db.select(KeyCheck)).all()) == 1


def test_a_newer_key_in_front_is_noted_and_its_loss_is_noticed(app):
    key_check.note()
    first = bytes(range(1, 33))
    kept = ring.keys, ring.index_key
    ring.load([first], ring.index_key)
    ring.keys += kept[0]
    key_check.note()

    ring.keys, ring.index_key = kept

    with pytest.raises(SystemExit, match="do not open this book"):
        key_check.check()


def test_other_keys_are_refused_and_nothing_is_written(app):
    key_check.note()
    ring.load([OTHER], OTHER)

    with pytest.raises(SystemExit, match="do not open this book"):
        key_check.note()

    assert db.session.scalar(text("SELECT count(*) FROM key_check")) == 1


def test_a_key_that_opens_but_indexes_otherwise_is_refused(app):
    key_check.note()
    ring.index_key = OTHER

    with pytest.raises(SystemExit, match="do not open this book"):
        key_check.check()


def test_a_book_from_before_the_check_is_asked_by_what_it_sealed(app):
    makers.make_phone()
    db.session.commit()
    key_check.check()
    ring.load([OTHER], OTHER)

    with pytest.raises(SystemExit, match="do not open this book"):
        key_check.note()


@pytest.mark.parametrize("words", [["doctor"], ["job", "nightly"], ["ageing", "--as-of", "2026-02-03"], ["hooks"]])
def test_every_command_refuses_the_keys_of_another_book(app, words):
    key_check.note()
    ring.load([OTHER], OTHER)

    answer = app.test_cli_runner().invoke(args=words)

    assert answer.exit_code == 1
    assert "do not open this book" in answer.output


@pytest.mark.parametrize(
    ("revision", "told"), [("0001", "made by an older release"), ("9999", "made by a newer release")]
)
def test_every_command_refuses_the_schema_of_another_release(embedded, revision, told):
    with db.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})

    answer = embedded.test_cli_runner().invoke(args=["doctor"])

    assert answer.exit_code == 1
    assert told in answer.output


def test_a_database_that_cannot_be_reached_is_told_in_a_sentence(settings, tmp_path):
    app = create_app(settings._replace(database_url=f"sqlite:///{tmp_path / 'nowhere' / 'book.db'}"))

    answer = app.test_cli_runner().invoke(args=["doctor"])

    assert answer.exit_code == 1
    assert answer.output.startswith("The database cannot be reached: ")


def test_health_says_no_where_the_database_takes_no_writes(embedded, tmp_path):
    client = embedded.test_client()
    assert client.get("/healthz").status_code == 200
    db.session.remove()
    db.engine.dispose()
    (tmp_path / "own.db").unlink()

    answer = client.get("/healthz")

    assert (answer.status_code, answer.text) == (503, "The database cannot be reached or written to.\n")


def test_health_says_yes_while_somebody_is_writing(embedded, tmp_path):
    with closing(sqlite3.connect(tmp_path / "own.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        assert embedded.test_client().get("/healthz").status_code == 200


def busy() -> OperationalError:
    """What the driver says of a database that somebody else is writing."""
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return OperationalError("UPDATE", {}, error)


@pytest.mark.parametrize(
    ("language", "title"), [("en", "The database is busy"), ("zh-CN", "数据库正忙"), ("zh-TW", "資料庫忙碌中")]
)
def test_a_busy_database_is_a_page_that_says_so_and_tries_again(app, monkeypatch, language, title):
    def fail() -> None:
        raise busy()

    makers.make_user()
    monkeypatch.setitem(app.view_functions, "security.login", fail)
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    asked, wrote = client.get("/login"), client.submit("/login")

    assert (asked.status_code, asked.headers["Retry-After"]) == (503, "5")
    assert title in asked.text
    assert 'http-equiv="refresh"' in asked.text
    assert wrote.status_code == 503
    assert 'http-equiv="refresh"' not in wrote.text


def test_what_the_database_could_not_do_otherwise_is_our_own_fault(app, monkeypatch):
    def fail() -> None:
        db.session.execute(text("SELECT * FROM nothing_of_ours"))

    makers.make_user()
    monkeypatch.setitem(app.view_functions, "security.login", fail)

    assert app.test_client().get("/login").status_code == 500


@pytest.mark.parametrize(("environment", "kept"), [("production", 2), ("development", 2), ("test", 0), ("demo", 0)])
def test_what_is_committed_is_on_the_disk_but_for_books_made_anew(settings, tmp_path, environment, kept):
    chosen = settings._replace(
        environment=environment,
        database_url=f"sqlite:///{tmp_path / 'own.db'}",
        secret_key="k7Gq2ZpX9vTb4LwYc8RjN5sHd1FmA6eU",
        keys="0123456789abcdeffedcba9876543210" * 2,
        url="https://desk.example.com",
    )
    app = create_app(chosen)

    with app.app_context():
        assert db.session.execute(text("PRAGMA synchronous")).scalar() == kept
