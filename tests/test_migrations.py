"""The schema: what the migrations make is what the models say, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

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
from models.case import Case, CaseEvent, CaseHolder, CaseStage, Episode
from models.database import upgrade
from models.loan import Loan
from models.payment import Component
from models.promise import Promise
from models.stage import Policy
from rules.sentence import Amount, Row, Sentence, listed
from tests import database, makers

pytestmark = pytest.mark.postgres


@pytest.fixture
def book(settings: config.Settings, tmp_path: Path) -> Iterator[Flask]:
    """An application on a database without a single table."""
    yield from opened(settings._replace(database_url=database.fresh(tmp_path, "schema")))


@pytest.fixture(scope="module")
def newest(settings: config.Settings, tmp_path_factory: pytest.TempPathFactory) -> config.Settings:
    """The settings of an empty database of today, made once by all migrations: never opened, only copied."""
    own = settings._replace(database_url=database.fresh(tmp_path_factory.mktemp("newest"), "newest"))
    for _ in opened(own):
        upgrade()
    return own


@pytest.fixture
def book_of_today(newest: config.Settings, tmp_path: Path) -> Iterator[Flask]:
    """An application on an empty database of today, as all migrations make it."""
    yield from opened(newest._replace(database_url=database.copied(newest.database_url, tmp_path, "schema")))


def opened(settings: config.Settings) -> Iterator[Flask]:
    """An application inside its context; its connections are closed at the end."""
    app = create_app(settings)
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


@pytest.mark.heavy
def test_every_migration_can_be_taken_back(book_of_today):
    downgrade(revision="base")
    assert tables() == {"alembic_version"}

    upgrade()
    assert difference() == []


def test_a_database_from_a_newer_release_is_left_alone(book_of_today):
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


TYPED = "She said: load 3 of 4."


class Turned(NamedTuple):
    """A text of the house and a typed one after a way back to plain English and here again, and the first as it was."""

    ours: Any
    typed: Any
    plain: str


@pytest.fixture(scope="module")
def turned(newest: config.Settings, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Turned]:
    """Each old text, by its noun: all of them go one way together."""
    folder = tmp_path_factory.mktemp("turned")
    for _ in opened(newest._replace(database_url=database.copied(newest.database_url, folder, "turned"))):
        rows = {
            (noun, told): getattr(makers, f"make_{noun}")(**{column: told})
            for noun, (column, old, _) in OLD.items()
            for told in (old, TYPED)
        }
        at = {key: (type(row), row.id) for key, row in rows.items()}
        db.session.commit()

        downgrade(revision=BEFORE)
        upgrade()

        now = {key: getattr(db.session.get_one(*at[key]), OLD[key[0]][0]) for key in at}
        db.session.rollback()
        downgrade(revision=BEFORE)
        plain = {}
        for noun, (column, old, _) in OLD.items():
            model, row_id = at[noun, old]
            told = text(f"SELECT {column} FROM {model.__table__.name} WHERE id = :id")
            plain[noun] = db.session.execute(told, {"id": row_id}).scalar_one()
    return {noun: Turned(now[noun, old], now[noun, TYPED], plain[noun]) for noun, (_, old, _) in OLD.items()}


@pytest.mark.heavy
@pytest.mark.parametrize("noun", OLD)
def test_an_english_text_of_the_house_becomes_a_sentence_and_words_stay(turned, noun):
    wanted = OLD[noun][2]
    ours, typed, plain = turned[noun]

    assert (ours.message, ours.values, typed) == (wanted.message, wanted.values, TYPED)
    assert plain == str(wanted)


@pytest.mark.heavy
def test_a_reason_of_a_stage_gets_the_kinds_of_its_values(book_of_today):
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


@pytest.mark.heavy
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


@pytest.mark.heavy
def test_a_request_of_before_waits_some_days_for_a_manager(book_of_today):
    row = makers.make_approval()
    row_id = row.id
    db.session.commit()

    downgrade(revision="0016")
    upgrade()

    db.session.expire_all()
    found = db.session.get_one(type(row), row_id)
    assert (found.needs, found.lapses_on, found.facts) == ("manager", date(2026, 3, 5), {})
    assert found.answer_to_id == found.asked_by_id


@pytest.mark.heavy
def test_old_promises_and_cases_get_their_history_as_well_as_it_can_be_known(book_of_today):
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


def test_the_events_of_old_cases_become_their_days_in_each_stage(book_of_today):
    row, (low, high) = makers.make_case(), (makers.make_stage() for _ in range(2))
    events = ((1, "opened", low), (5, "stage_raised", low), (5, "stage_raised", high), (9, "closed", None))
    for on, kind, stage in (*events, (20, "reopened", low)):
        db.session.add(CaseEvent(case=row, on=date(2026, 2, on), kind=kind, stage=stage))
    low_id, high_id = low.id, high.id
    db.session.commit()

    downgrade(revision="0025")
    upgrade()

    found = db.session.query(CaseStage).order_by(CaseStage.since_on).all()
    assert [(each.stage_id, each.since_on.day, each.until_on and each.until_on.day) for each in found] == [
        (low_id, 1, 5),
        (high_id, 5, 9),
        (low_id, 20, None),
    ]
