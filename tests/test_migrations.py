"""The schema: what the migrations make is what the models say, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade
from sqlalchemy import inspect, text

import config
from app import create_app
from models import db
from models.database import upgrade
from models.stage import Policy
from tests import database


@pytest.fixture
def book(settings: config.Settings, tmp_path: Path) -> Iterator[Flask]:
    """An application on a database without a single table."""
    app = create_app(settings._replace(database_url=database.fresh(tmp_path, "schema")))
    with app.app_context():
        engine = db.engine
        yield app
        db.session.remove()
    engine.dispose()


def tables() -> set[str]:
    """The tables that are really there."""
    return set(inspect(db.engine).get_table_names())


def difference() -> list[Any]:
    """What a new migration would have to do."""
    with db.engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), db.metadata)


def test_upgrading_an_empty_database_gives_what_the_models_say(book):
    upgrade()
    upgrade()

    assert tables() == set(db.metadata.tables) | {"alembic_version"}
    assert difference() == []


def test_every_migration_can_be_taken_back(book):
    upgrade()

    downgrade(revision="base")
    assert tables() == {"alembic_version"}

    upgrade()
    assert difference() == []


def test_a_database_from_a_newer_release_is_left_alone(book):
    upgrade()
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(SystemExit, match="newer release"):
        upgrade()


def test_a_migration_names_no_type_of_ours():
    files = list((Path(__file__).parent.parent / "migrations" / "versions").glob("*.py"))

    assert files
    assert [file.name for file in files if "models" in file.read_text("utf-8")] == []


def test_a_book_with_rows_is_brought_to_today(book):
    flask_migrate.upgrade(revision="0001")
    with db.engine.begin() as connection:
        name, day = "Policy of the first days", "2026-01-01"
        columns = "(name, requires_sent, min_overdue, starts_on, version)"
        connection.execute(
            text(f"INSERT INTO policy {columns} VALUES (:name, :yes, 0, :day, 1)"),
            {"name": name, "yes": True, "day": day},
        )

    upgrade()

    row = db.session.query(Policy).one()
    assert (row.name, row.promise_grace_days, row.promise_most_days) == (name, 2, 14)
