"""Starts after missed nights and weeks: `python -m bench.starts [COUNT] [SEED]`, so many with one process, then two.

The program is the one that people start, on a small book whose last night lies days or weeks back. Every date must be
done, once and in order, nights before the weeks that measure them; what lies too far back must be told as passed over.
With CONCORD_TEST_DATABASE_URL the book is on that PostgreSQL server.
"""

import random
import shutil
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import delete, select

from bench import book, night
from bench.kit import books
from jobs import missed, weekly
from models import database, db
from models.run import JobRun, RunStatus
from models.transaction import writing
from services import team
from tests import program

LOANS = 40
PATIENCE = 900
"""Seconds in which a start is through with what was missed."""
LONG = 40
"""Days off in one start of each round: more than are made up."""
NAME = "concord_starts"


def main(count: int, seed: int) -> None:
    """Start so often with one process and with two; ends with 1 at the first start that left something."""
    dice = random.Random(f"starts {seed}")
    folder = Path(tempfile.mkdtemp(prefix="concord-starts-"))
    try:
        books.create(NAME)
        with book.opened(folder, books.url_of(NAME) if books.SERVER else "") as app:
            database.create()
            night.build(LOANS)
            for processes in (1, 2):
                slowest = max(begun(app, folder, processes, off) for off in absences(dice, count))
                told = f"{count} starts, {books.kind()}, {processes} process{'es' * (processes > 1)}"
                print(f"{told}: every date done, in order; the slowest took {slowest:.0f} s", flush=True)
    finally:
        shutil.rmtree(folder)


def absences(dice: random.Random, count: int) -> list[int]:
    """How many days the house was off before each start; once for long."""
    return [LONG, *(dice.randint(1, 9) for _ in range(count - 1))]


def begun(app: Flask, folder: Path, processes: int, off: int) -> float:
    """Start so many processes on a book that was left so many days ago, until all is made up; gives the seconds."""
    today = team.today(datetime.now(UTC))
    leave(today - timedelta(days=off))
    begun_at, wanted = time.monotonic(), due(today - timedelta(days=off), today)
    env = book.environment(folder, app.config["SQLALCHEMY_DATABASE_URI"]) | {"CONCORD_SCHEDULER": "on"}
    with ExitStack() as up:
        for number in range(processes):
            up.enter_context(program.running(folder, log=f"program-{number}.log", **env))
        while runs() != wanted:
            if time.monotonic() > begun_at + PATIENCE:
                raise SystemExit(f"Left for {off} days: {runs()} and not {wanted}")
            time.sleep(0.2)
        took = time.monotonic() - begun_at
    if runs() != wanted:
        raise SystemExit(f"Left for {off} days, and more was done than was due: {runs()}")
    print(f"  {off} days off, {processes} at once: {len(wanted)} dates in {took:.0f} s", flush=True)
    return took


def leave(last: date) -> None:
    """Let the last night and week be those of a day."""
    at = datetime.now(UTC) - timedelta(days=1)
    with writing():
        db.session.execute(delete(JobRun))
        for job, day in (("nightly", last), ("weekly", weekly.monday(last))):
            db.session.add(JobRun(job=job, business_date=day, status=RunStatus.done, started_at=at, finished_at=at))


def runs() -> list[tuple[str, date, str]]:
    """The dates of nights and weeks with their ends, in the order in which they were begun, after the ones left."""
    db.session.rollback()
    rows = db.session.scalars(select(JobRun).where(JobRun.slot == "").order_by(JobRun.id)).all()
    return [(row.job, row.business_date, str(row.status)) for row in rows][2:]


def due(last: date, today: date) -> list[tuple[str, date, str]]:
    """What has to be found in the end."""
    nights = [last + timedelta(days=days) for days in range(1, (today - last).days + 1)]
    late, early = nights[-1 - missed.MOST :], nights[: -1 - missed.MOST]
    made_up = [("nightly", day, "done") for day in late] + [
        ("weekly", day, "done") for day in nights if not day.weekday()
    ]
    return [("nightly", day, "skipped") for day in early] + made_up


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
