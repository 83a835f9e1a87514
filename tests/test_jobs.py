"""The runner, the night and the timetable: safe to repeat, one failing row never stops the rest."""

import os
import sqlite3
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from jobs import lock, nightly, runner, timetable, weekly
from models import db
from models.case import Case, CaseState
from models.hold import HoldKind
from models.metric import Week, WeeklyMetric
from models.reminder import Reminder
from models.run import JobRun, RunStatus
from models.stage import TaskKind
from rules.access import Role
from rules.errors import RuleError
from services import case, hold, plan, promise, task
from tests import desk, makers, plans

pytestmark = pytest.mark.usefixtures("app")


DEAD = f"{runner.holder().rpartition(':')[0]}:999999999"
"""A process of this machine that is no more."""
BESIDE = f"{runner.holder().rpartition(':')[0]}:{os.getppid()}"
"""A process of this machine that lives."""


def past(days):
    return desk.DUE + timedelta(days=days)


@pytest.fixture
def night(app, clock):
    """Run the night of a day."""

    def run(days):
        db.session.commit()
        clock.now = desk.at(past(days))
        return timetable.run_job(app, "nightly", past(days))

    return run


def test_the_night_opens_stages_books_and_queues_once(night):
    row = desk.lend(desk.start())
    makers.make_user(role=Role.manager)

    first, again = night(1), night(1)

    assert first.counts == {
        "load_rest_days": first.counts["load_rest_days"],
        "take_strategy_up": {},
        "end_absences": {},
        "end_feeds": {},
        "begin_absences": {},
        "accrue_interest": {},
        "follow_promises": {},
        "follow_plans": {},
        "follow_offers": {},
        "follow_accelerations": {},
        "lapse_approvals": {},
        "review_holds": {},
        "follow_trial": {},
        "stage_cases": {"opened": 1},
        "share_cases": {},
        "book_actions": {},
        "ask_for_validation": {},
        "ask_for_arrears_notices": {},
        "raise_deadline_alarms": {},
        "raise_other_alarms": {},
        "ask_about_referrals": {},
        "propose_referrals": {},
        "run_automations": {},
        "propose_set_offs": {},
        "tell_set_offs": {},
        "renew_reminders": {},
        "remind_promises": {},
        "answer_disputes": {},
        "remind_plans": {},
        "thank_for_cures": {},
        "confirm_receipts": {},
        "remind_before_due": {},
        "welcome_borrowers": {},
        "queue_reminders": {"queued": 1},
        "forget_contact_people": {},
        "find_duplicates": {},
        "erase_what_is_due": {},
        "finish_erasures": {},
        "close_weeks": {},
        "report_weeks": {},
        "keep_figures": {"kept": 1},
        "sweep_outbox": {},
        "gather_statistics": first.counts["gather_statistics"],
        "see_the_doctor": {},
        "write_digests": {},
    }
    assert (first.ran, again.ran, again.counts) == (True, False, first.counts)
    db.session.refresh(row)
    assert (row.state, row.stage.key) == (CaseState.open, "initial")
    assert db.session.query(Reminder).count() == 1


def test_follow_promises_follow_plans_and_stage_cases_work_in_one_night(night):
    portfolio = desk.start()
    broken, planned = desk.lend(portfolio), desk.lend(portfolio)
    night(1)
    promise.make(broken, Decimal("100.00"), past(3), past(1), desk.at(past(1)))
    agreed = plan.propose(planned, Decimal("100.00"), 2, past(2), past(1))
    plan.agree(agreed, "signed form", past(1), desk.at(past(1)))

    done = night(6)

    assert done.counts["follow_promises"] == {"broken": 1}
    assert done.counts["follow_plans"] == {"broken": 1}
    assert not case.due(past(6))
    assert task.open_of(broken).kind == TaskKind.call


def test_review_holds_asks_for_a_review_when_its_day_has_come(night):
    row = desk.lend(desk.start())
    night(1)
    hold.open(row, HoldKind.dispute, past(1), "disputed", past(4))

    assert night(3).counts["review_holds"] == {}
    assert night(4).counts["review_holds"] == {"asked": 1}
    assert night(5).counts["review_holds"] == {}

    assert task.open_of(row).kind == TaskKind.review_hold


