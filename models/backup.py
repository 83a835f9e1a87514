"""Backups: when each was made, how large it is, and whether it was read again."""

import enum
from datetime import datetime
from enum import auto

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Record
from models.sentence import Said
from models.tone import toned


@toned(green="good", amber="running", red="failed")
class BackupStatus(enum.StrEnum):
    """What came of a backup; a good one was opened again with the keys, and read to its end."""

    running = auto()
    good = auto()
    failed = auto()


class Backup(Record):
    """One backup of the whole book; `digest` is that of the database in it, `head` the last link of the audit trail."""

    started_at: Mapped[datetime] = mapped_column(index=True)
    finished_at: Mapped[datetime | None]
    status: Mapped[BackupStatus] = mapped_column(default=BackupStatus.running)
    file_name: Mapped[str]
    byte_count: Mapped[int] = mapped_column(BigInteger, default=0)
    document_count: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str] = mapped_column(default="")
    head: Mapped[str] = mapped_column(default="")
    problem: Mapped[Said] = mapped_column(default="")

    def __str__(self) -> str:
        return self.file_name
