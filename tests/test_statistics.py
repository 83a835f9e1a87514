"""Statistics of the database: gathered when tables grew, and plans that do not hang on them."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from jobs import nightly
from models import db, statistics
from models.reminder import ReminderStatus
from models.stage import TaskKind
from models.task import Task
from services.case import facts, timeline
from tests import database, makers, plans
from tests.makers import NOW, TODAY

pytestmark = pytest.mark.postgres


@pytest.fixture(name="unattended")
def _unattended(app) -> Iterator[None]:
    """The server itself does not look at the tasks meanwhile."""
    _set_tasks("SET (autovacuum_enabled = off)")
    yield
    _set_tasks("RESET (autovacuum_enabled)")


def _set_tasks(option):
    if database.SERVER:
        db.session.rollback()
        db.session.execute(text(f"ALTER TABLE task {option}"))
        db.session.commit()


def many(count=statistics.FEW):
    """Tasks that nobody has to do any more, and one with its case; the server counts them with the commit."""
    case = makers.make_case()
    db.session.add_all([Task(case=case, kind=TaskKind.call, due_on=TODAY, done_at=NOW) for _ in range(count)])
    if database.SERVER:
        db.session.execute(text("SELECT pg_stat_force_next_flush()"))
    db.session.commit()


def test_a_table_that_grew_is_looked_at_once(unattended):
    plans.forget()
    makers.make_case()
    db.session.commit()
    assert "task" not in statistics.gather()

    many()

    assert "task" in statistics.gather()
    # Of what tests before this one did in other tables PostgreSQL may tell late.
    assert [name for name in statistics.gather() if name == "task" or not database.SERVER] == []
    plans.forget()


@pytest.mark.skipif(bool(database.SERVER), reason="PostgreSQL counts its rows itself.")
def test_how_far_all_tables_are_numbered_is_one_question(app):
    statistics.gather()

    with plans.watched() as asked:
        statistics.gather()

    assert len([statement for statement, _ in asked if "max(id)" in statement]) == 1


def test_the_night_looks_at_what_grew(app):
    plans.forget()
    makers.make_team()
    many()

    first, again = (nightly.gather_statistics(TODAY, NOW).counts for _ in range(2))

    # PostgreSQL counts what changed in its own time.
    assert database.SERVER or (first["gathered"] >= 1, again) == (True, {})
    plans.forget()


@pytest.mark.skipif(not database.SERVER, reason="SQLite needs no such look.")
def test_postgresql_knows_of_a_table_that_grew_which_pages_everybody_may_see(unattended):
    many()

    statistics.gather()

    assert db.session.scalar(text("SELECT relallvisible FROM pg_class WHERE relname = 'task'")) > 0


def test_the_messages_of_some_cases_are_not_sought_among_all_that_were_sent(app):
    sent = makers.make_reminder(status=ReminderStatus.sent, sent_at=NOW)

    with plans.watched() as asked:
        db.session.execute(facts._messages([1, 2, 3])).all()

    assert sent.id
    assert bool(database.SERVER) or plans.seen(asked).walked == []


@pytest.mark.skipif(bool(database.SERVER), reason="Only SQLite is asked for its plans.")
def test_the_history_of_a_case_is_not_sought_among_all_that_no_message_wrote(app):
    case = makers.make_case()

    with plans.watched() as asked:
        timeline.page(case, ["contact"], 1)

    statement, given = next(each for each in asked if "FROM contact" in each[0])
    plan = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given).all()
    assert "ix_contact_history (borrower_id=?)" in str(plan)
