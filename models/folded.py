"""Folded columns: a text as it is compared, kept beside it, so that spelling does not decide whom it means."""

from collections.abc import Callable
from functools import cache
from typing import Any, cast

from sqlalchemy import String, Table, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from models.base import Record

Folded = String().with_variant(String(collation="C"), "postgresql")
"""Folded text in the order of its signs, on both databases: what begins alike stands together."""
Beside = tuple[Table, Callable[[dict[str, Any]], list[dict[str, Any]]]]
_BESIDE: dict[type[Record], Beside] = {}


def fold(of: str, how: Callable[[str], str]) -> Mapped[str | None]:
    """The column `of` as `how` folds it, kept by itself, indexed."""
    info = {"fold_of": of, "fold": how}
    return cast(Mapped[str | None], mapped_column(Folded, nullable=True, index=True, info=info))


def folded_values(model: type[Record], values: dict[str, Any]) -> dict[str, str]:
    """The folded columns that belong to column values, for inserts and updates that bypass the session."""
    return {key: how(values[of] or "") for key, of, how in _folded(model.__mapper__) if of in values}


def keep_beside(model: type[Record], table: Table, rows: Callable[[dict[str, Any]], list[dict[str, Any]]]) -> None:
    """Say that each row of a model, by its values, has rows of a table beside it."""
    _BESIDE[model] = (table, rows)


def beside(model: type[Record]) -> Beside | None:
    """What stands beside the rows of a model."""
    return _BESIDE.get(model)


def key_of(model: type[Record], name: str) -> tuple[str, Callable[[str], str]] | None:
    """The folded column that belongs to a column, and how a text is folded for it."""
    return next(((key, how) for key, of, how in _folded(model.__mapper__) if of == name), None)


@event.listens_for(Record, "before_insert", propagate=True)
@event.listens_for(Record, "before_update", propagate=True)
def keep_folded(mapper: Mapper[Any], connection: Any, row: Record) -> None:
    """Set every folded column of a row from its text."""
    for key, of, how in _folded(mapper):
        setattr(row, key, how(getattr(row, of) or ""))


@cache
def _folded(mapper: Mapper[Any]) -> tuple[tuple[str, str, Callable[[str], str]], ...]:
    columns = (column for column in mapper.columns if "fold_of" in column.info)
    return tuple((column.key, column.info["fold_of"], column.info["fold"]) for column in columns)
