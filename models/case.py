"""Cases, their episodes and the history of their stages."""

import enum
from datetime import date
from decimal import Decimal
from enum import auto
from typing import TYPE_CHECKING

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Along, Archived, Record, ref
from models.borrower import Borrower
from models.folded import fold
from models.loan import Loan
from models.reason import OverdueReason, ReasonBasis
from models.sentence import Details
from models.stage import Stage
from models.tone import toned
from models.user import User
from rules import fold as folding

if TYPE_CHECKING:
    from models.task import Task


@toned(amber="waiting", blue="open")
class CaseState(enum.StrEnum):
    """Waiting until something is overdue, open while anything is, closed when nothing is."""

    waiting = auto()
    open = auto()
    closed = auto()


class CaseEventKind(enum.StrEnum):
    """What happened to a case on a day."""

    opened = auto()
    reopened = auto()
    stage_raised = auto()
    stage_lowered = auto()
    closed = auto()


class Case(Archived, Record):
    """The work on one loan, for its whole life.

    `overdue_since` is the due date of the oldest instalment not fully paid: in the future while nothing is overdue,
    None when all is paid. Days past due are counted from it on read. `touched` asks the night to look again.
    """

    __table_args__ = (
        Index("ix_case_file_due", "state", "overdue_since", "archived_on", "loan_id"),
        Index("ix_case_file_action", "state", "next_action_on", "archived_on", "assignee_id"),
        Index("ix_case_file_next", "next_stage_on"),
        Index("ix_case_file_work", "assignee_id", "state", "next_action_on"),
        Index("ix_case_file_touched", "touched", sqlite_where=text("touched IS 1"), postgresql_where=text("touched")),
    )

    currency = Along("loan.currency")
    belongs_to = "case"

    loan_id: Mapped[int] = ref("loan", unique=True)
    borrower_id: Mapped[int] = ref("borrower")
    reference: Mapped[str] = mapped_column(unique=True)
    reference_key: Mapped[str | None] = fold("reference", folding.number)
    state: Mapped[CaseState] = mapped_column(default=CaseState.waiting)
    stage_id: Mapped[int | None] = ref("stage")
    assignee_id: Mapped[int | None] = ref("user", index=False)
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    overdue_since: Mapped[date | None]
    balance: Mapped[Decimal] = mapped_column(default=Decimal("0.00"), index=True)
    next_stage_on: Mapped[date | None]
    next_action_on: Mapped[date | None] = mapped_column(index=True)
    stage_reason: Mapped[Details] = mapped_column(default="")
    touched: Mapped[bool] = mapped_column(default=True)
    reason_id: Mapped[int | None] = ref("overdue_reason")
    reason_basis: Mapped[ReasonBasis | None]

    loan: Mapped[Loan] = relationship(backref="case_file")
    borrower: Mapped[Borrower] = relationship(backref="cases")
    stage: Mapped[Stage | None] = relationship()
    assignee: Mapped[User | None] = relationship()
    reason: Mapped[OverdueReason | None] = relationship()
    open_task: Mapped["Task | None"] = relationship(
        primaryjoin="and_(Task.case_id == Case.id, Task.done_at.is_(None))", viewonly=True, uselist=False
    )
    episodes: Mapped[list["Episode"]] = relationship(back_populates="case", order_by="Episode.opened_on")


class Episode(Record):
    """One opening of a case, until it is closed."""

    __table_args__ = (UniqueConstraint("case_id", "opened_on"),)

    currency = Along("case.loan.currency")

    case_id: Mapped[int] = ref("case", index=False)
    opened_on: Mapped[date]
    closed_on: Mapped[date | None] = mapped_column(index=True)
    overdue_amount: Mapped[Decimal]

    case: Mapped[Case] = relationship(back_populates="episodes")


class CaseHolder(Record):
    """Who held a case from a day until another, which is not included; a day belongs to who held it at its end.

    Where both are one day, it was given on before that day ended.
    """

    __table_args__ = (Index("ix_case_holder_case", "case_id", "since_on"),)

    case_id: Mapped[int] = ref("case", index=False)
    user_id: Mapped[int] = ref("user")
    since_on: Mapped[date]
    until_on: Mapped[date | None]

    case: Mapped[Case] = relationship()
    user: Mapped[User] = relationship()


class CaseStage(Record):
    """In which stage a case was from a day until another, which is not included; the same day where it went on at once.

    A closed case is in none. An open one is in exactly one, without a stage where its policy has none for it.
    """

    __table_args__ = (Index("ix_case_stage_case", "case_id", "since_on"),)

    case_id: Mapped[int] = ref("case", index=False)
    stage_id: Mapped[int | None] = ref("stage", index=False)
    since_on: Mapped[date]
    until_on: Mapped[date | None]

    case: Mapped[Case] = relationship()
    stage: Mapped[Stage | None] = relationship()


class CaseEvent(Record):
    """A change of a case's stage or state, with the sentence that explains it."""

    __table_args__ = (UniqueConstraint("case_id", "on", "kind", "stage_id"),)

    case_id: Mapped[int] = ref("case", index=False)
    on: Mapped[date]
    kind: Mapped[CaseEventKind]
    stage_id: Mapped[int | None] = ref("stage")
    from_stage_id: Mapped[int | None] = ref("stage", index=False)
    reason: Mapped[Details] = mapped_column(default="")

    case: Mapped[Case] = relationship(backref="events")
    stage: Mapped[Stage | None] = relationship(foreign_keys=stage_id)
    from_stage: Mapped[Stage | None] = relationship(foreign_keys=from_stage_id)
