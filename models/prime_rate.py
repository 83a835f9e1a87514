"""Loan prime rates of mainland China, as rows that a person adds month by month."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Rate, Record


class PrimeRate(Record):
    """The one-year loan prime rate, a fraction, from the day it was published until the next row."""

    published_on: Mapped[date] = mapped_column(unique=True)
    one_year_rate: Mapped[Rate]
    source: Mapped[str] = mapped_column(default="")

    def __str__(self) -> str:
        return str(self.published_on)
