"""How far each authority level may go in granting waivers and plans, as rows."""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Rate, Record
from rules.access import Level


class AuthorityLimit(Record):
    """What one level may grant; None is no limit. Rates are of what is owed. Source: operations.md 2.5.

    `penalty_max` is in `currency`; for a loan in another one nobody said how much is too much, so it takes a level
    without such a limit.
    """

    level: Mapped[Level] = mapped_column(unique=True)
    penalty_rate: Mapped[Rate | None]
    currency: Mapped[str] = mapped_column(default="CNY")
    penalty_max: Mapped[Decimal | None]
    penalty_times: Mapped[int | None]
    interest_rate: Mapped[Rate | None]
    principal_rate: Mapped[Rate | None]
    plan_count: Mapped[int | None]
    plan_days: Mapped[int | None]
    defer_days: Mapped[int | None]
    reviewed_on: Mapped[date | None]

    def __str__(self) -> str:
        return str(self.level)