def test_book_actions_gives_every_open_case_a_next_action(night):
    row = desk.lend(desk.start())
    night(1)
    db.session.delete(task.open_of(row))

    assert night(2).counts["book_actions"] == {"booked": 1}

    assert task.missing() == []
    assert task.open_of(row).due_on == past(4)


def test_queue_reminders_keeps_quiet_where_nothing_is_asked(night):
    desk.lend(desk.start(), (past(50),))

    assert night(1).counts["queue_reminders"] == {}


def test_a_failing_case_is_named_and_the_rest_goes_on(night, monkeypatch):
    portfolio = desk.start()
    rows = [desk.lend(portfolio) for _ in range(5)]
    bad = rows[2].id
    real = case.restage_many

    def fail(ids, today):
        if bad in ids:
            raise ValueError("no")
        return real(ids, today)

    monkeypatch.setattr(case, "restage_many", fail)
    done = night(1)

    assert done.counts["stage_cases"] == {"opened": 4}
    assert done.problems == [{"step": "stage_cases", "record": "case", "id": bad, "problem": "ValueError"}]
    assert done.status == "done"
    monkeypatch.undo()
    assert night(2).counts["stage_cases"] == {"opened": 1}


def test_a_failing_row_keeps_its_own_transaction(app):
    ids = [desk.lend(desk.start()).id]
    ids.append(desk.lend(db.session.get(Case, ids[0]).loan.portfolio).id)
    db.session.commit()

    def close(row):
        row.note = None
        row.archived_on = past(1)
        if row.id == ids[0]:
            raise RuleError("%(name)s will not.", name="C")
        return "archived"

    tally = runner.each(Case, ids, close)

    assert tally.counts == {"archived": 1}
    assert tally.problems == [{"record": "case", "id": ids[0], "problem": "C will not."}]
    assert [db.session.get(Case, each).archived_on for each in ids] == [None, past(1)]


def test_a_step_that_fails_is_run_again_next_time(app, clock):
    steps = []

    def first(today, now):
        steps.append("first")
        raise ValueError("no")

    def second(today, now):
        steps.append("second")
        return runner.once(lambda: {"done": 1})

    done = runner.run("job", past(1), (first, second), clock)
    assert (done.status, done.counts["second"]) == ("failed", {"done": 1})

    assert runner.run("job", past(1), (second,), clock).status == "done"
    assert steps == ["first", "second", "second"]


def test_a_day_before_the_last_one_done_is_refused(night):
    desk.start()
    night(2)

    with pytest.raises(RuleError, match="is past"):
        night(1)


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("holder", "hours", "ran"),
    [(BESIDE, 0, False), (BESIDE, 7, True), ("elsewhere:1", 0, False), ("elsewhere:1", 7, True)],
    ids=["here, today", "here, cut off", "elsewhere, today", "elsewhere, cut off"],
)
def test_a_run_elsewhere_is_left_alone_until_it_was_cut_off(app, clock, holder, hours, ran):
    started_at = clock.now - timedelta(hours=hours)
    makers.make_job_run(job="job", business_date=past(1), started_at=started_at, holder=holder)
    db.session.commit()

    assert runner.run("job", past(1), (), clock).ran is ran


def test_a_run_of_a_process_that_is_no_more_is_taken_over(app, clock):
    makers.make_job_run(job="job", business_date=past(1), started_at=clock.now, holder=DEAD)
    db.session.commit()

    assert runner.run("job", past(1), (), clock).ran

    assert db.session.query(JobRun).one().status == RunStatus.done


def test_no_run_that_was_cut_off_stays_running(app, clock):
    for slot in ("09:00", "09:05"):
        makers.make_job_run(job="daytime", business_date=past(1), slot=slot, started_at=clock.now, holder=DEAD)
    db.session.commit()

    runner.run("daytime", past(1), (), clock, "09:10")

    runs = db.session.scalars(select(JobRun).order_by(JobRun.slot)).all()
    assert [run.status for run in runs] == [RunStatus.failed, RunStatus.failed, RunStatus.done]
    assert [str(each["problem"]) for each in runs[0].problems] == [str(runner.CUT)]


