"""Set-offs: the borrower's credit on one loan against what is overdue on another, proposed by the night."""

import enum
from datetime import date
from decimal import Decimal
from enum import auto

from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Along, Record, only_one, ref, where_named
from models.loan import Loan
from models.payment import Payment
from models.reminder import Reminder
from models.sentence import LongSaid
from models.tone import toned
from models.user import User


@toned(green="made", amber="proposed", red="taken_back")
class SetOffStatus(enum.StrEnum):
    """What became of a proposal; one that lapsed had its facts change before anybody decided."""

    proposed = auto()
    made = auto()
    declined = auto()
    lapsed = auto()
    taken_back = auto()


class SetOff(Record):
    """Credit on `loan` that pays what is overdue `onto` another loan of the borrower; one is open for each pair.

    Once made, `taken` left the credit, `brought` came in, and `told_on` is the day on which the borrower was told of
    it, by `reminder` or as `reason` says. Of one that is taken back after that they are told by `back_reminder`.
    """

    __table_args__ = (
        only_one("set_off", "loan_id, onto_id", "status = 'proposed'"),
        where_named("set_off", "reminder_id", unique=True),
        where_named("set_off", "back_reminder_id", unique=True),
    )

    currency = Along("loan.currency")
    belongs_to = "onto.loan"

    loan_id: Mapped[int] = ref("loan")
    onto_id: Mapped[int] = ref("loan")
    amount: Mapped[Decimal]
    proposed_on: Mapped[date] = mapped_column(index=True)
    status: Mapped[SetOffStatus] = mapped_column(default=SetOffStatus.proposed, index=True)
    decided_on: Mapped[date | None]
    decided_by_id: Mapped[int | None] = ref("user")
    reason: Mapped[LongSaid] = mapped_column(default="")
    taken_id: Mapped[int | None] = ref("payment")
    brought_id: Mapped[int | None] = ref("payment")
    reminder_id: Mapped[int | None] = ref("reminder", index=False)
    told_on: Mapped[date | None]
    back_reminder_id: Mapped[int | None] = ref("reminder", index=False)
    back_told_on: Mapped[date | None]

    loan: Mapped[Loan] = relationship(foreign_keys=[loan_id])
    onto: Mapped[Loan] = relationship(foreign_keys=[onto_id])
    decided_by: Mapped[User | None] = relationship()
    taken: Mapped[Payment | None] = relationship(foreign_keys=[taken_id])
    brought: Mapped[Payment | None] = relationship(foreign_keys=[brought_id])
    reminder: Mapped[Reminder | None] = relationship(foreign_keys=[reminder_id])
    back_reminder: Mapped[Reminder | None] = relationship(foreign_keys=[back_reminder_id])
