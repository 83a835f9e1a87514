"""Import batches and what each did, row by row, so that a batch can be undone."""

import enum
from datetime import date, datetime
from enum import auto
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Record, ref
from models.lender import Lender
from models.portfolio import Portfolio
from models.sentence import Details
from models.tone import toned
from models.user import User


@toned(green="done", amber="running")
class BatchStatus(enum.StrEnum):
    """How far an import came; a running one that was cut off is finished by running it again."""

    running = auto()
    done = auto()
    undone = auto()


@toned(green="created", red="rejected", blue="revised")
class RowOutcome(enum.StrEnum):
    """What an import did with a row; a revision changed values of a record that was there."""

    created = auto()
    revised = auto()
    rejected = auto()


class ImportBatch(Record):
    """One file taken into one portfolio."""

    portfolio_id: Mapped[int] = ref("portfolio")
    file_name: Mapped[str]
    file_hash: Mapped[str] = mapped_column(index=True)
    encoding: Mapped[str] = mapped_column(default="")
    as_of: Mapped[date]
    status: Mapped[BatchStatus] = mapped_column(default=BatchStatus.running)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    rows_done: Mapped[int] = mapped_column(default=0)
    counts: Mapped[Details] = mapped_column(default=dict)
    user_id: Mapped[int | None] = ref("user")

    portfolio: Mapped[Portfolio] = relationship()
    user: Mapped[User | None] = relationship()

    def __str__(self) -> str:
        return self.file_name


class ImportRow(Record):
    """A row that made, revised or was refused: the record's table and id, the values before, or the sentence why not.

    Sealed values never stand here: only the id of the row that holds them.
    """

    __table_args__ = (
        Index("ix_import_row_batch", "batch_id", "row_no"),
        Index("ix_import_row_record", "record", "record_id"),
    )

    batch_id: Mapped[int] = ref("import_batch", index=False)
    row_no: Mapped[int]
    sheet: Mapped[str] = mapped_column(default="")
    outcome: Mapped[RowOutcome]
    record: Mapped[str] = mapped_column(default="")
    record_id: Mapped[int | None]
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)
    column: Mapped[str] = mapped_column(default="")
    problem: Mapped[Details] = mapped_column(default=dict)

    batch: Mapped[ImportBatch] = relationship(backref="rows")


class ImportMapping(Record):
    """What a person chose for the columns of a lender's table layout: header -> field, empty for a left-out one.

    `day_order` is the order of day and month in it, where a person had to say that.
    """

    __table_args__ = (UniqueConstraint("lender_id", "layout"),)

    lender_id: Mapped[int] = ref("lender", index=False)
    layout: Mapped[str]
    columns: Mapped[dict[str, Any]] = mapped_column(default=dict)
    day_order: Mapped[str] = mapped_column(default="")

    lender: Mapped[Lender] = relationship()
