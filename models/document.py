"""Documents: what a borrower or partner handed over, kept as it came, outside the database."""

import enum
from enum import auto

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Record


class DocumentKind(enum.StrEnum):
    """What a kept file really is, by its content."""

    pdf = auto()
    png = auto()
    jpeg = auto()


class Document(Record):
    """One file under the SHA-256 of its content; the same content twice is one file with two rows."""

    digest: Mapped[str] = mapped_column(index=True)
    kind: Mapped[DocumentKind]
    name: Mapped[str]
    byte_count: Mapped[int]
