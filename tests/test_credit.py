"""Credit: money of the borrower that nothing was left for, and how it leaves the loan."""

from datetime import date
from decimal import Decimal

import pytest

from models.payment import PaymentKind
from services import entry, ledger, payment
from services.paper import statement
from tests import desk

pytestmark = pytest.mark.usefixtures("app")
DUES = (date(2026, 2, 1), date(2026, 3, 1))
PAID, OUT = date(2026, 2, 10), date(2026, 2, 20)


@pytest.fixture
def row():
    case = desk.lend(desk.start(), DUES)
    payment.record(case.loan, Decimal("250.00"), PAID, PAID, "B1")
    return case


def leave(case, amount, kind=PaymentKind.refund):
    out = entry.book(case.loan, -Decimal(amount), OUT, OUT, f"out {amount}", kind=kind)
    payment.settle(case.loan, OUT)
    return out


def adds_up(loan):
    return all(
        each.amount == sum((part.amount for part in each.allocations), each.unapplied + each.returned)
        for each in loan.payments
        if each.reversal is None and each.reverses is None
    )


@pytest.mark.parametrize("kind", ledger.RETURNS)
def test_what_leaves_the_credit_is_no_debt_and_every_row_adds_up(row, kind):
    out = leave(row, "30.00", kind)

    paid = row.loan.payments[0]
    assert (paid.unapplied, paid.returned, out.returned, out.unapplied) == (20, 30, -30, 0)
    assert (row.balance, row.overdue_since) == (0, None)
    assert ledger.today(row.loan, OUT).credit == 20
    assert adds_up(row.loan)


def test_a_statement_tells_what_left_and_ends_with_the_ledger(row):
    leave(row, "30.00")

    account = statement.of(row.loan, OUT, OUT).statement

    assert [line.debit for line in account.lines if line.kind == "refund"] == [Decimal("30.00")]
    assert account.payoff == ledger.today(row.loan, OUT).total - account.credit == -20


def test_a_bounced_payment_leaves_the_loan_short_and_the_next_money_makes_it_good(row):
    out = leave(row, "30.00")

    payment.reverse(row.loan.payments[0], OUT, "bounced")

    assert (out.unapplied, ledger.today(row.loan, OUT).credit) == (-30, -30)
    assert row.balance == 200
    payment.record(row.loan, Decimal("230.00"), OUT, OUT, "B2")
    assert (row.balance, ledger.today(row.loan, OUT).credit, out.unapplied) == (0, 0, 0)
    assert adds_up(row.loan)


def test_what_left_is_taken_back(row):
    out = leave(row, "30.00")

    payment.reverse(out, OUT, "entered twice")

    assert ledger.today(row.loan, OUT).credit == 50
    assert row.loan.payments[0].returned == 0