def test_a_start_ends_what_was_cut_off_though_nothing_of_it_is_left_to_do(app, clock):
    makers.make_job_run(job="daytime", business_date=past(1), slot="09:00", started_at=clock.now, holder=DEAD)
    db.session.commit()

    timetable.catch_up(app)

    assert db.session.scalars(select(JobRun.status)).one() == RunStatus.failed


def test_a_step_that_finds_the_database_busy_is_done_once_more(app, clock, monkeypatch):
    monkeypatch.setattr(runner, "WAITS", (0, 0))
    tries = iter([busy(), busy(), None])

    def step(today: date, now: datetime) -> runner.Tally:
        if error := next(tries):
            raise error
        return runner.Tally(Counter(done=1), [])

    report = runner.run("job", past(1), (step,), clock)

    assert (report.status, report.counts) == ("done", {"step": {"done": 1}})


def test_a_chunk_that_finds_the_database_busy_is_not_halved(app, monkeypatch):
    monkeypatch.setattr(runner, "WAITS", (0,))
    tries, chunks = iter([busy(), None]), []

    def service(ids: Sequence[int]) -> dict[str, int]:
        chunks.append(list(ids))
        if error := next(tries):
            raise error
        return {"seen": len(ids)}

    tally = runner.each_chunk(JobRun, [1, 2, 3], service)

    assert (chunks, tally) == ([[1, 2, 3], [1, 2, 3]], runner.Tally(Counter(seen=3), []))


def busy() -> OperationalError:
    """What SQLAlchemy says where somebody else is writing."""
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return OperationalError("BEGIN IMMEDIATE", {}, error)


def test_a_date_that_has_not_come_is_refused(app, clock):
    shell = app.test_cli_runner()
    days = [(clock.now.date() + timedelta(days=number)).isoformat() for number in (3, 1)]

    refused, tomorrow = (shell.invoke(args=["job", "nightly", "--day", day]) for day in days)

    assert (refused.exit_code, "has not come" in refused.output) == (1, True)
    assert tomorrow.exit_code == 0


def test_a_clock_that_ran_ahead_is_repaired_with_a_reason(app, clock):
    clock.now = desk.at(past(4))
    desk.lend(desk.start())
    makers.make_job_run(job="nightly", business_date=past(400), status=RunStatus.done, started_at=clock.now)
    db.session.commit()
    timetable.catch_up(app, "nightly")
    stood = db.session.scalars(select(JobRun.business_date)).all()

    done = app.test_cli_runner().invoke(args=["job", "repair", "--reason", "The clock stood in the next year."])
    timetable.catch_up(app, "nightly")

    runs = db.session.scalars(select(JobRun).order_by(JobRun.business_date.desc())).all()
    assert stood == [past(400)]
    assert done.output == "1 runs were set aside.\n"
    assert runs[0].status == RunStatus.failed
    assert "The clock stood in the next year." in str(runs[0].problems[0]["problem"])
    assert [run.status for run in runs[1:]] == [RunStatus.done]


def test_missed_days_are_caught_up_on_start(app, night, clock):
    desk.lend(desk.start())
    night(1)
    clock.now = desk.at(past(4))

    timetable.catch_up(app, "nightly")
    timetable.catch_up(app, "nightly")

    days = [row.business_date for row in db.session.query(JobRun).order_by(JobRun.business_date)]
    assert days == [past(1), past(2), past(3), past(4)]
    lock.release(app)


@pytest.fixture
def away(app, night, clock):
    """A book whose last night was Saturday the 7th and last week Monday the 2nd; today is Tuesday the 10th."""
    desk.lend(desk.start())
    night(6)
    timetable.run_job(app, "weekly", past(1))
    clock.now = desk.at(past(9))
    yield night
    lock.release(app)


