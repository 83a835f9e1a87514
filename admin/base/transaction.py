"""The one place of the screens that commits."""

from collections.abc import Callable

from admin.base import errors
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


def note(look: Callable[[], object]) -> None:
    """Write down what a page that only reads has to tell: a look, an export.

    As a writer from the start: what the page read before may be older than what others wrote meanwhile, and SQLite lets
    nobody write who stands on that.
    """
    with writing():
        look()
