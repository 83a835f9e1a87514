"""How loans stood at the end of months before this house had them, as the system before it told."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Record, ref
from models.portfolio import Portfolio
from models.sentence import Details, DetailsType, LongSaid
from models.user import User


class HistoryFile(Record):
    """A file of month ends that is taken in until `finished_at`; taken out again, its month ends are gone.

    `wrong` are the first rows that were not taken, by number, with why. `problem` says why the work broke off. It is
    `seen` once who brought it has looked at what came of it.
    """

    portfolio_id: Mapped[int] = ref("portfolio")
    file_name: Mapped[str]
    taken_at: Mapped[datetime]
    user_id: Mapped[int | None] = ref("user")
    rows_done: Mapped[int] = mapped_column(default=0)
    rows_wrong: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None]
    wrong: Mapped[Details] = mapped_column(DetailsType(), default=dict)
    problem: Mapped[LongSaid] = mapped_column(default="")
    seen: Mapped[bool] = mapped_column(default=False)
    taken_out_at: Mapped[datetime | None]

    portfolio: Mapped[Portfolio] = relationship()
    user: Mapped[User | None] = relationship()

    def __str__(self) -> str:
        return self.file_name


class MonthEnd(Record):
    """A loan at the end of a month; by its contract, for what was repaid before the move has no loan here.

    `days` past due are as told; where the file told a status instead, `status` is it, and `days` the least it can mean.
    """

    __table_args__ = (
        UniqueConstraint("portfolio_id", "contract_no", "month_on", "file_id"),
        Index("ix_month_end_month", "portfolio_id", "month_on"),
    )

    portfolio_id: Mapped[int] = ref("portfolio", index=False)
    contract_no: Mapped[str]
    month_on: Mapped[date]
    days: Mapped[int]
    status: Mapped[str] = mapped_column(default="")
    balance: Mapped[Decimal | None]
    paid: Mapped[Decimal | None]
    currency: Mapped[str]
    file_id: Mapped[int] = ref("history_file")

    portfolio: Mapped[Portfolio] = relationship()
    file: Mapped[HistoryFile] = relationship()

    def __str__(self) -> str:
        return f"{self.contract_no} {self.month_on:%Y-%m}"
