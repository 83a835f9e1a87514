"""What is taken from the house while it works: mail, gateway, room on the disk, the lock, the clock, the keys."""

import hashlib
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import psycopg

from bench import book
from bench.kit import books
from bench.torture import works
from bench.torture.house import NAME, House, apart

HELD_SECONDS = 13
"""Longer than SQLite waits for a lock."""
OTHER = hashlib.sha256(b"the keys of another book").hexdigest()
AHEAD = 3
"""Days that the clock jumps."""


def mail(made: House) -> None:
    """The mail server and the gateway say no for one pass, and are there again for the next."""
    made.inbox.is_down = made.gateway.is_down = True
    apart(made, works.send)
    made.inbox.is_down = made.gateway.is_down = False


def disk(made: House) -> None:
    """No file may grow beyond a size: the night and the imports break off."""
    size = max(path.stat().st_size for path in made.folder.rglob("*") if path.is_file())
    for work in (works.bring, works.night, works.packet):
        apart(made, work, most_bytes=size + 20_000 if not books.SERVER else 2_000)


def lock(made: House) -> None:
    """Somebody else writes, and goes on for longer than anybody waits."""
    with held(made):
        apart(made, works.night)


def clock(made: House) -> None:
    """The clock jumps ahead and comes back: a person repairs with a reason, and the nights go on.

    What the nights of those days did stays, and is so again when they come: until then the doctor names it.
    """
    made.later(days=AHEAD)
    apart(made, works.start)
    made.later(days=-AHEAD)
    apart(made, works.start)
    done = made.app.test_cli_runner().invoke(args=["job", "repair", "--reason", "The clock jumped."])
    if done.exit_code or "set aside" not in done.output:
        raise RuntimeError(f"no repair: {done.output}")
    for _ in range(AHEAD):
        made.later(days=1)
        apart(made, works.start)


def keys(made: House) -> None:
    """The program is started with the keys of another book: it says so and does nothing."""
    url = made.app.config["SQLALCHEMY_DATABASE_URI"]
    env = {**os.environ, **book.environment(made.folder, url), "CONCORD_KEYS": OTHER}
    command = [sys.executable, "-m", "flask", "job", "nightly"]
    done = subprocess.run(command, cwd=book.ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode == 0 or "keys do not open this book" not in done.stderr:
        raise RuntimeError(f"other keys were taken: {done.stdout} {done.stderr[-500:]}")


CUTS: dict[str, Callable[[House], None]] = {
    "mail and gateway": mail,
    "disk": disk,
    "lock": lock,
    "clock": clock,
    "keys": keys,
}


@contextmanager
def held(made: House) -> Iterator[None]:
    """Hold the lock of the book for some seconds, however long the work takes."""
    ready, free = threading.Event(), threading.Event()
    thread = threading.Thread(target=_hold, args=(made, ready, free))
    thread.start()
    ready.wait()
    try:
        yield
    finally:
        free.set()
        thread.join()


def _hold(made: House, ready: threading.Event, free: threading.Event) -> None:
    if books.SERVER:
        with psycopg.connect(books.url_of(NAME)) as server:
            server.execute("LOCK TABLE job_run, case_file, reminder IN ACCESS EXCLUSIVE MODE")
            ready.set()
            free.wait(HELD_SECONDS)
            server.rollback()
        return
    path = made.app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        ready.set()
        free.wait(HELD_SECONDS)
        connection.execute("ROLLBACK")
