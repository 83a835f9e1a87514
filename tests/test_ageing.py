"""Ageing: unpaid principal by days past due, as of any day."""

import csv
import random
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from models import db
from models.case import Case
from models.loan import Loan
from rules.errors import RuleError
from services import ageing, payment
from tests import desk, makers, real_data, thorough
from tests.portfolio_files import landed

pytestmark = pytest.mark.usefixtures("app")
EDGES = (0, 7, 15, 30, 60)


def shown(day, portfolio=None):
    """The buckets that hold something."""
    rows = ageing.ageing(day, EDGES, portfolio)
    return {(row.currency, row.bucket): (row.count, str(row.amount)) for row in rows if row.count}


def past(days):
    return desk.DUE + timedelta(days=days)


def test_all_buckets_stand_in_order_even_when_empty():
    desk.lend(desk.start())

    rows = ageing.ageing(past(8), EDGES)

    assert [row.bucket for row in rows] == ["not due", "1-7", "8-15", "16-30", "31-60", "61+"]
    assert [row.count for row in rows] == [0, 0, 1, 0, 0, 0]


def test_the_oldest_unpaid_amount_decides_for_the_whole_unpaid_principal():
    case = desk.lend(desk.start(), (past(0), past(20)), more={"interest": Decimal("10.00")})

    payment.record(case.loan, Decimal("110.00"), past(5), past(25), "B1")

    assert shown(past(4)) == {("CNY", "1-7"): (1, "200.00")}
    assert shown(past(5)) == {("CNY", "not due"): (1, "100.00")}
    assert shown(past(22)) == {("CNY", "1-7"): (1, "100.00")}


def test_a_reversed_payment_counts_until_its_reversal():
    case = desk.lend(desk.start())
    paid = payment.record(case.loan, Decimal("100.00"), past(5), past(5), "B1")

    payment.reverse(paid, past(9), "bounced")

    assert shown(past(4)) == {("CNY", "1-7"): (1, "100.00")}
    assert shown(past(8)) == {}
    assert shown(past(9)) == {("CNY", "8-15"): (1, "100.00")}


def test_currencies_are_never_added_and_later_loans_left_out():
    portfolio = desk.start()
    desk.lend(portfolio)
    desk.lend(portfolio, currency="USD")
    desk.lend(portfolio, opened_on=past(30), dues=(past(60),))

    assert shown(past(1)) == {("CNY", "1-7"): (1, "100.00"), ("USD", "1-7"): (1, "100.00")}
    assert shown(past(1), makers.make_portfolio(lender=portfolio.lender)) == {}


def test_edges_must_rise_from_zero():
    with pytest.raises(RuleError, match="start with 0 and rise"):
        ageing.ageing(desk.DUE, (0, 15, 7))


@pytest.mark.slow
@pytest.mark.parametrize("order", thorough.sample(["random", "day by day"]))
def test_real_invoices_age_as_they_were_computed_independently(order):
    landed("panel_import_ibm", "borrowers.csv", "loans.csv")
    loans = {row.contract_no: row for row in whole_loans()}
    history = sorted(read("panel_import_ibm/payments.csv"), key=lambda row: row["paid_on"])
    if order == "random":
        random.Random(7).shuffle(history)

    for number, row in enumerate(history):
        paid_on = date.fromisoformat(row["paid_on"])
        payment.record(loans[row["contract_no"]], Decimal(row["amount"]), paid_on, paid_on, f"B{number}")
    db.session.flush()

    expected = defaultdict(list)
    for row in read("expected/ibm_ageing_as_of.csv"):
        expected[row["as_of"]].append((row["bucket"], int(row["open_invoices"]), Decimal(row["open_amount"])))

    assert len(expected) > 1
    for day, rows in expected.items():
        found = [(row.bucket, row.count, row.amount) for row in ageing.ageing(date.fromisoformat(day), EDGES)]
        assert found == rows


def whole_loans():
    """Every loan with what a payment looks at, in a few statements: two thousand payments ask for nothing more."""
    follows = (selectinload(getattr(Case, name)) for name in ("offers", "promises", "plans"))
    hangs = [selectinload(getattr(Loan, name)) for name in ("instalments", "charges", "payments")]
    return db.session.scalars(select(Loan).options(*hangs, selectinload(Loan.case_file).options(*follows))).all()


def read(name):
    with real_data.path(name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
