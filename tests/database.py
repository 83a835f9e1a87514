"""The database that tests run on: SQLite, or the server that CONCORD_TEST_DATABASE_URL names; one for each worker."""

import functools
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from sqlalchemy import TextClause, text

from models import db, trail

T = TypeVar("T")
Rows = dict[str, Any]
"""Rows by table: tuples as SQLite keeps them, or a block as PostgreSQL copies it."""
SERVER = os.environ.get("CONCORD_TEST_DATABASE_URL", "")
REPLICA = "SET LOCAL session_replication_role = replica"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "only")
BOOKS: dict[str, tuple[Any, Any]] = {}
"""Books made once for this worker, by name, each with what its maker answered."""


def fresh(folder: Path, name: str = "tests") -> str:
    """The URL of an empty database of this worker's own."""
    return create(name) if SERVER else f"sqlite:///{folder / name}.db"


def copied(url: str, folder: Path, name: str) -> str:
    """The URL of a copy of a database that nobody has open."""
    if SERVER:
        return create(name, f" TEMPLATE {url.rsplit('/', 1)[1]}")
    shutil.copyfile(url.removeprefix("sqlite:///"), folder / f"{name}.db")
    return f"sqlite:///{folder / name}.db"


def create(name: str, more: str = "") -> str:
    """Make a database of this worker's own anew on the server; gives its URL."""
    own = f"concord_{WORKER}_{name}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {own} WITH (FORCE)")  # type: ignore[call-overload]
        connection.execute(f"CREATE DATABASE {own}{more}")  # type: ignore[call-overload]
    return SERVER.rsplit("/", 1)[0].replace("postgresql://", "postgresql+psycopg://") + f"/{own}"


def empty() -> None:
    """Delete every row of every table, whatever points at whatever."""
    db.session.remove()
    lenient = "PRAGMA defer_foreign_keys=ON" if on_sqlite() else REPLICA
    with db.engine.begin() as connection:
        connection.execute(text(lenient))
        names = connection.scalars(holding()).all()
        is_sealed = on_sqlite() and "audit_seal" in names
        if is_sealed:
            trail.unguard(connection)
        for name in names:
            connection.execute(db.metadata.tables[name].delete())
        if is_sealed:
            trail.guard(connection)


def count_anew() -> None:
    """Let every table number its rows from 1 again, as in a new book; SQLite does so by itself."""
    if on_sqlite():
        return
    with db.engine.begin() as connection:
        for name in connection.scalars(text("SELECT sequencename FROM pg_sequences")).all():
            connection.execute(text(f"ALTER SEQUENCE {name} RESTART"))


def once(name: str, make: Callable[[], T]) -> T:
    """Fill the empty book as `make` does; the book is kept, and put back when a later test asks for it.

    What it answers holds no row of the book.
    """
    db.session.rollback()
    assert db.session.scalars(holding()).first() is None, "the book is not empty"
    db.session.remove()
    if name not in BOOKS:
        answer = make()
        db.session.commit()
        BOOKS[name] = (_kept() if on_sqlite() else _copied_out()), answer
    elif on_sqlite():
        _backup(BOOKS[name][0], None)
    else:
        _copied_in(BOOKS[name][0])
    answered: T = BOOKS[name][1]
    return answered


def _kept() -> sqlite3.Connection:
    """A copy in memory of the book that tests run on."""
    book = sqlite3.connect(":memory:")
    _backup(None, book)
    return book


def _backup(source: sqlite3.Connection | None, target: sqlite3.Connection | None) -> None:
    """Copy a whole book; none is the one that tests run on."""
    with closing(sqlite3.connect(str(db.engine.url.database))) as own:
        (source or own).backup(target or own)


def _copied_out() -> Rows:
    with closing(db.engine.raw_connection()) as connection, connection.cursor() as cursor:
        return read(cursor)


def _copied_in(rows: Rows) -> None:
    """Put rows back into their tables, whatever points at whatever."""
    with closing(db.engine.raw_connection()) as connection, connection.cursor() as cursor:
        cursor.execute(REPLICA)
        write(cursor, rows)
        connection.commit()


def cursor() -> Any:
    """A cursor of the driver in the session's transaction."""
    return db.session.connection().connection.cursor()


def read(cursor: Any) -> Rows:
    """The rows of each table that holds some, as the database itself keeps them, what others point at first."""
    names = {name for (name,) in cursor.execute(holding().text).fetchall()}
    return {table.name: _read(cursor, table.name) for table in db.metadata.sorted_tables if table.name in names}


def _read(cursor: Any, name: str) -> Any:
    if on_sqlite():
        return cursor.execute(f"SELECT * FROM {name}").fetchall()
    with cursor.copy(f"COPY {name} TO STDOUT (FORMAT binary)") as copy:
        return b"".join(copy)


def write(cursor: Any, rows: Rows) -> None:
    """Put rows back into their empty tables, which number on from the last of them."""
    for name, block in rows.items():
        if on_sqlite():
            cursor.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(block[0]))})", block)
        else:
            with cursor.copy(f"COPY {name} FROM STDIN (FORMAT binary)") as copy:
                copy.write(block)
    for statement in [] if on_sqlite() else counting_on(rows):
        cursor.execute(statement)


def counting_on(names: Iterable[str]) -> list[str]:
    """The statements after which PostgreSQL numbers the rows of these tables from their last row on."""
    counted = [name for name in names if "id" in db.metadata.tables[name].columns]
    return [f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name}" for name in counted]


def on_sqlite() -> bool:
    """Whether tests run on SQLite, which numbers rows from the last one on by itself."""
    return db.engine.dialect.name == "sqlite"


@functools.cache
def holding() -> TextClause:
    """The question which tables hold a row at all, in one statement: a test fills a few of seventy."""
    return text(
        " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in db.metadata.tables)
    )
