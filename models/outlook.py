"""The outlook as rows: the shipped table, counts of past days, when borrowers were reached, and their means."""

import enum
from datetime import date
from decimal import Decimal
from enum import auto

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Rate, Record, ref
from models.borrower import Borrower
from models.user import User
from rules.outlook import Before, Late


class OutlookPrior(Record):
    """The share of cases of one kind that had not paid 30 days later, as it is taken before a house has its own counts.

    `cases` are those that the source counted; `source` says where it comes from.
    """

    __table_args__ = (UniqueConstraint("late", "before", "paid"),)

    late: Mapped[Late]
    before: Mapped[Before]
    paid: Mapped[bool]
    rate: Mapped[Rate]
    cases: Mapped[int] = mapped_column(default=0)
    source: Mapped[str] = mapped_column(default="")
    reviewed_on: Mapped[date | None]


class OutlookCount(Record):
    """The overdue cases of one kind at the end of a day, and how many of them had not paid 30 days later.

    `said` is the share that the outlook would have said on that day, from what was known by then; it is kept as it was
    first written.
    """

    __table_args__ = (UniqueConstraint("as_of", "late", "before", "paid"),)

    as_of: Mapped[date]
    late: Mapped[Late]
    before: Mapped[Before]
    paid: Mapped[bool]
    cases: Mapped[int]
    unpaid: Mapped[int]
    said: Mapped[Rate]


class GroupKind(enum.StrEnum):
    """By what an auditor looks whether the outlook is as good for some borrowers as for others."""

    language = auto()
    sex = auto()
    age = auto()


class OutlookGroup(Record):
    """What was said of a group of borrowers on a day, summed over its cases, and how many had not paid 30 days later.

    It is counted for auditors, from what the lender holds already, and no outlook is made from it.
    """

    __table_args__ = (UniqueConstraint("as_of", "kind", "name"),)

    as_of: Mapped[date]
    kind: Mapped[GroupKind]
    name: Mapped[str]
    cases: Mapped[int]
    unpaid: Mapped[int]
    said: Mapped[Rate]


class CallHour(Record):
    """The calls of the last half year at a weekday and hour of the borrower's clock, and how many reached them."""

    __table_args__ = (UniqueConstraint("weekday", "hour"),)

    weekday: Mapped[int]
    hour: Mapped[int]
    calls: Mapped[int]
    reached: Mapped[int]


class MeansBasis(enum.StrEnum):
    """How income and outgoings are known."""

    said = auto()
    shown = auto()


class Means(Record):
    """What a borrower said of income and outgoings a month, on a day; it counts up to `expires_on`, that day included.

    It is never shown to a partner, and no outlook is made from it.
    """

    borrower_id: Mapped[int] = ref("borrower")
    currency: Mapped[str]
    income: Mapped[Decimal]
    outgoings: Mapped[Decimal]
    other_debts: Mapped[Decimal] = mapped_column(default=Decimal("0.00"))
    basis: Mapped[MeansBasis] = mapped_column(default=MeansBasis.said)
    stated_on: Mapped[date]
    expires_on: Mapped[date]
    withdrawn_on: Mapped[date | None]
    noted_by_id: Mapped[int | None] = ref("user", index=False)

    borrower: Mapped[Borrower] = relationship(backref="means")
    noted_by: Mapped[User | None] = relationship()
