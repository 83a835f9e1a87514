"""The lock that decides which process schedules: held as long as the process lives, then free for the next."""

import logging
import sqlite3
from threading import Lock
from typing import Any

import psycopg
from flask import Flask

log = logging.getLogger(__name__)
NUMBER = 0x636F6E63
KEY = "concord.schedule_lock"
asking = Lock()
"""Two threads that ask at once would both try to take it, and one be refused by its own process."""


def held(app: Flask) -> bool:
    """Whether this process schedules; it takes the lock when it is free."""
    with asking:
        if KEY in app.extensions and _alive(app.extensions[KEY]):
            return True
        release(app)
        found = _take(app)
        if found is not None:
            app.extensions[KEY] = found
        return found is not None


def release(app: Flask) -> None:
    """Let another process schedule."""
    found = app.extensions.pop(KEY, None)
    if found is not None:
        found.close()


def _take(app: Flask) -> Any:
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    if url.startswith("sqlite"):
        return _file(app)
    return _advisory(url.replace("postgresql+psycopg://", "postgresql://"))


def _file(app: Flask) -> sqlite3.Connection | None:
    """A small database of its own, locked whole: the system frees it when the process dies, on every platform."""
    path = app.config["CONCORD"].data_dir / "schedule.lock"
    connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        connection.close()
        return None
    return connection


def _advisory(url: str) -> psycopg.Connection[Any] | None:
    """An advisory lock of the server: freed when the connection ends; None also while no server answers."""
    try:
        connection = psycopg.connect(url, autocommit=True)
    except psycopg.OperationalError:
        log.warning("The database cannot be reached; the schedule waits for it.")
        return None
    row = connection.execute("SELECT pg_try_advisory_lock(%s)", (NUMBER,)).fetchone()
    if row and row[0]:
        return connection
    connection.close()
    return None


def _alive(connection: Any) -> bool:
    try:
        connection.execute("SELECT 1")
    except (psycopg.Error, sqlite3.Error):
        return False
    return True
