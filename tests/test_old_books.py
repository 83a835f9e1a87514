"""A small book of each earlier release is brought to today: the doctor is content, and the house goes on with it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import select, text

import config
from app import create_app
from jobs import timetable
from models import db, key_check
from models.borrower import Phone
from models.database import upgrade
from models.metric import WeeklyMetric
from models.partner import LegalPartner
from models.payment import Payment
from models.referral import Referral
from rules import strategy as rule
from rules.access import Role
from services import doctor, document, strategy
from services.strategy import document as strategy_rows
from tests import database, desk, makers
from tests.books.make import DAYS, FIRST, KEYS, PAPER

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

BOOKS = sorted((Path(__file__).parent / "books").glob("*.sql"))
LAST = FIRST + timedelta(days=DAYS - 1)


@pytest.fixture
def book(settings: config.Settings, tmp_path: Path) -> Iterator[Flask]:
    """An application with the keys of the old books, on a database without a table."""
    url = database.fresh(tmp_path, "old")
    app = create_app(settings._replace(database_url=url, data_dir=tmp_path, keys=KEYS))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    config.load_keys(settings)


@pytest.fixture(params=BOOKS, ids=lambda path: path.stem)
def old(request, book: Flask) -> Flask:
    """A book as its release left it; the name of its file is its revision."""
    flask_migrate.upgrade(revision=request.param.stem)
    statements = request.param.read_text("utf-8").split(";\nINSERT")
    with db.engine.begin() as connection:
        connection.execute(text("PRAGMA defer_foreign_keys=ON" if database.on_sqlite() else database.REPLICA))
        for statement in statements:
            fill(connection, "INSERT" * (not statement.startswith("INSERT")) + statement)
    if request.param.stem != "0001":
        document.store(PAPER)
    return book


def fill(connection, statement):
    """Write the rows of a table in the place of what its migrations put there."""
    name = re.match(r'INSERT INTO "(\w+)"', statement)[1]
    connection.exec_driver_sql(f"DELETE FROM {name}")
    if not database.on_sqlite():
        statement = re.sub(r"X'([0-9a-f]*)'", r"'\\x\1'", statement)
    bare = connection.execution_options(no_parameters=True)  # The words hold per cent signs.
    bare.exec_driver_sql(statement.rstrip().rstrip(";"))
    if not database.on_sqlite() and name != "alembic_version":
        connection.execute(text(database.counting_on([name])[0]))


def broken(day: date) -> list[str]:
    """What the doctor names."""
    look = doctor.full(day, desk.at(day))
    return [f"{answer.invariant.name} {row}" for answer in doctor.examine(look) for row in answer.found]


def figures() -> set[tuple[object, ...]]:
    """What is kept of the weeks."""
    rows = db.session.scalars(select(WeeklyMetric).where(WeeklyMetric.week_on < LAST - timedelta(days=14)))
    return {(row.week_on, row.scope, row.name, row.currency, row.value, row.numerator) for row in rows}


def give_readers() -> None:
    """Name somebody who reads for each firm; the first releases asked for nobody, and the doctor names it."""
    assert {line.split()[0] for line in broken(LAST)} <= {"partner_is_read"}
    for firm in db.session.scalars(select(LegalPartner)).all():
        makers.make_user(role=Role.legal_partner, partner=firm, email=f"reader{firm.id}@old.example")
    db.session.commit()


def test_it_is_upgraded_and_the_doctor_is_content(old):
    upgrade()
    key_check.note()
    give_readers()

    assert broken(LAST) == []
    first = strategy.in_force()
    assert first
    assert (first.number, first.digest) == (1, rule.digest(strategy_rows.read()))
    assert {row.number[:3] for row in db.session.scalars(select(Phone))} == {"140"}
    assert len(db.session.scalars(select(Payment.id).where(Payment.reverses_id.is_not(None))).all()) == 2
    assert len(db.session.scalars(select(Referral.id).where(Referral.closed_on.is_(None))).all()) == 2


def test_its_nights_and_weeks_go_on_and_what_was_frozen_stays(old):
    upgrade()
    give_readers()
    before = figures()
    days = [LAST + timedelta(days=number) for number in range(1, 9)]

    for day in days:
        old.config["CLOCK"] = lambda day=day: desk.at(day)
        reports = [timetable.run_job(old, job, day) for job in ("nightly", "weekly")[: 1 + (day.weekday() == 0)]]
        assert [report.problems for report in reports] == [[]] * len(reports)

    assert broken(days[-1]) == []
    assert figures() == before
