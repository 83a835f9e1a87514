"""The one place of the screens that commits."""

from collections.abc import Callable

from admin.base import errors
from models import db
from models.transaction import T, writing


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
