"""Configurations: files of the set-up that were brought, what each would change, and what landed as one batch."""

import enum
from datetime import datetime
from enum import auto
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Record, ref
from models.strategy import StrategyVersion
from models.tone import toned
from models.user import User


@toned(green="landed", amber="checked", red="undone")
class ConfigurationState(enum.StrEnum):
    """Where a configuration stands: checked and shown, landed, taken back, or put away."""

    checked = auto()
    landed = auto()
    undone = auto()
    dropped = auto()


class Configuration(Record):
    """One file of the set-up. `content` holds its text, what it changes, and the set-up before it landed.

    What lives in versions of the strategy went into the draft `strategy_version`, where the house is in use.
    """

    file_name: Mapped[str]
    state: Mapped[ConfigurationState] = mapped_column(default=ConfigurationState.checked)
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    taken_out: Mapped[int] = mapped_column(default=0)
    content: Mapped[dict[str, Any]] = mapped_column(default=dict, deferred=True)
    brought_at: Mapped[datetime] = mapped_column(index=True)
    brought_by_id: Mapped[int | None] = ref("user", index=False)
    landed_at: Mapped[datetime | None]
    landed_by_id: Mapped[int | None] = ref("user", index=False)
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = ref("user", index=False)
    strategy_version_id: Mapped[int | None] = ref("strategy_version")

    brought_by: Mapped[User | None] = relationship(foreign_keys=[brought_by_id])
    landed_by: Mapped[User | None] = relationship(foreign_keys=[landed_by_id])
    undone_by: Mapped[User | None] = relationship(foreign_keys=[undone_by_id])
    strategy_version: Mapped[StrategyVersion | None] = relationship()

    def __str__(self) -> str:
        return self.file_name
