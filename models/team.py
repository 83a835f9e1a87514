"""The team that this installation serves."""

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Language, Record, ZoneType


class Team(Record):
    """One installation is one team, with one business time zone for dates.

    A week of the figures closes `week_closes_days` after its Sunday: what is entered later corrects it in its own week.
    """

    name: Mapped[str]
    time_zone: Mapped[str] = mapped_column(ZoneType(), default="Asia/Shanghai")
    language: Mapped[Language] = mapped_column(default=Language.zh_Hans)
    is_demo: Mapped[bool] = mapped_column(default=False)
    week_closes_days: Mapped[int] = mapped_column(default=3)
