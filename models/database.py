"""The connection to SQLite or PostgreSQL, set up the same way everywhere."""

import sqlite3
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import psycopg
from flask import Flask, current_app
from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError, OperationalError

from models import trail
from models.base import db

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory

PRAGMAS = ("journal_mode=WAL", "busy_timeout=10000", "foreign_keys=ON", "cache_size=-4096")
"""The page cache is each connection's own, in KiB; the system keeps the file's pages once for all of them."""
WAITING: set[int] = set()
"""The threads of this process that wait for their turn to write, on SQLite."""
GLANCE = 0.005
"""Seconds between two looks whether the writer before is done; SQLite itself looks away for up to 0.1 s."""
LASTING, FLEETING = "synchronous=FULL", "synchronous=OFF"
"""Whether what was committed is on the disk: a message being sent stays so after a power cut, and never goes twice."""
MADE_ANEW = ("test", "demo")
"""The books that send nothing and are made anew."""


def init_app(app: Flask) -> None:
    """Bind the database to the application and prepare each new connection."""
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            is_fleeting = app.config["CONCORD"].environment in MADE_ANEW
            prepare_sqlite(db.engine, (*PRAGMAS, FLEETING if is_fleeting else LASTING))


def prepare_sqlite(engine: Engine, pragmas: Sequence[str]) -> None:
    """Set the pragmas of every connection, and take the write lock when a transaction begins with a write."""

    @event.listens_for(engine, "connect")
    def connect(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        if connection.get_execution_options().get("writes"):
            _begin_in_turn(connection)
        else:
            connection.exec_driver_sql("BEGIN")


def _begin_in_turn(connection: Any) -> None:
    """Begin as the one writer, as soon as the one before is done; the error of a busy database flies after a while."""
    raw = connection.connection.driver_connection
    patience = raw.execute("PRAGMA busy_timeout").fetchone()[0]
    until = time.monotonic() + patience / 1000
    raw.execute("PRAGMA busy_timeout=0")
    WAITING.add(threading.get_ident())
    try:
        while not begun(raw):
            if time.monotonic() > until:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                return
            time.sleep(GLANCE)
    finally:
        WAITING.discard(threading.get_ident())
        raw.execute(f"PRAGMA busy_timeout={patience}")


def begun(raw: sqlite3.Connection) -> bool:
    """Whether the turn to write has come; the caller has it then."""
    try:
        raw.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if is_busy(error):
            return False
        raise
    return True


def begin_writing() -> None:
    """Begin the session's transaction as a writer, so that it waits for its turn instead of failing half-way."""
    db.session.connection(execution_options={"writes": True})


NEWER = "This database was made by a newer release of Concord: install that release, or restore an older backup."
OLDER = "This database was made by an older release of Concord: start Concord once, which brings it up to date."


def upgrade() -> None:
    """Bring the schema of the database up to this program's; a newer one is refused with a sentence."""
    from flask_migrate import upgrade as migrate

    if not is_current():
        migrate()
    with db.engine.execution_options(writes=True).begin() as connection:
        if not trail.is_guarded(connection):
            trail.guard(connection)


def create() -> None:
    """Make all tables of an empty database at once, as of this program: for books of one run, in tests and benches."""
    from alembic.migration import MigrationContext

    db.create_all()
    with db.engine.execution_options(writes=True).begin() as connection:
        MigrationContext.configure(connection).stamp(_scripts(), "head")


def check() -> None:
    """Refuse a schema that is not this program's, which leaves the book as it is; SystemExit says what to do."""
    if not is_current():
        raise SystemExit(OLDER)


def is_current() -> bool:
    """Whether the schema is this program's rather than an older one; a newer one is refused by SystemExit."""
    from alembic.migration import MigrationContext

    scripts = _scripts()
    try:
        with db.engine.connect() as connection:
            present = MigrationContext.configure(connection).get_current_revision()
    except OperationalError as error:
        raise SystemExit(f"The database cannot be reached: {str(error.orig).strip()}") from error
    if present and present not in {script.revision for script in scripts.walk_revisions()}:
        raise SystemExit(NEWER)
    return bool(present == scripts.get_current_head())


def revision() -> str:
    """The schema of this program, by its last migration."""
    return str(_scripts().get_current_head())


@cache
def _scripts() -> "ScriptDirectory":
    """The migrations of this program, read once: each is a module of its own."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config())


def takes_writes() -> bool:
    """Whether the database answers and can be written to; one that is only busy writing can."""
    try:
        if db.engine.dialect.name == "sqlite":
            return _file_takes_writes(f"file:{quote(str(db.engine.url.database))}?mode=rw")
        with db.engine.connect() as connection:
            return connection.exec_driver_sql("SHOW transaction_read_only").scalar() == "off"
    except (sqlite3.Error, DBAPIError):
        return False


def _file_takes_writes(address: str) -> bool:
    with closing(sqlite3.connect(address, uri=True, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            return is_busy(error)
        return True


def is_busy(error: BaseException | None) -> bool:
    """Whether what the driver raised passes by itself: somebody else is writing, or the server is away."""
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return isinstance(error, psycopg.OperationalError)
