"""Accelerations: the whole rest of a loan called due before its days, with the clause, the notice and who decided."""

import enum
from datetime import date
from decimal import Decimal
from enum import auto

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Along, Record, ref
from models.case import Case
from models.demand import Demand
from models.sentence import Said
from models.tone import toned
from models.user import User


class AccelerationCause(enum.StrEnum):
    """For which breach the rest is called due; what was missed can be made good, another breach cannot be paid away.

    Source: Civil Code 634, 673.
    """

    arrears = auto()
    other_breach = auto()


@toned(amber="announced", red="effective", green="cured")
class AccelerationStatus(enum.StrEnum):
    """Announced by notice, effective from its day, cured where what was missed was paid, taken back by the lender."""

    announced = auto()
    effective = auto()
    cured = auto()
    taken_back = auto()


STANDS = text("status IN ('announced', 'effective')")


class Acceleration(Record):
    """The decision to call the rest due on `due_on`, under a `clause` of the contract, by a `notice`.

    It took effect on `effective_on`: from then on the instalment `number` asks for the rest. One stands at a time.
    """

    __table_args__ = (
        Index("uq_acceleration_standing", "case_id", unique=True, sqlite_where=STANDS, postgresql_where=STANDS),
    )

    currency = Along("case.loan.currency")

    case_id: Mapped[int] = ref("case")
    cause: Mapped[AccelerationCause] = mapped_column(default=AccelerationCause.arrears)
    clause: Mapped[str]
    reason: Mapped[str]
    due_on: Mapped[date] = mapped_column(index=True)
    rest: Mapped[Decimal]
    decided_on: Mapped[date]
    user_id: Mapped[int] = ref("user")
    notice_id: Mapped[int] = ref("demand")
    status: Mapped[AccelerationStatus] = mapped_column(default=AccelerationStatus.announced)
    effective_on: Mapped[date | None] = mapped_column(index=True)
    number: Mapped[int | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[Said] = mapped_column(default="")

    case: Mapped[Case] = relationship(backref="accelerations")
    notice: Mapped[Demand] = relationship()
    user: Mapped[User] = relationship()
