"""How the database answers a work: how many statements, and which growing tables it walks through from end to end."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import event

from bench.kit import watch
from models import db

SETTLED = watch.SETTLED | {"bank_file", "import_batch", "job_run"}
"""Tables of the house, which stay small however many cases there are."""
SCAN = re.compile(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?")
WIDE = re.compile(r"SEARCH (case_file|reminder)(?:_\d+)? .*\(stat(?:e|us)=\?\)$")
MOST = {"case_file": "open", "reminder": "sent"}
"""Every open case or sent message is as much as the whole table."""
READS = ("SELECT", "WITH", "UPDATE", "DELETE")


class Seen(NamedTuple):
    """What a work asked of the database."""

    statements: int
    walked: list[str]


@contextmanager
def watched() -> Iterator[list[tuple[str, Any]]]:
    """Collect the statements that reach the database."""
    found: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        found.append((statement, parameters[0] if many else parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def seen(asked: list[tuple[str, Any]]) -> Seen:
    """Count statements, and name the tables that SQLite would walk through; it needs no rows for that."""
    plain = {statement: given for statement, given in asked if statement.lstrip().startswith(READS)}
    walked = {name for statement, given in plain.items() for name in tables_walked(statement, given)}
    return Seen(len(asked), sorted(walked))


def tables_walked(statement: str, given: Any) -> Iterator[str]:
    """The growing tables that a statement reads from end to end, or by nothing but a state that most rows have."""
    with db.engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given).all()
    for *_, line in plan:
        wide = WIDE.match(line)
        if wide and MOST[wide[1]] in given:
            yield wide[1]
        elif (scan := SCAN.match(line)) and scan[2] not in partial():
            name = scan[1] if scan[1] in db.metadata.tables else re.sub(r"_\d+$", "", scan[1])
            if name in db.metadata.tables and name not in SETTLED:
                yield name


def partial() -> set[str]:
    """The indexes over what waits: few rows, however large the table."""
    found = (index for table in db.metadata.tables.values() for index in table.indexes)
    where = ((str(index.name), index.dialect_options["sqlite"]["where"]) for index in found)
    return {name for name, text in where if text is not None and not str(text).endswith("IS NOT NULL")}


def forget() -> None:
    """Let SQLite know nothing of its tables, as after their making."""
    db.session.rollback()
    if db.engine.dialect.name == "sqlite":
        with db.engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE IF EXISTS sqlite_stat1")
        db.engine.dispose()  # A connection remembers what it read.
