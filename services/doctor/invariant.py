"""What must hold in every book: one small object for each invariant, and what a look at a book needs."""

import enum
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from enum import auto
from typing import NamedTuple

from sqlalchemy import select

from models import db
from models.loan import Loan
from rules.sentence import Sentence
from services import bulk


class Reach(enum.Enum):
    """How much of the book is asked: all of it each time, loans that moved or all, or all in the full form alone."""

    book = auto()
    loans = auto()
    full = auto()


class Look(NamedTuple):
    """One look at the book on a day. `loans` are the loans to compute anew and `since` the first day of the facts that
    are asked; None for all of them.
    """

    today: date
    now: datetime
    loans: Sequence[int] | None = None
    since: date | None = None

    @property
    def is_full(self) -> bool:
        """Whether everything is asked."""
        return self.since is None

    def chunks(self) -> Iterator[Sequence[int]]:
        """The ids of the loans to compute anew, some at a time."""
        ids = list(db.session.scalars(select(Loan.id).order_by(Loan.id))) if self.loans is None else self.loans
        return bulk.chunks(ids)


class Found(NamedTuple):
    """A row that breaks an invariant: its record and id, what is wrong, and the case it is about, if one."""

    record: str
    id: int
    said: Sentence
    case_id: int | None = None


Find = Callable[[Look], Iterable[Found]]


class Invariant(NamedTuple):
    """One promise of the house. `sentence` says what holds, `right` is the verb and record that mend a breach.

    One that reaches for loans names a loan in each finding.
    """

    name: str
    sentence: Sentence
    right: tuple[str, str]
    reach: Reach
    find: Find


KNOWN: dict[str, Invariant] = {}
"""Every invariant by its name, in the order in which they are asked."""


def holds(sentence: Sentence, right: tuple[str, str], reach: Reach = Reach.book) -> Callable[[Find], Find]:
    """Make a function the search for what breaks an invariant: its name is the name of the function.

    `right` is the verb and the record of rules/access.py that a person needs to mend it.
    """

    def known(find: Find) -> Find:
        name = find.__name__
        KNOWN[name] = Invariant(name, sentence, right, reach, find)
        return find

    return known
