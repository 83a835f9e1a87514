"""The dates of a job that were missed: which are made up, tried again, left to a person or passed over."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select

from jobs import weekly
from jobs.runner import last_done
from models import db
from models.run import JobRun, RunStatus
from models.transaction import writing
from rules.sentence import Sentence
from services import bulk

MOST = 31
"""So many dates of a job are made up before the present one, the last ones."""
RETRIES = (timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
"""How long after each failure a date is run again; after one more failure it is left to a person, and told."""
PASSED_OVER = Sentence("It was passed over: more dates were missed than are made up.")


def missed(job: str, today: date) -> list[date]:
    """The business dates to make up since the last one done, today included; only today where there was none."""
    return _since(job, today)[-1 - MOST :]


def passed_over(job: str, today: date) -> list[date]:
    """The business dates before those, which nobody makes up any more."""
    return _since(job, today)[: -1 - MOST]


def pass_over(job: str, days: Sequence[date], now: datetime) -> None:
    """Write down the dates of a job that are not made up; one that was begun before stays as it is."""
    problem = {"step": "", "record": "", "id": None, "problem": PASSED_OVER}
    told = {"status": RunStatus.skipped, "started_at": now, "finished_at": now, "problems": [problem], "counts": {}}
    rows = [{"job": job, "business_date": day, "slot": "", "holder": "", "version": 1, **told} for day in days]
    if rows:
        with writing():
            bulk.insert(JobRun, rows)


def is_left(job: str, day: date) -> bool:
    """Whether a date failed so often that it is left to a person."""
    return _failures(job, day)[0] > len(RETRIES)


def rests(job: str, day: date, now: datetime) -> bool:
    """Whether a date failed just now, and is tried again a little later."""
    count, ended_at = _failures(job, day)
    return ended_at is not None and 0 < count <= len(RETRIES) and now < ended_at + RETRIES[count - 1]


def nights_before(week_on: date) -> list[date]:
    """The nights that a week still waits for: missed, and neither left nor passed over."""
    days = missed("nightly", week_on) if last_done("nightly") else []
    return [day for day in days if not is_left("nightly", day)]


def _since(job: str, today: date) -> list[date]:
    """Every date after the last one that was done, up to today; only today where there was none."""
    days = 7 if job == "weekly" else 1
    end, last = weekly.monday(today) if job == "weekly" else today, last_done(job)
    count = (end - last).days // days if last else 1
    return [end - timedelta(days=days * back) for back in reversed(range(count))]


def _failures(job: str, day: date) -> tuple[int, datetime | None]:
    """How often a date failed, and when it did last; none where it is done, under way or never was begun."""
    columns = select(JobRun.failures, JobRun.finished_at, JobRun.started_at)
    row = db.session.execute(columns.filter_by(job=job, business_date=day, slot="", status=RunStatus.failed)).first()
    db.session.rollback()
    return (row.failures, row.finished_at or row.started_at) if row else (0, None)
