"""What a person just did and may take back for some seconds, on whatever page they came to then."""

from datetime import datetime, timedelta
from typing import NamedTuple

from flask import session

from admin.base import clock

KEY = "undo"


class Undo(NamedTuple):
    """Where something is taken back, and the row that names it there."""

    address: str
    row: int


def offer(address: str, row: int, seconds: int) -> None:
    """Let something be taken back for so many seconds from now on."""
    session[KEY] = [address, row, (clock.now() + timedelta(seconds=seconds)).isoformat()]


def offered() -> Undo | None:
    """What may still be taken back."""
    if not (found := session.get(KEY)):
        return None
    address, row, until = found
    if clock.now() <= datetime.fromisoformat(until):
        return Undo(address, row)
    session.pop(KEY)
    return None


def done() -> None:
    """Nothing is left to take back."""
    session.pop(KEY, None)
