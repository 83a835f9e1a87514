"""What the figures cost over a book with a year behind it: `python -m bench.insight [count]`.

The week, what the night keeps, a month's end, the roll rates, and Monday on it; each the middle of three runs (nine for
pages), beside a floor in the same run: every instalment and payment read once, and a page that asks nothing.
"""

import resource
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
from bench.kit import desk, measure
from jobs import nightly, runner, timetable
from models import database, db
from models.base import Language
from models.borrower import Borrower
from models.case import Case
from models.lender import Licence
from models.loan import Instalment, Loan
from models.payment import Allocation, Component, Payment
from models.portfolio import Portfolio
from models.stage import Policy
from models.user import User
from rules import calendar, month
from rules.access import Role
from services import bulk, metric, setup
from services import month as month_service
from services.month import figures

DAY = date(2026, 3, 2)
MONTHS = 12
CHUNK = 5000
WEEK_SECONDS, MOST_MB, PAGE_SECONDS = 20.0, 400, 0.3
"""The bars, for 100,000 loans."""


def main(count: int) -> int:
    """Build a book of `count` loans, and measure; the exit status is 1 where a bar is missed."""
    with tempfile.TemporaryDirectory() as folder:
        env = {"CONCORD_DATA_DIR": folder, "CONCORD_SCHEDULER": "off"}
        app = create_app(config.from_environment(env), lambda: datetime(2026, 3, 2, 1, tzinfo=UTC))
        with app.app_context():
            database.create()
            timed(f"a book of {count:,} loans with {MONTHS} months behind it", lambda: build(count))
            timed("the night", lambda: timetable.run_job(app, "nightly", DAY))
            return report(app, Path(folder))


def report(app: object, folder: Path) -> int:
    """Measure, print, and hold against the bars."""
    monday = DAY - timedelta(days=7)
    works = {
        "": look,
        "the week": lambda: metric.figures_of(monday),
        "what the night keeps": lambda: nightly.keep_figures(DAY, datetime(2026, 3, 2, 1, tzinfo=UTC)),
        "a month's end": lambda: month_service.standing(month.before(DAY)),
        "roll rates of a month": lambda: figures.roll(figures.Book(month.before(DAY)), "CNY"),
    }
    for before in (monday - timedelta(days=7), monday):
        now = datetime(2026, 3, 2, 1, tzinfo=UTC)
        runner.once(lambda before=before, now=now: metric.measure(before, now))  # type: ignore[misc]
    found = measure.medians({name: rested(work) for name, work in works.items()}, 3)
    for name in list(works)[1:]:
        print(measure.beside(name, found[name], found[""]))
    browser = desk.browser(app, Role.manager)  # type: ignore[arg-type]
    pages = measure.medians({"": lambda: browser.fetch("/healthz"), "Monday": lambda: browser.fetch("/")})
    print(measure.beside("Monday", pages["Monday"], pages[""]))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{most:,.0f} MB at most; the book is {Path(folder, 'concord.db').stat().st_size / 1e6:,.0f} MB")
    fine = found["the week"].passed <= WEEK_SECONDS and pages["Monday"].passed <= PAGE_SECONDS and most <= MOST_MB
    db.engine.dispose()
    return 0 if fine else 1


def rested(work: Callable[[], object]) -> Callable[[], None]:
    """A work whose session is given back."""

    def run() -> None:
        work()
        db.session.rollback()

    return run


def timed(what: str, work: Callable[[], object]) -> None:
    """Run and print the seconds."""
    start = time.perf_counter()
    work()
    print(f"{what}: {time.perf_counter() - start:.1f} s", flush=True)


def look() -> None:
    """The floor: every instalment, and every payment with what it was laid on, read once."""
    db.session.execute(select(Instalment.loan_id, Instalment.due_on, Instalment.principal)).all()
    laid = select(Payment.loan_id, Payment.paid_on, Allocation.amount)
    db.session.execute(laid.join(Allocation, Allocation.payment_id == Payment.id)).all()


def build(count: int) -> None:
    """Loans of twelve instalments over a year; most were paid some days late, some have up to three open ones."""
    answers = setup.Start("Bench", "Lender", Licence.cn_micro_lender, Language.en, "Asia/Shanghai", is_demo=True)
    lender = setup.start(answers, calendar.add_months(DAY, -MONTHS - 1))
    lender.callback_number, lender.complaints_number, lender.pay_to = "1", "2", "3"
    portfolio = Portfolio(lender=lender, policy=db.session.scalars(select(Policy)).one(), name="Bench")
    db.session.add(portfolio)
    for role, number in ((Role.manager, 1), *((Role.collector, each) for each in range(2, 12))):
        email = f"person{number}@bench.example"
        db.session.add(User(email=email, name=f"Person {number}", role=role, fs_uniquifier=email))
    db.session.flush()
    for start in range(1, count + 1, CHUNK):
        fill(portfolio, list(range(start, min(start + CHUNK, count + 1))))
        runner.save()
    db.session.rollback()


def fill(portfolio: Portfolio, numbers: list[int]) -> None:
    """Rows of one chunk; a row's number is its id in every table."""
    lender_id, opened_on = portfolio.lender_id, calendar.add_months(DAY, -MONTHS)
    people = [
        {"lender_id": lender_id, "reference": f"B{n}", "name": f"张{n}", "language": Language.en} for n in numbers
    ]
    borrowers = bulk.add(Borrower, people)
    same = {"portfolio_id": portfolio.id, "currency": "CNY", "principal": Decimal(1200), "opened_on": opened_on}
    loans = bulk.add(
        Loan,
        [
            {
                **same,
                "outstanding_principal": Decimal(100 * (n % 4)),
                "entered_on": opened_on,
                "borrower_id": who,
                "contract_no": f"L{n}",
            }
            for n, who in zip(numbers, borrowers, strict=True)
        ],
    )
    dues = [
        (loan, n, at, calendar.add_months(DAY, at - MONTHS) + timedelta(days=n % 27))
        for loan, n in zip(loans, numbers, strict=True)
        for at in range(MONTHS)
    ]
    paid = [at < MONTHS - n % 4 for _, n, at, _ in dues]
    parts = bulk.add(
        Instalment,
        [
            {
                "loan_id": loan,
                "number": at + 1,
                "due_on": due,
                "principal": Decimal(100),
                "paid_principal": Decimal(100 if done else 0),
            }
            for (loan, _, at, due), done in zip(dues, paid, strict=True)
        ],
    )
    laid = [
        (part, loan, at, due + timedelta(days=(n + at) % 21))
        for part, (loan, n, at, due), done in zip(parts, dues, paid, strict=True)
        if done
    ]
    payments = bulk.add(
        Payment,
        [
            {"loan_id": loan, "paid_on": on, "posted_on": on, "amount": Decimal(100), "reference": f"P{at}"}
            for _, loan, at, on in laid
        ],
    )
    shares = [
        {"payment_id": payment, "instalment_id": part, "component": Component.principal, "amount": Decimal(100)}
        for payment, (part, *_) in zip(payments, laid, strict=True)
    ]
    bulk.add(Allocation, shares)
    firsts = {
        loan: calendar.add_months(DAY, -(n % 4)) + timedelta(days=n % 27)
        for loan, n in zip(loans, numbers, strict=True)
        if n % 4
    }
    cases = [
        {
            "loan_id": loan,
            "borrower_id": who,
            "reference": f"C{n:06}",
            "overdue_since": firsts.get(loan),
            "balance": Decimal(100 * (n % 4)),
            "touched": True,
        }
        for loan, who, n in zip(loans, borrowers, numbers, strict=True)
    ]
    bulk.add(Case, cases)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
