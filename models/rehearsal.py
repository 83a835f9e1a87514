"""A rehearsal of a long work: everything happens as it would, and nothing stays."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask, current_app

from models import database, db


@contextmanager
def rehearsal() -> Iterator[None]:
    """Work on a copy of the embedded database, so that nobody has to wait to save; a server needs no copy."""
    if db.engine.dialect.name != "sqlite":
        yield
        return
    folder: Path = current_app.config["CONCORD"].data_dir
    with tempfile.TemporaryDirectory(dir=folder, prefix="rehearsal-") as name:
        path = Path(name) / "copy.db"
        copy_to(path)
        twin = twin_of(path)
        with twin.app_context():
            try:
                yield
            finally:
                db.session.remove()
                db.engine.dispose()


def copy_to(path: Path) -> None:
    """Copy the embedded database as it stands."""
    connection = db.engine.raw_connection()
    try:
        with sqlite3.connect(path) as copy:
            connection.driver_connection.backup(copy)  # type: ignore[union-attr]
        copy.close()
    finally:
        connection.close()


def twin_of(path: Path) -> Flask:
    """The application as far as services need it, on another database."""
    twin = Flask("rehearsal")
    twin.config.update(current_app.config, SQLALCHEMY_DATABASE_URI=f"sqlite:///{path}")
    database.init_app(twin)
    return twin
