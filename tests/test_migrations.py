"""The schema: what the migrations make is what the models say, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
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
from models.case import Case, CaseEvent, CaseHolder, Episode
from models.database import upgrade
from models.loan import Loan
from models.payment import Component
from models.promise import Promise
from models.stage import Policy
from rules.sentence import Amount, Row, Sentence, listed
from tests import database, makers


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


BEFORE = "0014"
"""The last revision that kept what the house says in plain English."""

OLD = {
    "hold": ("reason", "A promise to pay is running.", Sentence("A promise to pay is running.")),
    "reminder": ("problem", "Not allowed: CN-FR-01", Sentence("Not allowed: %(rules)s", rules="CN-FR-01")),
    "task": (
        "note",
        "limitation 2026-08-01: 30",
        Sentence("The limitation ends on %(day)s.", day=date(2026, 8, 1)),
    ),
    "charge": (
        "reference",
        "penalty 2026-03-01 1",
        Sentence("%(component)s %(day)s %(number)s", component=Component.penalty, day=date(2026, 3, 1), number=1),
    ),
    "referral": (
        "reasons",
        "place Shanghai, recovered 40% of 25 ended, load 33 of 60",
        listed(
            Sentence("place %(place)s", place="Shanghai"),
            Sentence("recovered %(rate)s%% of %(ended)s ended", rate=40, ended=25),
            Sentence("load %(load)s of %(capacity)s", load=33, capacity=60),
        ),
    ),
}


@pytest.mark.parametrize("noun", OLD)
def test_an_english_text_of_the_house_becomes_a_sentence_and_words_stay(book, noun):
    upgrade()
    column, told, wanted = OLD[noun]
    ours, typed = (getattr(makers, f"make_{noun}")(**{column: each}) for each in (told, "She said: load 3 of 4."))
    ids, model = (ours.id, typed.id), type(ours)
    table = model.__table__.name
    db.session.commit()

    downgrade(revision=BEFORE)
    upgrade()

    found, words = (getattr(db.session.get_one(model, id), column) for id in ids)
    assert (found.message, found.values, words) == (wanted.message, wanted.values, "She said: load 3 of 4.")
    db.session.rollback()
    downgrade(revision=BEFORE)
    left = db.session.execute(text(f"SELECT {column} FROM {table} WHERE id = :id"), {"id": ids[0]}).scalar_one()
    assert left == str(wanted)


def test_a_reason_of_a_stage_gets_the_kinds_of_its_values(book):
    upgrade()
    policy = makers.make_policy()
    stage = makers.make_stage(policy=policy, key="firm")
    loan = makers.make_loan(portfolio=makers.make_portfolio(policy=policy), currency="TWD")
    case = makers.make_case(loan=loan)
    case.stage_reason = Sentence(
        "Less than %(minimum)s is owed, too little for %(next)s.",
        minimum=Amount(Decimal("200.00"), "TWD"),
        next=Row("stage", stage.id, "firm"),
    )
    case_id = case.id
    wanted = case.stage_reason.values
    db.session.commit()
    downgrade(revision=BEFORE)

    told = db.session.execute(text("SELECT CAST(stage_reason AS VARCHAR) FROM case_file")).scalar_one()
    assert '"firm"' in told
    db.session.rollback()
    upgrade()

    db.session.expire_all()
    assert db.session.get_one(Case, case_id).stage_reason.values == wanted


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


def test_a_request_of_before_waits_some_days_for_a_manager(book):
    upgrade()
    row = makers.make_approval()
    row_id = row.id
    db.session.commit()

    downgrade(revision="0016")
    upgrade()

    db.session.expire_all()
    found = db.session.get_one(type(row), row_id)
    assert (found.needs, found.lapses_on, found.facts) == ("manager", date(2026, 3, 5), {})
    assert found.answer_to_id == found.asked_by_id


def test_old_promises_and_cases_get_their_history_as_well_as_it_can_be_known(book):
    upgrade()
    taker, holder, (low, high) = makers.make_user(), makers.make_user(), (makers.make_stage() for _ in range(2))
    loan = makers.make_loan(currency="TWD", feed_status="written_off", feed_as_of=date(2026, 2, 20))
    row = makers.make_case(loan=loan, assignee=holder)
    made = [
        makers.make_promise(case=row, made_on=date(2026, 2, 10), status="kept", made_by=each) for each in (taker, None)
    ]
    for on, stage in ((1, low), (12, high)):
        event = {"case_id": row.id, "on": date(2026, 2, on), "kind": "stage_raised", "stage_id": stage.id}
        db.session.add(CaseEvent(**event))
    db.session.add(Episode(case=row, opened_on=date(2026, 2, 1), overdue_amount=Decimal(1)))
    ids, wanted = (made[0].id, made[1].id), (taker.id, holder.id, loan.portfolio_id, low.id)
    db.session.commit()

    downgrade(revision="0016")
    upgrade()

    rows = [db.session.get_one(Promise, id) for id in ids]
    assert [each.collector_id for each in rows] == list(wanted[:2])
    assert {(each.portfolio_id, each.stage_id, each.currency) for each in rows} == {(*wanted[2:], "TWD")}
    held = db.session.query(CaseHolder).one()
    assert (held.user_id, held.since_on, held.until_on) == (wanted[1], date(2026, 2, 1), None)
    assert db.session.query(Loan).one().written_off_on == date(2026, 2, 20)
