"""Erasing again what a restored backup brought back: the list of erasures lies outside of it."""

from collections import Counter
from datetime import date
from pathlib import Path

from jobs.runner import Tally
from models.transaction import writing
from services.privacy import outside


def again(data_dir: Path, today: date) -> Tally:
    """Erase once more, each in a transaction of its own, what the list names and this book does not know of."""
    found = Tally(Counter(), [])
    for told in outside.missing(data_dir):
        with writing():
            row = outside.again(told, today)
        found.counts["erased_again" if row else "not_here"] += 1
    return found
