"""What people ask about their own data: a copy, or that it goes; what was erased of whom, and the standing order."""

import enum
from datetime import date
from enum import auto
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import LongText, Record, only_one, ref
from models.borrower import Borrower
from models.document import Document
from models.tone import toned
from models.user import User


class DataRequestKind(enum.StrEnum):
    """What is asked for; an erasure is answered with a copy too, if wished."""

    access = auto()
    erasure = auto()


class IdentityCheck(enum.StrEnum):
    """How it was made sure that whoever asks is the person the data are about."""

    id_document = auto()
    known_number = auto()
    known_address = auto()
    authorised_agent = auto()


@toned(green="answered erased", amber="open", red="refused")
class DataRequestStatus(enum.StrEnum):
    """Where a request stands."""

    open = auto()
    answered = auto()
    erased = auto()
    refused = auto()
    withdrawn = auto()


class DataRequest(Record):
    """One request of a data subject: an answer is due on `due_on`; nothing leaves or goes before `identity` is known.

    `answer` is the copy that was handed out, `answer_digest` its SHA-256, which stays when the copy is erased.
    """

    __table_args__ = (only_one("data_request", "borrower_id, kind", "status = 'open'"),)

    belongs_to = "borrower"

    borrower_id: Mapped[int] = ref("borrower")
    kind: Mapped[DataRequestKind]
    said: Mapped[LongText] = mapped_column(default="")
    identity: Mapped[IdentityCheck | None]
    identity_by_id: Mapped[int | None] = ref("user", index=False)
    asked_on: Mapped[date] = mapped_column(index=True)
    due_on: Mapped[date] = mapped_column(index=True)
    taken_by_id: Mapped[int | None] = ref("user", index=False)
    status: Mapped[DataRequestStatus] = mapped_column(default=DataRequestStatus.open, index=True)
    answer_id: Mapped[int | None] = ref("document", index=False)
    answer_digest: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]
    decided_by_id: Mapped[int | None] = ref("user", index=False)
    decided_on: Mapped[date | None]
    outcome: Mapped[LongText] = mapped_column(default="")

    borrower: Mapped[Borrower] = relationship(backref="data_requests")
    identity_by: Mapped[User | None] = relationship(foreign_keys=[identity_by_id])
    taken_by: Mapped[User | None] = relationship(foreign_keys=[taken_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    answer: Mapped[Document | None] = relationship()


class Erasure(Record):
    """What was taken away of a borrower for good: no value of it stands here, only what, how many rows, and why.

    `parts` are names of `rules.law.retention.Part`, `counts` rows by record, `kept` what the law keeps, with its last
    day and source. `mark` names the erasure in the list outside the backup; `files` are left to remove by their names.
    While `unsealed`, entries of the audit trail still hold values until the chain has sealed them.
    """

    belongs_to = "borrower"

    borrower_id: Mapped[int] = ref("borrower")
    request_id: Mapped[int | None] = ref("data_request")
    erased_on: Mapped[date] = mapped_column(index=True)
    parts: Mapped[list[Any]] = mapped_column(default=list)
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    kept: Mapped[dict[str, Any]] = mapped_column(default=dict)
    mark: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str]
    files: Mapped[list[Any]] = mapped_column(default=list)
    rows: Mapped[dict[str, Any]] = mapped_column(default=dict)
    entry_count: Mapped[int] = mapped_column(default=0)
    unsealed: Mapped[bool] = mapped_column(default=False, index=True)
    user_id: Mapped[int | None] = ref("user", index=False)

    borrower: Mapped[Borrower] = relationship(backref="erasures")
    request: Mapped[DataRequest | None] = relationship(backref="erasures")
    user: Mapped[User | None] = relationship()


@toned(green="in_force", amber="asked_for")
class OrderStatus(enum.StrEnum):
    """Where a standing order is; one in force is followed by every night."""

    asked_for = auto()
    in_force = auto()
    ended = auto()


class RetentionOrder(Record):
    """That the night erases what nobody may keep any longer: asked for by one person, put in force by another.

    `found` is what the dry run told when it was asked for: borrowers by licence and part.
    """

    asked_on: Mapped[date] = mapped_column(index=True)
    asked_by_id: Mapped[int | None] = ref("user", index=False)
    found: Mapped[dict[str, Any]] = mapped_column(default=dict)
    status: Mapped[OrderStatus] = mapped_column(default=OrderStatus.asked_for, index=True)
    decided_on: Mapped[date | None]
    decided_by_id: Mapped[int | None] = ref("user", index=False)
    ended_on: Mapped[date | None]

    asked_by: Mapped[User | None] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
