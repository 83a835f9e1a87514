"""What collecting costs, as a person types it: hours worked in a month, and what an hour, a call or a letter costs."""

import enum
from datetime import date
from decimal import Decimal
from enum import auto

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from models.base import Record, ref
from models.portfolio import Portfolio
from models.user import User


class Priced(enum.StrEnum):
    """What has a price of its own."""

    hour = auto()
    call = auto()
    sms = auto()
    email = auto()
    letter = auto()
    visit = auto()


class WorkedHours(Record):
    """Paid hours of one person, or of all together where nobody is named, in the month that begins on `month_on`."""

    __table_args__ = (UniqueConstraint("month_on", "user_id"),)

    month_on: Mapped[date]
    user_id: Mapped[int | None] = ref("user")
    hours: Mapped[int]

    user: Mapped[User | None] = relationship()

    def __str__(self) -> str:
        return f"{self.month_on:%Y-%m}"


class UnitPrice(Record):
    """What one hour, call, message or letter costs from a day until the next row of its kind."""

    __table_args__ = (UniqueConstraint("kind", "currency", "starts_on"),)

    kind: Mapped[Priced]
    amount: Mapped[Decimal]
    currency: Mapped[str]
    starts_on: Mapped[date]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_on}"


class CashTarget(Record):
    """The money that is to come in during the month that begins on `month_on`, of a portfolio or of the whole team."""

    __table_args__ = (UniqueConstraint("month_on", "portfolio_id", "currency"),)

    month_on: Mapped[date]
    portfolio_id: Mapped[int | None] = ref("portfolio")
    amount: Mapped[Decimal]
    currency: Mapped[str]

    portfolio: Mapped[Portfolio | None] = relationship()

    def __str__(self) -> str:
        return f"{self.month_on:%Y-%m}"
