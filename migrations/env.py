"""How the schema follows the models: one transaction a migration, one process at a time, on SQLite and PostgreSQL."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection, Enum, TypeDecorator, text

LOCK = 0x434F4E43
PATIENCE = 600_000
"""Milliseconds in which the program that upgrades first is waited for."""


def type_in_a_file(kind: str, thing: Any, autogen: Any) -> str | bool:
    """Write a type of ours as the plain column it is, so that a migration never changes when our code does."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl!r}"
    if kind == "type" and isinstance(thing, Enum):
        return f"sa.String(length={thing.length})"
    return False


def nothing_to_do(revision_context: Any, revision: Any, directives: list[Any]) -> None:
    """Write no file when the models have not changed."""
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []
        print("The models have not changed: there is nothing to migrate.")  # noqa: T201


def lock(connection: Connection) -> None:
    """Let a second process wait until this one is done; SQLite waits by its write lock."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))


def migrate(connection: Connection) -> None:
    """Run what was asked for, all or nothing."""
    with connection.begin():
        lock(connection)
        context.configure(
            connection=connection,
            target_metadata=current_app.extensions["migrate"].db.metadata,
            render_item=type_in_a_file,
            process_revision_directives=nothing_to_do,
            render_as_batch=True,
            compare_type=True,
            transactional_ddl=True,
        )
        context.run_migrations()


def run() -> None:
    """Open a connection, on SQLite without the foreign keys that rebuilding a table would trip over."""
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect().execution_options(writes=True) as connection:
        raw = connection.connection.driver_connection
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            raw.execute("PRAGMA foreign_keys=OFF")
            raw.execute(f"PRAGMA busy_timeout={PATIENCE}")
        try:
            migrate(connection)
            if sqlite and raw.execute("PRAGMA foreign_key_check").fetchone():
                raise SystemExit("After the migration some rows point at nothing; restore the backup.")
        finally:
            if sqlite:
                raw.execute("PRAGMA foreign_keys=ON")


run()
