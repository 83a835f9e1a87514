"""How rows get into a database in bulk: executemany on SQLite, COPY on PostgreSQL."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, LargeBinary, Table, text
from sqlalchemy.engine import Connection, Engine

from models.base import db
from models.sealed import Sealed
from models.sentence import DetailsType

Columns = Sequence[Sequence[Any]]
PRAGMAS = ("journal_mode=OFF", "foreign_keys=OFF", "synchronous=OFF", "cache_size=-262144", "temp_store=MEMORY")
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
NULL = "\\N"


class Sqlite:
    """Rows as the driver takes them."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def quoted(self, text: str) -> str:
        """A part of a text as it is written."""
        return text

    def numbers(self, values: list[int | None]) -> list[Any]:
        """Whole numbers as they are written."""
        return values

    def bound(self, column: Column[Any], values: Iterable[Any]) -> list[Any]:
        """Values of a column as they are written."""
        return _bound(column, values, self.engine)

    def write(self, connection: Any, table: Table, names: Sequence[str], parts: Iterable[Columns]) -> None:
        """Write columns, part by part."""
        places = ", ".join("?" * len(names))
        statement = f'INSERT INTO "{table.name}" ({_listed(names)}) VALUES ({places})'
        for columns in parts:
            connection.executemany(statement, zip(*columns, strict=True))

    @contextmanager
    def opened(self) -> Iterator[Any]:
        """A connection for one large transaction that looks at no foreign key."""
        self.engine.dispose()
        raw = self.engine.raw_connection()
        connection: Any = raw.driver_connection
        try:
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode=WAL")
        finally:
            raw.invalidate()  # Nobody else gets a connection that looks at no foreign key.

    def finish(self) -> None:
        """Nothing is left to do: ids follow the highest one."""


class Postgres:
    """Rows as text, for COPY."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def quoted(self, text: str) -> str:
        """A part of a text as it is written."""
        return text.translate(ESCAPES)

    def numbers(self, values: list[int | None]) -> list[Any]:
        """Whole numbers as they are written."""
        return [NULL if value is None else str(value) for value in values]

    def bound(self, column: Column[Any], values: Iterable[Any]) -> list[Any]:
        """Values of a column as they are written."""
        return [self._said(value) for value in _bound(column, values, self.engine)]

    def _said(self, value: Any) -> str:
        if value is None:
            return NULL
        if isinstance(value, bool):
            return "t" if value else "f"
        if isinstance(value, bytes):
            return f"\\\\x{value.hex()}"
        return value.isoformat() if isinstance(value, date | datetime) else self.quoted(str(value))

    def write(self, connection: Any, table: Table, names: Sequence[str], parts: Iterable[Columns]) -> None:
        """Write columns, part by part."""
        with connection.cursor().copy(f'COPY "{table.name}" ({_listed(names)}) FROM STDIN') as copy:
            for columns in parts:
                lines = "\n".join(map("\t".join, zip(*columns, strict=True)))
                if lines:
                    copy.write(lines + "\n")

    @contextmanager
    def opened(self) -> Iterator[Any]:
        """A connection for one large transaction that looks at no foreign key; needs a superuser."""
        with self.engine.connect() as outer:
            connection: Any = outer.connection.driver_connection
            connection.execute("SET LOCAL session_replication_role = replica")
            yield connection
            connection.commit()

    def finish(self) -> None:
        """Let the next ids follow the highest ones, and the planner know the tables."""
        with self.engine.begin() as connection:
            for table in _numbered():
                last = f"(SELECT coalesce(max(id), 1) FROM {table.name})"
                connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), {last})"))
            connection.execute(text("ANALYZE"))


def of(engine: Engine) -> Sqlite | Postgres:
    """The way of a database."""
    return Sqlite(engine) if engine.dialect.name == "sqlite" else Postgres(engine)


@contextmanager
def without_indexes(engine: Engine) -> Iterator[None]:
    """Let rows in without their indexes, which are made at the end in one go."""
    indexes = [index for table in db.metadata.sorted_tables for index in sorted(table.indexes, key=_name)]
    with engine.begin() as connection:
        _each(indexes, connection, Index.drop)
    yield
    with engine.begin() as connection:
        _each(indexes, connection, Index.create)


def _each(indexes: Iterable[Index], connection: Connection, do: Callable[[Index, Connection], None]) -> None:
    for index in indexes:
        do(index, connection)


def _name(index: Index) -> str:
    return str(index.name)


def _numbered() -> list[Table]:
    return [table for table in db.metadata.sorted_tables if "id" in table.c]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _bound(column: Column[Any], values: Iterable[Any], engine: Engine) -> list[Any]:
    """Values as the column's type hands them to the driver; sealed ones come sealed already."""
    if isinstance(column.type, JSON | DetailsType):
        keep = column.type.process_bind_param if isinstance(column.type, DetailsType) else lambda value, dialect: value
        return [None if value is None else json.dumps(keep(value, engine.dialect)) for value in values]
    if isinstance(column.type, Sealed | LargeBinary):
        return list(values)
    bind = column.type.dialect_impl(engine.dialect).bind_processor(engine.dialect)
    return [bind(value) for value in values] if bind else list(values)
