"""Alarms: a person was shown so many sealed values in a day that another looks at it."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import LongText, Record, ref
from models.user import User


class RevealAlarm(Record):
    """One day of one person; the count goes on until the day is over, and a look at it starts again with more."""

    __table_args__ = (UniqueConstraint("user_id", "raised_on"),)

    user_id: Mapped[int] = ref("user", index=False)
    raised_on: Mapped[date] = mapped_column(index=True)
    count: Mapped[int]
    reviewed_on: Mapped[date | None] = mapped_column(index=True)
    reviewed_by_id: Mapped[int | None] = ref("user")
    review: Mapped[LongText] = mapped_column(default="")

    user: Mapped[User] = relationship(foreign_keys=[user_id])
    reviewed_by: Mapped[User | None] = relationship(foreign_keys=[reviewed_by_id])
