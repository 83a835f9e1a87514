"""Dates of jobs that were missed: made up in order, tried again, left to a person, or passed over and told."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from jobs import lock, missed, nightly, runner, timetable, weekly
from models import db
from models.run import JobRun, RunStatus
from rules.access import Role
from rules.errors import RuleError
from services import doctor
from services.doctor import keeping
from tests import desk, makers
from tests.makers import TODAY

pytestmark = pytest.mark.postgres

MONDAY = date(2026, 3, 2)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def off(app):
    """A book whose last night was so many days before today, and its last week the one before that night."""

    def of(days):
        desk.start()
        night = TODAY - timedelta(days=days)
        makers.make_job_run(job="nightly", business_date=night, status="done")
        makers.make_job_run(job="weekly", business_date=weekly.monday(night), status="done")
        db.session.commit()

    yield of
    lock.release(app)


@pytest.fixture
def broken(monkeypatch):
    """Dates in whose nights a step breaks; the other nights have nothing to do."""
    days = set()

    def step(today, now):
        if today in days:
            raise ValueError("no")
        return runner.once(dict)

    monkeypatch.setitem(timetable.JOBS, "nightly", (step,))
    monkeypatch.setitem(timetable.JOBS, "weekly", (step,))
    return days


def found(job="nightly", *statuses):
    """The dates of a job in the order in which they were begun, after the one it starts from."""
    db.session.rollback()
    rows = db.session.scalars(select(JobRun).filter_by(job=job).order_by(JobRun.id))
    return [(row.business_date, str(row.status)) for row in rows][1:]


def days_ago(*days):
    return [TODAY - timedelta(days=each) for each in days]


def test_what_nobody_makes_up_after_long_is_written_down(app, off, broken):
    off(40)

    timetable.catch_up(app)
    timetable.catch_up(app)

    skipped = [(day, "skipped") for day in days_ago(*range(39, 31, -1))]
    assert found() == [*skipped, *((day, "done") for day in days_ago(*range(31, -1, -1)))]
    assert [day.weekday() for day, _ in found("weekly")] == [0] * 6


def test_what_was_passed_over_and_what_failed_is_told(app, off, broken, sign_in):
    off(40)
    broken.add(TODAY)
    timetable.catch_up(app)

    browser, _ = sign_in(Role.manager)
    bell, night = browser.get("/").text, browser.get("/night/").text
    runs = browser.get(re.search(r"/[a-z_-]+/\?status=skipped&amp;job=nightly", night)[0].replace("&amp;", "&")).text

    assert "Nights and weeks passed over" in bell
    assert "Runs that failed" in bell
    assert "8 dates were passed over" in night
    assert "after four failures it is left to you" in night
    assert len(set(re.findall(r"/details/\?id=\d+", runs))) == 8


def test_a_night_that_fails_is_tried_again_a_little_later_and_the_next_ones_wait(app, off, broken, clock):
    off(3)
    broken.add(TODAY - timedelta(days=2))

    timetable.pass_by_day(app)
    clock.now += 4 * MINUTE
    timetable.pass_by_day(app)
    assert found() == [(TODAY - timedelta(days=2), "failed")]

    broken.clear()
    clock.now += MINUTE
    timetable.pass_by_day(app)
    assert found() == [(day, "done") for day in days_ago(2, 1, 0)]
    assert found("weekly") == [(MONDAY, "done")]


def test_a_night_that_fails_four_times_is_left_and_the_next_ones_go_on(app, off, broken, clock):
    off(2)
    broken.add(TODAY - timedelta(days=1))

    for _ in range(120 // 5):
        timetable.pass_by_day(app)
        clock.now += 5 * MINUTE

    runs = db.session.scalars(select(JobRun).filter_by(job="nightly").order_by(JobRun.id)).all()[1:]
    assert [(run.business_date, str(run.status)) for run in runs] == [
        (TODAY - timedelta(days=1), "failed"),
        (TODAY, "done"),
    ]
    assert runs[0].failures == 4
    assert found("weekly") == [(MONDAY, "done")]


def test_a_week_never_runs_before_its_missed_nights(app, off, broken):
    off(3)
    shell = app.test_cli_runner()

    with pytest.raises(RuleError, match="2026-02-28 has not run"):
        timetable.run_job(app, "weekly", MONDAY)
    assert found("weekly") == []

    done = shell.invoke(args=["job", "weekly"])
    assert (done.exit_code, found("weekly")) == (0, [(MONDAY, "done")])
    assert found() == [(day, "done") for day in days_ago(2, 1, 0)]


def test_a_command_makes_up_the_missed_nights_and_tries_the_failed_ones_at_once(app, off, broken):
    off(3)
    broken.add(TODAY - timedelta(days=2))
    timetable.catch_up(app)
    broken.clear()

    done = app.test_cli_runner().invoke(args=["job", "nightly"])

    assert (done.exit_code, done.output.splitlines()[0]) == (0, f"nightly {TODAY}: done")
    assert found() == [(day, "done") for day in days_ago(2, 1, 0)]


def test_a_run_whose_end_could_not_be_kept_is_taken_over_by_the_same_process(app, clock, monkeypatch):
    ended = runner._end
    monkeypatch.setattr(runner, "_end", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        runner.run("job", TODAY, (), clock)
    monkeypatch.setattr(runner, "_end", ended)

    assert runner.run("job", TODAY, (), clock).ran

    assert db.session.scalars(select(JobRun.status)).one() == RunStatus.done


def test_dates_that_a_clock_ahead_passed_over_run_when_they_come(app, off, broken, clock):
    off(1)
    clock.now += timedelta(days=60)
    timetable.catch_up(app)
    clock.now -= timedelta(days=59)

    app.test_cli_runner().invoke(args=["job", "repair", "--reason", "The clock stood two months ahead."])
    timetable.catch_up(app)

    done = [day for day, status in found() if status == "done"]
    assert sorted(done) == [TODAY, TODAY + timedelta(days=1)]


def test_a_date_to_come_that_was_set_aside_is_no_failed_run_of_today(app, off, broken, clock):
    off(1)
    makers.make_job_run(job="nightly", business_date=TODAY + timedelta(days=1), status="failed", started_at=clock.now)
    timetable.run_job(app, "nightly", TODAY)

    assert list(keeping.run_is_finished(doctor.full(TODAY, clock.now))) == []


def test_the_real_night_and_week_are_what_is_tried(app):
    assert timetable.JOBS == {"nightly": nightly.STEPS, "daytime": timetable.daytime.STEPS, "weekly": weekly.STEPS}
    assert len(missed.RETRIES) == 3
