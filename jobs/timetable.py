"""The timetable: what runs when, in one process of all that serve; what was missed is caught up."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger
from flask import Flask

from jobs import daytime, lock, nightly, weekly
from jobs.runner import Report, Step, last_done, run
from services import reminder, team

JOBS: Mapping[str, Sequence[Step]] = {
    "nightly": nightly.STEPS,
    "daytime": daytime.STEPS,
    "weekly": weekly.STEPS,
}
MOST_DAYS = 31
GRACE_SECONDS = 3600


def run_job(app: Flask, job: str, day: date | None = None) -> Report:
    """Run one job for a business date, by default today; needs the application's context.

    The weekly one belongs to the Monday of its week, the daytime one to its minute.
    """
    clock: Callable[[], datetime] = app.config["CLOCK"]
    now = clock()
    today = day or team.today(now)
    if job == "weekly":
        today = weekly.monday(today)
    slot = now.astimezone(team.zone()).strftime("%H:%M") if job == "daytime" else ""
    return run(job, today, JOBS[job], clock, slot)


def missed(job: str, today: date) -> list[date]:
    """The business dates not done since the last one that was, today included; only today where there was none."""
    step = timedelta(days=7 if job == "weekly" else 1)
    end = weekly.monday(today) if job == "weekly" else today
    last = last_done(job)
    day = max(last + step, end - timedelta(days=MOST_DAYS)) if last else end
    found = []
    while day <= end:
        found.append(day)
        day += step
    return found


def catch_up(app: Flask, job: str) -> None:
    """Run a job for every business date it missed, today included, if this is the process that schedules."""
    if not lock.held(app):
        return
    with app.app_context():
        if team.the() is None:
            return
        for day in missed(job, team.today(app.config["CLOCK"]())):
            run_job(app, job, day)


def send_by_day(app: Flask) -> None:
    """Send what waits, if this is the process that schedules; a pass with nothing to do leaves no run behind."""
    if not lock.held(app):
        return
    with app.app_context():
        if reminder.waiting():
            run_job(app, "daytime")


def start(app: Flask) -> BackgroundScheduler:
    """Start the timetable in this process: memory store, explicit zone; missed dates are caught up at once."""
    with app.app_context():
        zone = team.zone()
    scheduler = BackgroundScheduler(timezone=zone, job_defaults={"coalesce": True, "misfire_grace_time": GRACE_SECONDS})
    soon = DateTrigger(datetime.now(zone) + timedelta(seconds=2), timezone=zone)
    for job, hour in (("nightly", 1), ("weekly", 3)):
        scheduler.add_job(catch_up, CronTrigger(hour=hour, minute=30, timezone=zone), [app, job], id=job)
        scheduler.add_job(catch_up, soon, [app, job], id=f"{job}, caught up")
    minutes = CronTrigger(minute="*/5", timezone=zone)
    scheduler.add_job(send_by_day, minutes, [app], id="daytime", max_instances=1)
    scheduler.start()
    return scheduler
