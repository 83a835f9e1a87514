"""How long a night takes over 100,000 cases, and the ageing of that book: `python -m bench.night [count]`.

The first night, in which every overdue case opens, can be lived once; the others are the middle of nine, beside every
case with its loan read once.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import select

import config
from app import create_app
from bench.kit import measure
from jobs import runner, timetable
from models import database, db
from models.base import Language
from models.borrower import Borrower, Phone
from models.case import Case
from models.lender import Licence
from models.loan import Instalment, Loan
from models.portfolio import Portfolio
from models.stage import Policy
from services import ageing, bulk, case, setup

DAY = date(2026, 3, 2)
CHUNK = 5000
LATE_DAYS = 60
BUCKETS = (0, 7, 15, 30, 60)


def main(count: int) -> None:
    """Build a book of `count` cases, then run its nights."""
    with tempfile.TemporaryDirectory() as folder:
        env = {"CONCORD_DATA_DIR": folder, "CONCORD_SCHEDULER": "off"}
        now = [datetime(2026, 3, 1, 18, tzinfo=UTC)]
        app = create_app(config.from_environment(env), lambda: now[0])
        with app.app_context():
            database.create()
            timed(f"a book of {count:,} loans", lambda: build(count))
            timed("the first night, every overdue case opens", lambda: night(app, DAY))
            now[0] += timedelta(days=1)
            nights = iter(range(1, 100))
            works = {
                "a night, only what is due": lambda: later(app, now, next(nights)),
                "ageing": lambda: ageing.ageing(DAY, BUCKETS),
                "ageing as of 30 days before": lambda: ageing.ageing(DAY - timedelta(days=30), BUCKETS),
            }
            found = measure.medians({"": look, **works})
            for name in works:
                print(measure.beside(name, found[name], found[""]))
            print_lines(ageing.ageing(DAY, BUCKETS))
            size = Path(folder, "concord.db").stat().st_size
            print(f"{size / 1e6:,.0f} MB")
            db.engine.dispose()


def timed(what: str, work: Callable[[], object]) -> None:
    """Run and print the seconds."""
    start = time.perf_counter()
    work()
    print(f"{what}: {time.perf_counter() - start:.1f} s")


def night(app: object, day: date) -> None:
    """One night, with what each step did."""
    report = timetable.run_job(app, "nightly", day)  # type: ignore[arg-type]
    print(dict(report.counts), report.problems[:3])


def later(app: object, now: list[datetime], days: int) -> None:
    """The night so many days later."""
    now[0] += timedelta(days=1)
    timetable.run_job(app, "nightly", DAY + timedelta(days=days))  # type: ignore[arg-type]


def look() -> None:
    """The floor: every case with its loan, read once."""
    db.session.execute(select(Case.id, Case.overdue_since, Loan.principal).join(Loan, Case.loan_id == Loan.id)).all()
    db.session.rollback()


def print_lines(rows: list[ageing.AgeingRow]) -> None:
    """The ageing as a person reads it."""
    print("; ".join(f"{row.bucket}: {row.count} {row.amount}" for row in rows))


def build(count: int) -> None:
    """Borrowers with a phone and a loan of three instalments; two of three are overdue by up to 60 days."""
    answers = setup.Start("Bench", "Lender", Licence.cn_micro_lender, Language.en, "Asia/Shanghai", is_demo=True)
    lender = setup.start(answers, DAY)
    lender.callback_number, lender.complaints_number, lender.pay_to = "1", "2", "3"
    portfolio = Portfolio(lender=lender, policy=db.session.scalars(select(Policy)).one(), name="Bench")
    db.session.add(portfolio)
    db.session.flush()
    for start in range(1, count + 1, CHUNK):
        fill(portfolio, list(range(start, min(start + CHUNK, count + 1))))
        runner.save()
    db.session.rollback()


def fill(portfolio: Portfolio, numbers: list[int]) -> None:
    """Rows of one chunk; a row's number is its id in every table."""
    lender_id = portfolio.lender_id
    people = [
        {"lender_id": lender_id, "reference": f"B{n}", "name": f"张{n}", "language": Language.en} for n in numbers
    ]
    borrowers = bulk.add(Borrower, people)
    bulk.add(Phone, [{"borrower_id": each, "number": f"140{each:08}"} for each in borrowers])
    same = {"portfolio_id": portfolio.id, "currency": "CNY", "principal": Decimal(300), "opened_on": date(2025, 1, 1)}
    owed = {"outstanding_principal": Decimal(300)}
    loans = bulk.add(Loan, [{**same, **owed, "borrower_id": each, "contract_no": f"L{each}"} for each in borrowers])
    dues = {each: DAY - timedelta(days=each % (LATE_DAYS * 3 // 2) - LATE_DAYS // 2) for each in loans}
    parts = [
        {"loan_id": each, "number": n + 1, "due_on": dues[each] + timedelta(days=30 * n), "principal": Decimal(100)}
        for each in loans
        for n in range(3)
    ]
    bulk.add(Instalment, parts)
    cases = [
        {"loan_id": loan, "borrower_id": who, "reference": case.reference(loan), "overdue_since": dues[loan]}
        for loan, who in zip(loans, borrowers, strict=True)
    ]
    bulk.add(Case, [{**row, "balance": Decimal(300)} for row in cases])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