CAUGHT_UP = [("nightly", past(7)), ("nightly", past(8)), ("nightly", past(9)), ("weekly", past(8))]


def caught_up():
    """The nights and weeks done since the book was left, in the order in which they were begun."""
    db.session.rollback()
    rows = db.session.query(JobRun).filter(JobRun.status == RunStatus.done).order_by(JobRun.id)
    return [(row.job, row.business_date) for row in rows if row.job in timetable.DATED][2:]


def started(app, patience=15):
    """Start the timetable and let it go on until the week is measured."""
    scheduler, until = timetable.start(app), time.monotonic() + patience
    while time.monotonic() < until and ("weekly", past(8)) not in caught_up():
        time.sleep(0.1)
    scheduler.shutdown(wait=True)


def test_a_start_catches_up_the_missed_nights_in_order_and_then_the_week(app, away):
    started(app)

    assert caught_up() == CAUGHT_UP


def test_a_start_after_a_kill_in_the_middle_loses_nothing(app, away, clock):
    host = runner.holder().rpartition(":")[0]
    makers.make_job_run(job="nightly", business_date=past(7), started_at=clock.now, holder=f"{host}:999999999")

    started(app)

    assert caught_up() == CAUGHT_UP


def test_a_night_under_way_elsewhere_is_not_passed_over(app, away, clock):
    row = makers.make_job_run(job="nightly", business_date=past(7), started_at=clock.now, holder="elsewhere:1")
    db.session.commit()

    timetable.pass_by_day(app)
    assert caught_up() == []

    row.status = RunStatus.done
    db.session.commit()
    timetable.pass_by_day(app)
    assert caught_up() == CAUGHT_UP


