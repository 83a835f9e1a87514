"""Set-based statements: what the night writes past the session, in few round trips."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Table, bindparam, func, select, update
from sqlalchemy import insert as sql_insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm.util import identity_key

from models import db
from models.audit import AuditAction
from models.base import Record
from models.folded import beside, folded_values
from models.sealed import index_values
from services import audit

Row = dict[str, Any]
T = TypeVar("T")
SIZE = 2000


def chunks(ids: Sequence[T], size: int = SIZE) -> Iterator[Sequence[T]]:
    """Cut a list, mostly of ids, into pieces that one transaction works on."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def insert(model: type[Record], rows: Sequence[Row], keep: Iterable[str] = ()) -> None:
    """Insert rows; those that break a unique key are left out, or get the columns of `keep` set."""
    if not rows:
        return
    make: Any = sqlite.insert if db.session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = make(model.__table__)
    names = tuple(keep)
    if names:
        key = next(tuple(c.name for c in each.columns) for each in _uniques(model))
        statement = statement.on_conflict_do_update(
            index_elements=key, set_={name: statement.excluded[name] for name in names}
        )
    else:
        statement = statement.on_conflict_do_nothing()
    db.session.execute(statement, [{**row, **folded_values(model, row)} for row in rows])
    audit.batch(AuditAction.created, model, rows)


def add(model: type[Record], rows: Sequence[Row]) -> list[int]:
    """Insert rows that all name the same columns, what is kept beside them included; gives their ids in that order."""
    if not rows:
        return []
    ids = next_ids(model, len(rows))
    given = [
        {"id": id, **row, **index_values(model, row), **folded_values(model, row)}
        for id, row in zip(ids, rows, strict=True)
    ]
    db.session.execute(sql_insert(model.__table__), given)  # type: ignore[arg-type]
    if found := beside(model):
        table, rows_of = found
        if more := [each for row in given for each in rows_of(row)]:
            db.session.execute(sql_insert(table), more)
    audit.batch(AuditAction.created, model, given)
    return ids


def next_ids(model: type[Record], count: int) -> list[int]:
    """Take the next ids of a table; on SQLite a writer is alone, so that they follow the highest one."""
    table: Any = model.__table__
    if db.session.get_bind().dialect.name == "sqlite":
        highest = db.session.scalar(select(func.max(table.c.id))) or 0
        return list(range(highest + 1, highest + count + 1))
    sequence = func.nextval(func.pg_get_serial_sequence(table.name, "id"))
    return list(db.session.scalars(select(sequence).select_from(func.generate_series(1, count))))


def drop(model: type[Record], ids: Sequence[int]) -> None:
    """Delete rows by id, past the session; what points at them must be gone."""
    for piece in chunks(ids):
        table: Any = model.__table__
        db.session.execute(table.delete().where(table.c.id.in_(piece)))
        audit.batch(AuditAction.deleted, model, piece)


def change(model: type[Record], rows: Sequence[Row]) -> None:
    """Update rows by `id`, each with the same columns, and count their version up."""
    if not rows:
        return
    table: Table = model.__table__  # type: ignore[assignment]
    names = [name for name in rows[0] if name != "id"]
    values = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in names}
    statement = update(table).where(table.c.id == bindparam("row_id")).values(version=table.c.version + 1, **values)
    given = [{"row_id": row["id"], **{f"new_{name}": row[name] for name in names}} for row in rows]
    db.session.connection().execute(statement, given)
    audit.batch(AuditAction.changed, model, rows)
    forget(model, [row["id"] for row in rows])


def forget(model: type[Record], ids: Iterable[int]) -> None:
    """Let rows that the session holds be read anew, after a statement went past it."""
    for row_id in ids:
        held = db.session.identity_map.get(identity_key(model, row_id))
        if held is not None:
            db.session.expire(held)


def _uniques(model: type[Record]) -> Iterator[Any]:
    table: Table = model.__table__  # type: ignore[assignment]
    return (each for each in table.constraints if type(each).__name__ == "UniqueConstraint")
