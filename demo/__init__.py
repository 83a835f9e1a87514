"""The demo book: 200 loans and four months of life, made through the services and jobs that real books use."""

import gc
from collections.abc import Iterator
from datetime import date, datetime

from flask import Flask

from demo import cast, happenings, life, routines
from demo.book import DAYS, ZONE, Book, at
from jobs import nightly, runner, timetable, weekly

__all__ = ["DAYS", "ZONE", "build"]

LOOKS = (nightly.gather_statistics, nightly.see_the_doctor, weekly.examine_the_book)


def build(app: Flask, today: date) -> Iterator[date]:
    """Live the demo day by day up to today, by a clock of its own; the edge commits after each day given back."""
    book, clock = Book(today), app.config["CLOCK"]
    gc.disable()  # A short-lived process with many small objects: collecting them costs a fifth of the time.
    try:
        set_clock(app, at(book.first_day, 1))
        cast.begin(book)
        yield book.first_day
        for day in book.days():
            night(app, day, looks=day == book.last_day)
            life.live(book, day)
            happenings.live(book, day)
            routines.live(book, day)
            yield day
            set_clock(app, at(day, 18))
            timetable.run_job(app, "daytime", day)
    finally:
        gc.enable()
        app.config["CLOCK"] = clock


def night(app: Flask, day: date, looks: bool = False) -> None:
    """The jobs of the early morning; doctor and statistics look at the last one only."""
    set_clock(app, at(day, 1, 30))
    for job in ("nightly", "weekly") if day.weekday() == 0 else ("nightly",):
        steps = [each for each in timetable.JOBS[job] if looks or each not in LOOKS]
        runner.run(job, day, steps, app.config["CLOCK"])


def set_clock(app: Flask, moment: datetime) -> None:
    """Let the application believe it is this moment."""
    app.config["CLOCK"] = lambda: moment
