"""The database that tests run on: SQLite, or the server that CONCORD_TEST_DATABASE_URL names; one for each worker."""

import functools
import os
from pathlib import Path

import psycopg
from sqlalchemy import TextClause, text

from models import db

SERVER = os.environ.get("CONCORD_TEST_DATABASE_URL", "")
REPLICA = "SET LOCAL session_replication_role = replica"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "only")


def fresh(folder: Path, name: str = "tests") -> str:
    """The URL of an empty database of this worker's own."""
    if not SERVER:
        return f"sqlite:///{folder / name}.db"
    own = f"concord_{WORKER}_{name}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {own} WITH (FORCE)")  # type: ignore[call-overload]
        connection.execute(f"CREATE DATABASE {own}")  # type: ignore[call-overload]
    return SERVER.rsplit("/", 1)[0].replace("postgresql://", "postgresql+psycopg://") + f"/{own}"


def empty() -> None:
    """Delete every row of every table, whatever points at whatever."""
    db.session.remove()
    lenient = "PRAGMA defer_foreign_keys=ON" if db.engine.dialect.name == "sqlite" else REPLICA
    with db.engine.begin() as connection:
        connection.execute(text(lenient))
        for name in connection.scalars(holding()).all():
            connection.execute(db.metadata.tables[name].delete())


def count_anew() -> None:
    """Let every table number its rows from 1 again, as in a new book; SQLite does so by itself."""
    if db.engine.dialect.name == "sqlite":
        return
    with db.engine.begin() as connection:
        for name in connection.scalars(text("SELECT sequencename FROM pg_sequences")).all():
            connection.execute(text(f"ALTER SEQUENCE {name} RESTART"))


@functools.cache
def holding() -> TextClause:
    """The question which tables hold a row at all, in one statement: a test fills a few of seventy."""
    return text(
        " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in db.metadata.tables)
    )
