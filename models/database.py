"""The connection to SQLite or PostgreSQL, set up the same way everywhere."""

from typing import Any

from flask import Flask, current_app
from sqlalchemy import Engine, event

from models.base import db

PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000", "foreign_keys=ON", "cache_size=-4096")
"""The page cache is each connection's own, in KiB; the system keeps the file's pages once for all of them."""


def init_app(app: Flask) -> None:
    """Bind the database to the application and prepare each new connection."""
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            prepare_sqlite(db.engine)


def prepare_sqlite(engine: Engine) -> None:
    """Set the pragmas of every connection, and take the write lock when a transaction begins with a write."""

    @event.listens_for(engine, "connect")
    def connect(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        options = connection.get_execution_options()
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


def begin_writing() -> None:
    """Begin the session's transaction as a writer, so that it waits for its turn instead of failing half-way."""
    db.session.connection(execution_options={"writes": True})


NEWER = "This database was made by a newer release of Concord: install that release, or restore an older backup."


def upgrade() -> None:
    """Bring the schema of the database up to this program's; a newer one is refused with a sentence."""
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from flask_migrate import upgrade as migrate

    scripts = ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config())
    with db.engine.connect() as connection:
        present = MigrationContext.configure(connection).get_current_revision()
    if present == scripts.get_current_head():
        return
    if present and present not in {script.revision for script in scripts.walk_revisions()}:
        raise SystemExit(NEWER)
    migrate()
