"""The generated book of the benches: consistent as if the services had stored every row of it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select, text

from bench.book import copies, life
from jobs import timetable
from models import db
from models.borrower import Borrower, Phone
from models.case import Case, CaseState
from models.contact import Contact
from models.decision import Decision
from models.loan import Loan
from models.metric import MetricScope, Week, WeeklyMetric
from models.offer import Offer
from models.payment import Payment
from models.reminder import Reminder
from models.sealed import ring
from models.task import Task
from models.user import User
from rules import mask
from services import case, entry, metric
from tests import database

pytestmark = pytest.mark.heavy
SIZE = life.Size(loans=40, days=40)
COPIES = 4
PAID = ("paid_principal", "paid_interest", "paid_fee", "paid_overdue_interest")


@pytest.fixture(scope="module")
def pattern(the_app):
    with the_app.app_context():
        database.count_anew()
        life.live(the_app, SIZE)
        with db.engine.connect() as connection:
            found = copies.read(connection)
        database.empty()
    return found


@pytest.fixture
def book(app, pattern):
    copies.write(pattern, COPIES, db.engine)
    return app


def stored(loan: Loan) -> tuple[Any, ...]:
    """What is stored of a loan and rests on its ledger."""
    row = case.of(loan)
    shares = sorted(
        (part.payment_id, part.instalment_id, part.component, part.amount)
        for each in loan.payments
        for part in each.allocations
    )
    return (
        [getattr(loan, name) for name in case.BALANCE],
        [[getattr(part, name) for name in PAID] for part in loan.instalments],
        [part.amount_days for part in loan.instalments if loan.overdue_rate],
        [each.unapplied for each in loan.payments],
        (row.balance, row.overdue_since),
        shares,
    )


def broken_keys() -> list[Any]:
    """Rows that point at nothing, table after table."""
    if db.engine.dialect.name == "sqlite":
        return list(db.session.execute(text("PRAGMA foreign_key_check")))
    found: list[Any] = []
    for table in db.metadata.sorted_tables:
        for key in table.foreign_keys:
            other = key.column.table.alias()
            there = select(1).where(other.c[key.column.name] == key.parent).exists()
            found += db.session.execute(select(key.parent).where(key.parent.is_not(None), ~there)).all()
    return found


def test_a_generated_book_holds_what_its_services_would_have_stored(book):
    day = life.LAST_DAY

    loans = db.session.scalars(select(Loan).order_by(Loan.id)).all()
    before = [stored(each) for each in loans]
    for each in loans:
        entry.replay(each, day)
    db.session.flush()
    after = [stored(each) for each in loans]
    db.session.rollback()

    assert len(loans) == SIZE.loans * COPIES
    assert db.session.scalar(select(func.count(Borrower.id))) == -(-SIZE.loans // 2) * COPIES
    assert before == after
    assert all(
        sum((part.amount for part in each.allocations), each.unapplied + each.returned) == each.amount
        for each in db.session.scalars(select(Payment).where(Payment.amount > 0))
    )
    assert case.restage_many(db.session.scalars(select(Case.id)).all(), day) == {}
    assert broken_keys() == []


def test_every_open_case_of_a_generated_book_has_a_collector_and_a_next_action(book):
    todo = select(Task.id).where(Task.case_id == Case.id, Task.done_at.is_(None))
    here = select(Case.id).where(Case.state == CaseState.open)

    assert db.session.scalars(here).first()
    assert db.session.scalars(here.where(~todo.exists())).all() == []
    assert db.session.scalars(here.where(Case.next_action_on.is_(None))).all() == []
    assert (
        db.session.scalars(here.join(User, User.id == Case.assignee_id, isouter=True).where(User.id.is_(None))).all()
        == []
    )


def test_each_copy_speaks_of_its_own_people(book):
    first, last = db.session.scalars(select(Borrower).where(Borrower.id.in_((1, 1 + (COPIES - 1) * 20)))).all()
    phones = db.session.scalars(select(Phone)).all()

    assert first.name != last.name
    assert mask.name(first.name) == mask.name(last.name)
    assert last.reference == f"D{last.id:04}"
    assert [each.number for each in last.phones] == [f"140{each.id:08}" for each in last.phones]
    assert len({each.number_index for each in phones}) == len(phones)
    assert all(each.number_index == ring.blind(each.number) for each in phones)
    assert all(each.reference == case.reference(each.loan_id) for each in db.session.scalars(select(Case)))
    for row in db.session.scalars(select(Decision)):
        told = db.session.scalars(select(Contact.borrower_id).where(Contact.id.in_(row.facts["contacts"]))).all()
        assert set(told) <= {row.borrower_id}
    for row in db.session.scalars(select(Reminder).where(Reminder.provider_reference.is_not(None))):
        assert row.provider_reference == f"outbox:reminder-{row.id}.{row.provider_reference.rsplit('.', 1)[1]}"
    for row in db.session.scalars(select(Offer)):
        earlier = select(Payment.id).where(Payment.loan_id == row.case.loan_id, Payment.id == row.after_id)
        assert row.after_id == 0 or db.session.scalar(earlier)


def test_the_figures_of_a_generated_week_count_every_copy(app, pattern):
    one = sum(row["n"] for row in pattern.rows["weekly_metric"] if row["scope"] == MetricScope.team)

    copies.write(pattern, COPIES, db.engine)

    count = select(func.sum(WeeklyMetric.n))
    assert db.session.scalar(count.where(WeeklyMetric.scope == MetricScope.team)) == one * COPIES
    top = select(func.sum(WeeklyMetric.numerator)).where(WeeklyMetric.name == "overdue_opening")
    assert db.session.scalar(top.where(WeeklyMetric.scope == MetricScope.team)) == db.session.scalar(
        top.where(WeeklyMetric.scope == MetricScope.portfolio)
    )


def test_the_weeks_of_a_generated_book_are_what_its_rows_tell(book):
    team = {"scope": MetricScope.team, "scope_id": 0}
    weeks = db.session.scalars(select(Week).where(Week.closed_at.is_not(None)).order_by(Week.week_on)).all()

    for week in weeks:
        kept = {(row.name, row.currency): (row.numerator, row.n) for row in figures(week.week_on, **team)}
        found = [row for row in metric.recomputed(week.week_on) if row["scope"] == MetricScope.team]
        assert {(row["name"], row["currency"]): (row["numerator"], row["n"]) for row in found} == kept
    assert len(weeks) > 2
    assert sum(row.numerator for row in figures(weeks[-1].week_on, **team, name="overdue_cash")) > 0


def figures(week_on: date, **where: Any) -> list[WeeklyMetric]:
    return list(db.session.scalars(select(WeeklyMetric).filter_by(week_on=week_on, **where)))


def test_the_night_after_a_generated_book_does_only_what_is_due(book, monkeypatch):
    night = life.LAST_DAY + timedelta(days=1)
    monkeypatch.setitem(book.config, "CLOCK", lambda: datetime(2026, 6, 10, 17, 30, tzinfo=UTC))
    cases = select(Case.id, Case.version).where(Case.touched.is_(False), Case.overdue_since > night)
    before = dict(db.session.execute(cases).all())

    report = timetable.run_job(book, "nightly", night)
    again = timetable.run_job(book, "nightly", night)

    assert (report.status, report.problems) == ("done", [])
    assert not again.ran
    # Statistics are gathered of tables, not of rows, and figures of a week or a day are of the house.
    house = ("gather_statistics", "close_weeks", "report_weeks", "keep_figures")
    lived = {step: counts for step, counts in report.counts.items() if step not in house}
    assert [(step, counts) for step, counts in lived.items() if any(count % COPIES for count in counts.values())] == []
    assert before
    assert dict(db.session.execute(select(Case.id, Case.version).where(Case.id.in_(before))).all()) == before
    assert db.session.scalar(select(func.count(Case.id))) == SIZE.loans * COPIES


def test_the_same_pattern_makes_the_same_book(app, pattern):
    def rows() -> list[Any]:
        with db.engine.connect() as connection:
            return [row for name, rows in copies.read(connection).rows.items() for row in (name, *rows)]

    copies.write(pattern, 2, db.engine)
    first = rows()
    database.empty()
    copies.write(pattern, 2, db.engine)

    assert rows() == first
    assert Decimal(len(first)) > 0
