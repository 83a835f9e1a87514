"""The pace of a long work: few rows at once where one writes at a time, and whoever waits is let in."""

import math
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from threading import Event, Thread

import pytest

from jobs import pace, runner
from models import database, db, transaction
from models.run import JobRun
from models.transaction import writing
from tests import database as tests_database

embedded = pytest.mark.skipif(bool(tests_database.SERVER), reason="many write at once on a server")


@pytest.fixture
def passing(monkeypatch):
    """A clock that a service moves."""
    now = [0.0]
    monkeypatch.setattr(pace.time, "monotonic", lambda: now[0])
    return now


def sizes(now: list[float], count: int, seconds_a_row: float) -> list[int]:
    """The sizes of the transactions in which so many rows are worked on."""
    found: list[list[int]] = []

    def service(ids: Sequence[int]) -> dict[str, int]:
        found.append(list(ids))
        now[0] += seconds_a_row * len(ids)
        return {"seen": len(ids)}

    tally = runner.each_chunk(JobRun, list(range(count)), service)
    assert [id for chunk in found for id in chunk] == list(range(count))
    assert tally.counts == {"seen": count}
    return [len(chunk) for chunk in found]


@embedded
def test_rows_that_take_long_share_a_transaction_with_few(app, passing, monkeypatch):
    monkeypatch.setattr(pace, "breathe", lambda: None)

    monkeypatch.setattr(pace, "LONGEST", 1 / 8)

    assert sizes(passing, 74, 1 / 64) == [50, 8, 8, 8]
    assert sizes(passing, 1000, 1 / 16384) == [50, 100, 200, 400, 250]


@embedded
def test_where_nothing_presses_the_number_decides(app, passing, monkeypatch):
    monkeypatch.setattr(pace, "LONGEST", math.inf)

    assert sizes(passing, 2500, 0.02) == [2000, 500]


@pytest.mark.postgres
@pytest.mark.skipif(not tests_database.SERVER, reason="one writes at a time")
def test_on_a_server_the_number_decides(app, passing):
    assert sizes(passing, 2500, 0.02) == [2000, 500]


@embedded
def test_a_long_work_stands_back_for_who_waits_to_write(app, monkeypatch):
    """The night holds the writer's turn; a save that waits for it is done before the next rows are."""
    monkeypatch.setattr(transaction, "YIELD", 30.0)
    waits, order = Event(), list[str]()

    def save() -> None:
        with app.app_context():
            waits.set()
            with writing():
                order.append("save")
            db.session.remove()

    def service(ids: Sequence[int]) -> dict[str, int]:
        if not order:
            thread.start()
            waits.wait()
            while not database.WAITING:
                waits.wait(0.001)
        order.append("rows")
        return {}

    thread = Thread(target=save)
    runner.each_chunk(JobRun, list(range(120)), service)
    thread.join()

    assert order[:3] == ["rows", "save", "rows"]


@embedded
def test_a_turn_to_write_comes_as_soon_as_the_writer_before_is_done(app):
    db.session.rollback()
    with closing(sqlite3.connect(str(db.engine.url.database), isolation_level=None)) as other:
        assert database.begun(other)
        with closing(sqlite3.connect(str(db.engine.url.database), timeout=0, isolation_level=None)) as third:
            assert not database.begun(third)
            other.execute("ROLLBACK")
            assert database.begun(third)
    assert not database.WAITING
