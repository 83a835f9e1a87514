"""The demo book: 300 loans and six months of life, made through the services and jobs that real books use."""

from collections.abc import Iterator
from datetime import date

from demo import cast, life
from demo.book import Book, at
from jobs import runner


def build(today: date) -> Iterator[date]:
    """Live the demo day by day up to today; the edge commits after each day that is given back."""
    book = Book(today)
    cast.begin(book)
    for day in book.days():
        life.live(book, day)
        yield day
        for job in ("nightly", "daytime", "weekly") if day.weekday() == 0 else ("nightly", "daytime"):
            runner.run(job, day, now=at(day, 9))
