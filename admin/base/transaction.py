"""The one place of the screens that commits."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from admin.base import errors
from models import db
from models.database import begin_writing

T = TypeVar("T")
BREATH = 0.02
"""Seconds between two steps of a long work, in which a person's save finds its turn."""


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
                time.sleep(BREATH)
            yield step
            if keep:
                begin_writing()
    finally:
        db.session.rollback()


def attempt(work: Callable[[], T], row: object = None) -> T | None:
    """Do some work and commit it; a refusal is shown to the person as a sentence, nothing is saved, None comes back.

    `row` is what the person was about to change: a sentence names who changed it meanwhile.
    """
    try:
        with writing():
            return work()
    except errors.REFUSALS as refusal:
        errors.tell(refusal, row)
        return None


def note() -> None:
    """Commit what a page that only reads has to write down: a look, an export."""
    db.session.commit()
