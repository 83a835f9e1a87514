"""The one place of the screens that commits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from admin.base import errors
from models import db
from models.database import begin_writing

T = TypeVar("T")


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
