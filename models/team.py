"""The team that this installation serves."""

from decimal import Decimal

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Language, Record, ZoneType


class Team(Record):
    """One installation is one team, with one business time zone for dates.

    A week of the figures closes `week_closes_days` after its Sunday: what is entered later corrects it in its own week.
    `call_cost` is what a call costs the house, in `currency`; of loans in another one it says nothing. My day puts a
    case first again whose borrower nobody tried to reach for `touch_every_days`.
    """

    name: Mapped[str]
    time_zone: Mapped[str] = mapped_column(ZoneType(), default="Asia/Shanghai")
    language: Mapped[Language] = mapped_column(default=Language.zh_Hans)
    is_demo: Mapped[bool] = mapped_column(default=False)
    week_closes_days: Mapped[int] = mapped_column(default=3)
    currency: Mapped[str] = mapped_column(default="CNY")
    call_cost: Mapped[Decimal] = mapped_column(default=Decimal("2.00"))
    touch_every_days: Mapped[int] = mapped_column(default=14)
