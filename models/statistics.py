"""Statistics of the database: how few rows each index leaves, so that a query takes the one that leaves fewest."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, func, inspect, select, text

from models.base import db

FEW = 1000
"""Below so many rows any plan will do."""
LIMIT = 1000
"""SQLite looks at so many entries of an index."""
GROWN = text(
    "SELECT relname FROM pg_stat_user_tables WHERE relname = ANY(:names) AND n_mod_since_analyze >= :few"
    " AND n_mod_since_analyze > n_live_tup / 10 ORDER BY relname"
)


def gather() -> list[str]:
    """Look again at the tables that grew, in a transaction of its own; gives their names. Again does nothing."""
    db.session.rollback()
    with db.engine.execution_options(writes=True).begin() as connection:
        found = sorted(db.metadata.tables)
        grown = _doubled(connection, found) if connection.dialect.name == "sqlite" else _changed(connection, found)
        if grown:
            _look(connection, grown)
    return grown


def _doubled(connection: Connection, names: Iterable[str]) -> list[str]:
    """The tables of SQLite with at least twice the rows that its statistics know of."""
    known: dict[str, int] = {}
    if inspect(connection).has_table("sqlite_stat1"):
        for name, told in connection.execute(text("SELECT tbl, stat FROM sqlite_stat1")):
            known[name] = max(known.get(name, 0), int(told.split()[0]))
    rows = ((name, _highest(connection, name)) for name in names)
    return [name for name, count in rows if count >= max(FEW, 2 * known.get(name, 0))]


def _highest(connection: Connection, name: str) -> int:
    columns: Any = db.metadata.tables[name].c
    return connection.scalar(select(func.max(columns.id))) or 0 if "id" in columns else 0


def _changed(connection: Connection, names: Sequence[str]) -> list[str]:
    return list(connection.scalars(GROWN, {"names": names, "few": FEW}))


def _look(connection: Connection, names: Iterable[str]) -> None:
    """SQLite looks at all tables: it takes one that it knows nothing of to be large."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA analysis_limit={LIMIT}")
        connection.exec_driver_sql("ANALYZE")
    else:
        connection.exec_driver_sql("ANALYZE " + ", ".join(names))
