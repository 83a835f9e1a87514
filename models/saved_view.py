"""How people keep lists: each their own columns, and views under a name for themselves, a role or everybody."""

import enum
from enum import auto
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Record, ref
from models.user import User
from rules.access import Role


class Audience(enum.StrEnum):
    """Whom a view is offered to."""

    me = auto()
    role = auto()
    everybody = auto()


class SavedView(Record):
    """A list as somebody keeps it: what it is narrowed and sorted by, its columns in their order, rows a page.

    The one without a name is how its owner sees the list while no view is chosen; it narrows nothing. `asked` holds
    pairs of the list's address. `opens` says that the list begins with it; `place` is its place among the chips.
    """

    __table_args__ = (UniqueConstraint("noun", "owner_id", "name"),)

    noun: Mapped[str]
    owner_id: Mapped[int] = ref("user")
    name: Mapped[str] = mapped_column(default="")
    audience: Mapped[Audience] = mapped_column(default=Audience.me)
    role: Mapped[Role | None]
    asked: Mapped[list[Any]] = mapped_column(default=list)
    shown: Mapped[list[Any]] = mapped_column(default=list)
    size: Mapped[int | None]
    opens: Mapped[bool] = mapped_column(default=False)
    place: Mapped[int] = mapped_column(default=0)

    owner: Mapped[User] = relationship()
