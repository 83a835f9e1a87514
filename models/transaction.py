"""The write transaction: what a person, a job or a command changes is committed whole or taken back whole."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection

from models import db
from models.database import GLANCE, WAITING, begin_writing

T = TypeVar("T")


BREATH = 0.02
"""Seconds between two steps of a long work, in which a save of another process finds its turn."""
YIELD = 1.0
"""So many seconds at most a long work stands back for those who wait in this process."""


@contextmanager
def writing() -> Iterator[None]:
    """Begin as a writer; commit what the block changed, or take all of it back and let the error fly.

    What was read before is read again inside: the transaction is a new one.
    """
    db.session.rollback()
    begin_writing()
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


@contextmanager
def trying() -> Iterator[None]:
    """Begin as a writer and take back whatever the block changed: to see what would come of it."""
    db.session.rollback()
    begin_writing()
    try:
        yield
    finally:
        db.session.rollback()


@contextmanager
def beside() -> Iterator[Connection]:
    """A short write transaction on a connection of its own, beside one that only reads."""
    with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def reading() -> Iterator[None]:
    """Read in one transaction that the database lets change nothing."""
    db.session.rollback()
    connection = db.session.connection()
    is_embedded = connection.dialect.name == "sqlite"
    connection.exec_driver_sql("PRAGMA query_only=ON" if is_embedded else "SET TRANSACTION READ ONLY")
    try:
        yield
    finally:
        if is_embedded:
            connection.exec_driver_sql("PRAGMA query_only=OFF")
        db.session.rollback()


def breathe() -> None:
    """Between two transactions of a long work, let those write who wait; where many may write at once, go on."""
    if db.engine.dialect.name != "sqlite":
        return
    time.sleep(BREATH)
    until = time.monotonic() + YIELD
    while WAITING and time.monotonic() < until:
        time.sleep(GLANCE)


def stepwise(steps: Iterator[T], keep: bool = True) -> Iterator[T]:
    """Run a service that works in steps, each one transaction; where `keep` is false all of it is taken back.

    Between two steps others may write.
    """
    db.session.rollback()
    begin_writing()
    try:
        for step in steps:
            if keep:
                db.session.commit()
                breathe()
            yield step
            if keep:
                begin_writing()
    finally:
        db.session.rollback()
