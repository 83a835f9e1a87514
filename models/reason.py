"""Why borrowers are overdue: a closed list, recorded with who says so."""

import enum
from enum import auto

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Archived, Named, Record


class ReasonBasis(enum.StrEnum):
    """Whether the borrower gave the reason or a collector inferred it."""

    said = auto()
    inferred = auto()


class OverdueReason(Named, Archived, Record):
    """One reason for being overdue."""

    code: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(default=0)