@pytest.mark.postgres
def test_whoever_takes_the_schedule_over_catches_up_and_nothing_is_done_twice(app, away):
    assert lock.held(app)
    other = app.extensions.pop(lock.KEY)
    timetable.pass_by_day(app)
    timetable.catch_up(app)
    assert caught_up() == []

    other.close()
    threads = [Thread(target=timetable.pass_by_day, args=[app]) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert caught_up() == CAUGHT_UP


def test_of_rows_that_share_a_transaction_only_the_failing_one_is_left(app):
    rows = [makers.make_case(balance=Decimal(number)) for number in range(7)]
    ids, failing = [row.id for row in rows], rows[3].id
    db.session.commit()

    def close(row):
        row.state = CaseState.closed
        if row.id == failing:
            raise RuleError("It cannot be closed.")
        return "closed"

    tally = runner.each_together(Case, ids, close)

    assert tally.counts == {"closed": 6}
    assert tally.problems == [{"record": "case", "id": failing, "problem": "It cannot be closed."}]
    assert [row.id for row in db.session.query(Case) if row.state == CaseState.open] == [failing]


def test_promises_followed_share_their_statements(app, clock):
    def statements():
        with plans.watched() as asked:
            nightly.follow_promises(clock.now.date(), clock.now)
        return len(asked)

    makers.make_team()
    makers.make_promise(due_on=clock.now.date())
    one = statements()
    for _ in range(20):
        row = makers.make_promise(due_on=clock.now.date())
        makers.make_payment(loan=row.case.loan)

    assert statements() <= one + 2


@pytest.mark.postgres
def test_no_thread_is_refused_by_the_lock_of_its_own_process(app):
    together, found = Barrier(8), []

    def ask():
        together.wait()
        found.append(lock.held(app))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    lock.release(app)
    assert found == [True] * 8


def test_an_earlier_start_with_the_same_number_is_no_more(app, clock):
    machine, _, mine = runner.holder().partition("/")
    earlier = f"{machine}/earlier:{mine.rpartition(':')[2]}"
    makers.make_job_run(job="job", business_date=past(1), started_at=clock.now, holder=earlier)
    db.session.commit()

    assert runner.run("job", past(1), (), clock).ran


def test_weeks_missed_for_long_are_mondays_up_to_this_one(app):
    makers.make_job_run(job="weekly", business_date=date(2026, 1, 5), status=RunStatus.done)
    db.session.commit()

    found = timetable.missed("weekly", date(2026, 3, 4))

    assert (found[0], found[-1], len(found)) == (date(2026, 1, 12), date(2026, 3, 2), 8)
    assert {day.weekday() for day in timetable.missed("weekly", date(2027, 3, 4))} == {0}


def test_measure_week_measures_the_week_before(app, clock):
    desk.start()
    db.session.commit()

    done = timetable.run_job(app, "weekly", date(2026, 2, 18))

    assert (done.day, done.counts["measure_week"]["figures"] > 0) == (date(2026, 2, 16), True)
    assert {row.week_on for row in db.session.query(WeeklyMetric)} == {date(2026, 2, 9)}
    assert weekly.monday(date(2026, 2, 22)) == date(2026, 2, 16)


def test_close_weeks_freezes_a_week_in_the_night_after_its_days_once_its_own_nights_are_done(app, clock):
    desk.start()
    db.session.commit()
    timetable.run_job(app, "weekly", date(2026, 2, 16))

    asleep = nightly.close_weeks(date(2026, 2, 19), clock.now)
    timetable.run_job(app, "nightly", date(2026, 2, 16))
    early = timetable.run_job(app, "nightly", date(2026, 2, 18))
    night = timetable.run_job(app, "nightly", date(2026, 2, 19))

    assert (asleep.counts, early.counts["close_weeks"], night.counts["close_weeks"]["figures"] > 0) == ({}, {}, True)
    assert db.session.query(Week).one().closed_at == clock.now
    assert timetable.run_job(app, "nightly", date(2026, 2, 20)).counts["close_weeks"] == {}


def test_a_database_that_cannot_be_reached_gives_no_schedule_and_breaks_nothing(caplog):
    assert lock._advisory("postgresql://nobody@127.0.0.1:9/none") is None
    assert "cannot be reached" in caplog.text


@pytest.mark.postgres
def test_one_process_schedules_and_the_next_takes_over(app, monkeypatch):
    assert lock.held(app)
    assert lock.held(app)
    mine = app.extensions.pop(lock.KEY)

    assert not lock.held(app)
    mine.close()

    assert lock.held(app)
    lock.release(app)


def test_the_timetable_starts_and_stops(app, clock):
    desk.start()
    db.session.commit()

    scheduler = timetable.start(app)

    assert {job.id for job in scheduler.get_jobs()} >= {"nightly", "weekly", "daytime"}
    scheduler.shutdown(wait=True)
    lock.release(app)


@pytest.mark.parametrize("job", ["nightly", "daytime", "weekly"])
def test_the_commands_run_and_repeat(app, job):
    desk.lend(desk.start())
    db.session.commit()
    shell = app.test_cli_runner()

    first, again = (shell.invoke(args=["job", job, "--day", "2026-03-02", "--json"]) for _ in range(2))

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert '"ran": true' in first.output
    assert '"ran": false' in again.output
    assert shell.invoke(args=["job", job, "--day", "2026-02-30"]).exit_code == 2


def test_the_ageing_and_examples_commands(app, tmp_path):
    desk.lend(desk.start())
    db.session.commit()
    shell = app.test_cli_runner()

    aged = shell.invoke(args=["ageing", "--as-of", "2026-02-03", "--edges", "0,7", "--json"])

    assert '{"currency": "CNY", "bucket": "1-7", "count": 1, "amount": "100.00"}' in aged.output
    assert shell.invoke(args=["ageing", "--as-of", "2026-02-03", "--edges", "7,0"]).exit_code == 1
    assert shell.invoke(args=["ageing", "--as-of", "2026-02-03", "--portfolio", "none"]).exit_code == 1
    wrong = tmp_path / "wrong.json"
    wrong.write_text('[{"id": "X1", "kind": "no such kind", "given": {}, "expect": {}}]')
    told = shell.invoke(args=["examples", str(wrong)])
    assert (told.exit_code, told.output.splitlines()[-1]) == (1, "0 passed, 1 failed")
