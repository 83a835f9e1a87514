"""Moves: what points at one row points at another one from then on, and back; each move is told.

The columns are found by the tables themselves, so that a new one cannot be forgotten.
"""

import enum
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Table, UniqueConstraint, select, text, true

from models import db
from services import bulk

STAYS = {
    ("borrower_word", "borrower_id"): "the words of a name belong to who bears it",
    ("duplicate", "first_id"): "the pair itself",
    ("duplicate", "second_id"): "the pair itself",
    ("duplicate", "kept_id"): "the pair itself",
    ("case_arm", "borrower_id"): "the number for which chance drew",
    ("erasure", "borrower_id"): "nobody of whom data were erased is merged",
}
"""Columns that go on pointing at whom they point at, and why."""
Told = list[list[Any]]
"""What moved, as JSON keeps it: of a table a column, from where, to where, and the ids of the rows."""


def columns_at(table: Table) -> Iterator[Column[Any]]:
    """Every column of any table that points at a table and goes along when its rows are merged."""
    for other in db.metadata.sorted_tables:
        for column in other.columns:
            points = any(key.column.table is table for key in column.foreign_keys)
            if points and (other.name, column.name) not in STAYS:
                yield column


def all_of(table: Table, lost: int, kept: int) -> Told:
    """Let everything that points at the lost row point at the kept one, but for what would stand there twice."""
    found = (_move(column, lost, kept, _twice(column, lost, kept)) for column in columns_at(table))
    return [each for each in found if each[-1]]


def twins(table: Table, owner: str, keys: Sequence[str], lost: int, kept: int) -> dict[int, int]:
    """Of the rows of a lost owner those that a kept one has too, by the same keys, each with its twin."""
    columns = [table.c[key] for key in keys]
    of = {tuple(row[1:]): row[0] for row in _rows(table, columns, table.c[owner] == kept)}
    return {row[0]: of[key] for row in _rows(table, columns, table.c[owner] == lost) if (key := tuple(row[1:])) in of}


def back(told: Told) -> None:
    """Let everything that moved point again where it pointed, as far as it is still there."""
    for name, column, lost, kept, ids in reversed(told):
        table = db.metadata.tables[name]
        _set(table.c[column], ids, lost, table.c[column] == kept)


def changed(table: Table, id: int, values: dict[str, Any]) -> Told:
    """Give a row values; what each was before."""
    told: Told = []
    for name, value in values.items():
        before = db.session.scalar(select(table.c[name]).where(table.c.id == id))
        if before != value:
            _set(table.c[name], [id], value, true())
            told.append([table.name, name, id, plain(before), plain(value)])
    return told


def restored(told: Told) -> None:
    """Give values back that are still as they were set."""
    for name, column, id, before, after in reversed(told):
        cell = db.metadata.tables[name].c[column]
        now = db.session.scalar(select(cell).where(cell.table.c.id == id))
        if plain(now) == after:
            _set(cell, [id], _typed(cell, before), true())


def _twice(column: Column[Any], lost: int, kept: int) -> set[int]:
    """The rows of the lost one that a unique key forbids beside those of the kept one: they stay where they are."""
    found: set[int] = set()
    for names, where in _uniques(column.table):
        if column.name in names:
            others = [column.table.c[name] for name in names if name != column.name]
            taken = {tuple(row[1:]) for row in _rows(column.table, others, (column == kept) & where)}
            mine = _rows(column.table, others, (column == lost) & where)
            found |= {row[0] for row in mine if None not in row and tuple(row[1:]) in taken}
    return found


def _uniques(table: Any) -> Iterator[tuple[list[str], Any]]:
    """The unique keys of a table: their columns, and the condition under which they hold."""
    for each in table.constraints:
        if isinstance(each, UniqueConstraint):
            yield [column.name for column in each.columns], true()
    for index in table.indexes:
        if index.unique:
            where = index.dialect_options["sqlite"]["where"]
            yield [column.name for column in index.columns], true() if where is None else text(str(where))


def _move(column: Column[Any], lost: int, kept: int, staying: set[int]) -> list[Any]:
    ids = [row[0] for row in _rows(column.table, [], column == lost) if row[0] not in staying]
    _set(column, ids, kept, true())
    return [column.table.name, column.name, lost, kept, ids]


def _rows(table: Any, columns: Iterable[Any], where: Any) -> list[Any]:
    return list(db.session.execute(select(table.c.id, *columns).where(where).order_by(table.c.id)).all())


def _set(column: Column[Any], ids: Sequence[int], value: Any, where: Any) -> None:
    """Past the session and its checks: what a row says stays, only whose it is or how it stands changes."""
    table: Any = column.table
    for piece in bulk.chunks(ids):
        named = table.update().where(table.c.id.in_(piece), where)
        db.session.execute(named.values({column.name: value, "version": table.c.version + 1}))


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, enum.Enum):
        return value.name
    return value.isoformat() if isinstance(value, date | datetime) else value


def _typed(column: Column[Any], value: Any) -> Any:
    """A value that JSON kept, as its column takes it."""
    if value is None or not isinstance(value, str):
        return value
    kind = column.type.python_type
    if issubclass(kind, enum.Enum):
        return kind[value]
    return kind.fromisoformat(value) if issubclass(kind, date) else value
