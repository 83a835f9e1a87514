"""Statistics of the database: how few rows each index leaves, so that a query takes the one that leaves fewest."""

from collections.abc import Iterable, Sequence
from functools import cache

from sqlalchemy import Connection, TextClause, inspect, text

from models.base import db

FEW = 1000
"""Below so many rows any plan will do."""
LIMIT = 1000
"""SQLite looks at so many entries of an index."""
CHANGED = text(
    "SELECT relname, n_mod_since_analyze >= :few AND n_mod_since_analyze > n_live_tup / 10 FROM pg_stat_user_tables"
    " WHERE relname = ANY(:names) AND greatest(n_mod_since_analyze, n_dead_tup + n_ins_since_vacuum) >= :few"
    " ORDER BY relname"
)
"""The tables of PostgreSQL in which many rows changed, and whether they are so many that its statistics are stale."""


def gather() -> list[str]:
    """Look again at the tables that grew, in a transaction of its own; gives their names. Again does nothing.

    PostgreSQL is also told which of their pages everybody may see, without which no index answers alone.
    """
    db.session.rollback()
    found = sorted(db.metadata.tables)
    if db.engine.dialect.name != "sqlite":
        return _vacuumed(found)
    with db.engine.execution_options(writes=True).begin() as connection:
        grown = _doubled(connection, found)
        if grown:
            _look(connection)
    return grown


def _vacuumed(names: Sequence[str]) -> list[str]:
    """No transaction can hold a VACUUM; a table that somebody else is at is left to them."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        rows = connection.execute(CHANGED, {"names": names, "few": FEW}).all()
        for stale, options in ((True, "ANALYZE, SKIP_LOCKED"), (False, "SKIP_LOCKED")):
            if tables := [name for name, is_stale in rows if is_stale == stale]:
                connection.exec_driver_sql(f"VACUUM ({options}) {', '.join(tables)}")
    return [name for name, _ in rows]


def _doubled(connection: Connection, names: Iterable[str]) -> list[str]:
    """The tables of SQLite with at least twice the rows that its statistics know of."""
    known: dict[str, int] = {}
    if inspect(connection).has_table("sqlite_stat1"):
        for name, told in connection.execute(text("SELECT tbl, stat FROM sqlite_stat1")):
            known[name] = max(known.get(name, 0), int(told.split()[0]))
    numbered = [name for name in names if "id" in db.metadata.tables[name].c]
    rows = connection.execute(_highest(tuple(numbered)))
    return [name for name, count in rows if count >= max(FEW, 2 * known.get(name, 0))]


@cache
def _highest(names: Sequence[str]) -> TextClause:
    """The question how far each table is numbered, in one statement."""
    return text(" UNION ALL ".join(f"SELECT '{name}', coalesce(max(id), 0) FROM {name}" for name in names))  # noqa: S608 - our own names


def _look(connection: Connection) -> None:
    """SQLite looks at all tables: it takes one that it knows nothing of to be large."""
    connection.exec_driver_sql(f"PRAGMA analysis_limit={LIMIT}")
    connection.exec_driver_sql("ANALYZE")
