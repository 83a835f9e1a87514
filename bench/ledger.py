"""The night over a ledger with overdue interest, one payment, one replay: `python -m bench.ledger [count]`.

The floor beside each figure is the same work without the ledger: a night in which nothing accrues, an empty commit.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from statistics import median

from sqlalchemy import update

import config
from app import create_app
from bench.night import DAY, build, night, timed
from models import db
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
            db.create_all()
            timed(f"a book of {loans:,} loans", lambda: build(loans))
            timed("the first night, every overdue case opens", lambda: night(app, DAY))
            now[0] += timedelta(days=1)
            timed("floor: a night in which nothing accrues", lambda: night(app, DAY + timedelta(days=1)))
            db.session.execute(update(Loan).values(overdue_rate=RATE))
            db.session.commit()
            for days in (2, 3):
                now[0] += timedelta(days=1)
                timed("a night with accrual", lambda days=days: night(app, DAY + timedelta(days=days)))
            floor = middle(lambda: db.session.commit())
            one = middle(lambda: post(DAY + timedelta(days=3), loans))
            print(f"one payment, committed: {one * 1000:.1f} ms; floor, an empty commit: {floor * 1000:.2f} ms")
            db.engine.dispose()


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
    whole = middle(lambda: ledger.replay(dues, [], entries, day, ledger.Terms(RATE)))
    plain = middle(lambda: allocation.replay(dues, [allocation.Paid(*row) for row in paid]))
    print(
        f"replay of 60 instalments, 100 payments: {whole * 1000:.1f} ms; floor, allocation alone: {plain * 1000:.2f} ms"
    )


def middle(work: Callable[[], object], times: int = 30) -> float:
    """The median of some runs, in seconds."""
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return median(seconds)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
