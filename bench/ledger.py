"""The night over a ledger with overdue interest, one payment, one replay: `python -m bench.ledger [count]`.

The floor beside each figure is the same work without the ledger: a night in which nothing accrues, an empty commit,
the allocation alone. Middles of nine runs or more, in turn.
"""

import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count

from sqlalchemy import update

import config
from app import create_app
from bench.kit import measure
from bench.night import DAY, build, night, timed
from jobs import timetable
from models import database, db
from models.loan import Loan
from rules import allocation, ledger
from services import payment

RATE = Decimal("0.18")
NUMBERS = count(1)


def main(loans: int) -> None:
    """Build a book where every loan bears overdue interest, run two nights, post payments; then the rule alone."""
    replay()
    with tempfile.TemporaryDirectory() as folder:
        now = [datetime(2026, 3, 1, 18, tzinfo=UTC)]
        env = {"CONCORD_DATA_DIR": folder, "CONCORD_SCHEDULER": "off"}
        app = create_app(config.from_environment(env), lambda: now[0])
        with app.app_context():
            database.create()
            timed(f"a book of {loans:,} loans", lambda: build(loans))
            timed("the first night, every overdue case opens", lambda: night(app, DAY))
            nights = iter(range(1, 100))
            works = {
                "floor": lambda: later(app, now, next(nights), Decimal(0)),
                "a night with accrual": lambda: later(app, now, next(nights), RATE),
            }
            found = measure.medians(works)
            print(measure.beside("a night with accrual", found["a night with accrual"], found["floor"]))
            db.session.rollback()
            paid = measure.medians({"floor": db.session.commit, "one": lambda: post(now[0].date(), loans)}, 30)
            print(measure.beside("one payment, committed", paid["one"], paid["floor"]))
            db.engine.dispose()


def later(app: object, now: list[datetime], days: int, rate: Decimal) -> None:
    """The night so many days later, in which loans bear overdue interest at a rate, or none."""
    now[0] += timedelta(days=1)
    db.session.execute(update(Loan).values(overdue_rate=rate))
    db.session.commit()
    timetable.run_job(app, "nightly", DAY + timedelta(days=days))  # type: ignore[arg-type]


def post(day: date, loans: int) -> None:
    """Record one payment on the next loan; after the last one comes the first."""
    number = next(NUMBERS)
    row = db.session.get_one(Loan, number % loans + 1)
    payment.record(row, Decimal("10.00"), day, day, f"bench {number}")
    db.session.commit()


def replay() -> None:
    """Replay 60 instalments and 100 payments, with the plain allocation as the floor."""
    parts = {"principal": Decimal(100), "interest": Decimal("5.37"), "fee": Decimal(1)}
    dues = [allocation.Due(no, DAY + timedelta(days=30 * no), parts) for no in range(1, 61)]
    paid = [(no, DAY + timedelta(days=17 * no), Decimal("61.73")) for no in range(1, 101)]
    entries = [ledger.Entry(*row) for row in paid]
    day = DAY + timedelta(days=2000)
    works = {
        "floor": lambda: allocation.replay(dues, [allocation.Paid(*row) for row in paid]),
        "whole": lambda: ledger.replay(dues, [], entries, day, ledger.Terms(RATE)),
    }
    found = measure.medians(works, 30)
    print(measure.beside("replay of 60 instalments, 100 payments", found["whole"], found["floor"]))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
