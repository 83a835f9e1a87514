"""Cases: made with their loan, opened and staged by the night, worked by a person."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from models.case import Case
from models.loan import Loan
from models.user import User


def create(loan: Loan) -> Case:
    """Make the case of a loan, waiting until something is overdue."""


def refresh(loan: Loan) -> None:
    """Keep what a case knows of its loan: the balance and since when it is overdue; asks the night to look again."""


def restage(case: Case, today: date) -> str:
    """Give one case the state and stage of its facts; returns what happened, or `unchanged`."""


def due(today: date) -> list[int]:
    """Ids of the cases that the night must look at."""


def restage_many(ids: Sequence[int], today: date) -> Counter[str]:
    """Give many cases their state and stage in a few statements; counts what happened."""


def assign(case: Case, user: User | None) -> None:
    """Give a case to a collector, or to nobody."""


def archive(case: Case, today: date) -> None:
    """Put a closed or waiting case away."""
