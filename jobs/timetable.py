"""The timetable: what runs when, in one process of all that serve; what was missed is caught up."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from threading import Lock

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger
from flask import Flask

from jobs import backup, daytime, lock, nightly, weekly
from jobs.missed import is_left, missed, nights_before, pass_over, passed_over, rests
from jobs.runner import TOMORROW, Report, Step, end_cut_off, is_ahead, run
from models.run import RunStatus
from rules.errors import RuleError
from services import team
from services.audit import seal
from services.user import mail

JOBS: Mapping[str, Sequence[Step]] = {
    "nightly": nightly.STEPS,
    "daytime": daytime.STEPS,
    "weekly": weekly.STEPS,
}
DATED = ("nightly", "weekly")
"""The jobs that have a run for each of their dates, in the order in which they are caught up."""
CAUGHT_UP = "concord.caught_up"
"""The schedule lock under which this process has caught up: whoever takes it anew does so again."""
turn = Lock()
log = logging.getLogger("concord.jobs")
GRACE_SECONDS, MAIL_SECONDS = 3600, 20


def run_job(app: Flask, job: str, day: date | None = None, again: bool = False) -> Report:
    """Run one job for a business date, by default today; needs the application's context.

    The weekly one belongs to the Monday of its week, the daytime one to its minute. `again`: also where it is done.
    Raises RuleError for a date beyond tomorrow, since every date before it would count as past, and for a week whose
    nights were missed, since it measures what they find.
    """
    clock: Callable[[], datetime] = app.config["CLOCK"]
    now = clock()
    today = day or team.today(now)
    if today > team.today(now) + TOMORROW:
        raise RuleError("%(day)s has not come: jobs run for dates up to tomorrow.", day=today)
    if job == "weekly":
        today = weekly.monday(today)
        if waiting := nights_before(today):
            raise RuleError("The night of %(day)s has not run: the week comes after it.", day=waiting[0])
    slot = now.astimezone(team.zone()).strftime("%H:%M") if job == "daytime" else ""
    return run(job, today, JOBS[job], clock, slot, again)


def catch_up(app: Flask, *jobs: str) -> None:
    """Run jobs, by default all that have dates, for every date missed, today included; one catch-up at a time.

    Nights come before weeks, which measure what the nights found. Only the process that schedules does it; where it
    cannot finish, because a run is under way elsewhere, the next pass of the day goes on.
    """
    with turn:
        if not lock.held(app):
            return
        mine, before = app.extensions.get(lock.KEY), app.extensions.pop(CAUGHT_UP, None)
        with app.app_context():
            now = app.config["CLOCK"]()
            today = team.today(now)
            for job in JOBS:
                end_cut_off(job, now)
            done = team.the() is None or all(_make_up(app, job, today) for job in jobs or DATED)
        if done:
            app.extensions[CAUGHT_UP] = before if jobs else mine


def _make_up(app: Flask, job: str, today: date, by_hand: bool = False, but: date | None = None) -> bool:
    """Run a job for its missed dates in their order; false where one is under way elsewhere or is to be tried again.

    A later date would pass over those before it, so that it waits until the earlier one is done or left. `by_hand`:
    each date is tried now, `but` one, and none waits. A clock that ran ahead blocks them all: the log says so each
    time, the doctor names the run, and a person decides.
    """
    clock = app.config["CLOCK"]
    if is_ahead(team.today(clock())):
        log.error("%s stands still: a run was done for a date that has not come; see `flask job repair`", job)
        return True
    pass_over(job, passed_over(job, today), clock())
    return all(_try(app, job, day, by_hand) for day in missed(job, today) if day != but)


def _try(app: Flask, job: str, day: date, by_hand: bool) -> bool:
    """Run a job for a date; whether the next date may follow."""
    if not by_hand and is_left(job, day):
        return True
    if not by_hand and rests(job, day, app.config["CLOCK"]()):
        return False
    status = run_job(app, job, day).status
    return status == RunStatus.done or (status == RunStatus.failed and (by_hand or is_left(job, day)))


def night_now(app: Flask) -> Report | None:
    """Run tonight's night at a person's word, after the nights that were missed; where it was done, once more.

    One at a time: of two that begin it, one runs it, in whichever process, for the run itself is taken. None where an
    earlier night is under way elsewhere.
    """
    with turn, app.app_context():
        today = team.today(app.config["CLOCK"]())
        made_up = _make_up(app, "nightly", today, by_hand=True, but=today)
        return run_job(app, "nightly", today, again=True) if made_up else None


def by_hand(app: Flask, job: str, day: date | None = None) -> Report:
    """Run a job at a command, needing the application's context: without a day for today, after what was missed.

    Raises RuleError as `run_job` does.
    """
    today = team.today(app.config["CLOCK"]())
    if day is None and job == "weekly":
        _make_up(app, "nightly", today, by_hand=True)
    if day is None and job in DATED:
        _make_up(app, job, today, by_hand=True, but=weekly.monday(today) if job == "weekly" else today)
    return run_job(app, job, day)


def pass_by_day(app: Flask) -> None:
    """Catch up if this process took the schedule over, or left something, and send what waits."""
    if not lock.held(app):
        return
    if app.extensions.get(CAUGHT_UP) is not app.extensions.get(lock.KEY):
        catch_up(app)
    send_by_day(app)


def send_by_day(app: Flask) -> None:
    """Send what waits, if this is the process that schedules; a pass with nothing to do leaves no run behind."""
    if not lock.held(app):
        return
    with app.app_context():
        if daytime.has_work():
            run_job(app, "daytime")


def mail_at_once(app: Flask) -> None:
    """Send what waits for people who sign in, who wait for it; the pass of the day takes up what is left."""
    if not lock.held(app):
        return
    with app.app_context():
        now = app.config["CLOCK"]()
        if mail.ready(now):
            daytime.send_mail(team.today(now), now)


def seal_by_day(app: Flask) -> None:
    """Seal the audit trail, if this is the process that schedules; it leaves no run behind."""
    if not lock.held(app):
        return
    with app.app_context():
        now = app.config["CLOCK"]()
        if seal.waiting():
            daytime.seal_trail(team.today(now), now)


def back_up_by_night(app: Flask) -> None:
    """Make the backup of the day, if this is the process that schedules and a folder is set."""
    if not lock.held(app):
        return
    with app.app_context():
        now = app.config["CLOCK"]()
        if backup.is_due(now):
            backup.make(app.config["CONCORD"].backup_dir, now)


def start(app: Flask) -> BackgroundScheduler:
    """Start the timetable in this process: memory store, explicit zone; missed dates are caught up at once."""
    with app.app_context():
        zone = team.zone()
    scheduler = BackgroundScheduler(timezone=zone, job_defaults={"coalesce": True, "misfire_grace_time": GRACE_SECONDS})
    soon = DateTrigger(datetime.now(zone) + timedelta(seconds=2), timezone=zone)
    scheduler.add_job(catch_up, soon, [app], id="caught up")
    scheduler.add_job(catch_up, CronTrigger(hour=1, minute=30, timezone=zone), [app, "nightly"], id="nightly")
    scheduler.add_job(catch_up, CronTrigger(hour=3, minute=30, timezone=zone), [app], id="weekly")
    minutes = CronTrigger(minute="*/5", timezone=zone)
    scheduler.add_job(pass_by_day, minutes, [app], id="daytime", max_instances=1)
    scheduler.add_job(
        seal_by_day, CronTrigger(minute="*/5", second=30, timezone=zone), [app], id="seal", max_instances=1
    )
    hours = CronTrigger(minute=45, timezone=zone)
    scheduler.add_job(back_up_by_night, hours, [app], id="backup", max_instances=1)
    often = IntervalTrigger(seconds=MAIL_SECONDS, timezone=zone)
    scheduler.add_job(mail_at_once, often, [app], id="mail", max_instances=1)
    scheduler.start()
    return scheduler
