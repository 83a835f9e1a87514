"""Money in currencies without decimals: every sum that the desk makes is one that can be paid."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from babel.numbers import get_currency_precision

from jobs import nightly
from models import db
from models.loan import Loan
from models.payment import Component
from models.plan import PlanKind
from rules import money
from rules.errors import RuleError
from rules.portfolio import words
from services import charge, entry, ledger, loan, offer, payment, plan, promise, setup, written
from services.loan import reschedule
from tests import desk, makers
from tests.portfolio_files import land, start, text, total

pytestmark = pytest.mark.usefixtures("app")
DUES = (date(2026, 1, 5), date(2026, 2, 5), date(2026, 3, 5))
TODAY = date(2026, 3, 2)
WHOLE = ("JPY", "KRW", "VND", "CLP")


@pytest.fixture(params=WHOLE)
def row(request):
    case = desk.lend(desk.start(), DUES, "10127", currency=request.param)
    case.loan.overdue_rate = Decimal("0.1825")
    entry.replay(case.loan, TODAY)
    db.session.commit()
    return case


def amounts(case):
    """Every amount that is stored of a loan."""
    held = case.loan
    yield from (
        case.balance,
        *(getattr(held, name) for name in ("outstanding_principal", "outstanding_overdue_interest")),
    )
    yield from (part.unpaid for part in held.instalments)
    yield from (share.amount for each in held.payments for share in each.allocations)


def test_interest_runs_in_whole_units_and_every_night_finds_what_a_replay_finds(row):
    for days in (1, 2, 9):
        night = TODAY + timedelta(days=days)
        nightly.accrue_interest(night, desk.at(night))
        stored = row.loan.outstanding_overdue_interest
        entry.replay(row.loan, night)
        assert row.loan.outstanding_overdue_interest == stored
        assert stored % 1 == 0
        assert ledger.per_diem(row.loan, night) % 1 == 0
    assert row.loan.outstanding_overdue_interest > 0


def test_what_is_shown_is_what_closes_the_case(row):
    shown = written.amount(row.balance, row.loan.currency, "en")
    paid = Decimal("".join(sign for sign in shown if sign.isdigit()))

    payment.record(row.loan, paid, TODAY, TODAY, "B1")

    assert (row.balance, row.overdue_since) == (0, None)


def test_plans_and_new_schedules_are_cut_into_whole_units(row):
    total = row.balance
    equal = plan.draft(row, plan.Ask(total, 7, TODAY))
    steps = plan.draft(row, plan.Ask(total, 7, TODAY, kind=PlanKind.step_up))

    assert sum(part.amount for part in equal) == sum(part.amount for part in steps) == total
    assert all(part.amount % 1 == 0 for part in [*equal, *steps])

    reschedule.reage(row, 7, TODAY + timedelta(days=9), reason="Asked for.", user=None, today=TODAY)

    assert len(row.loan.instalments) == 3 + 7
    assert all(amount % 1 == 0 for amount in amounts(row))


@pytest.mark.parametrize("amount", ["0.40", "100.5"])
def test_an_amount_finer_than_its_currency_is_refused_wherever_it_is_typed(row, amount):
    fine = Decimal(amount)
    tries = (
        lambda: payment.record(row.loan, fine, TODAY, TODAY, "B1"),
        lambda: payment.waive(row.loan, Component.principal, fine, TODAY, TODAY, "W1", "goodwill"),
        lambda: charge.post(row.loan.instalments[0], Component.cost, fine, TODAY, TODAY, "court fee"),
        lambda: promise.make(row, fine, TODAY + timedelta(days=1), TODAY, desk.at(TODAY)),
        lambda: plan.propose(row, fine, 2, TODAY + timedelta(days=1), today=TODAY),
        lambda: offer.make(row, fine, TODAY, {Component.principal: Decimal(9)}, TODAY),
        lambda: offer.make(row, Decimal(9), TODAY, {Component.principal: fine}, TODAY),
    )
    for attempt in tries:
        with pytest.raises(RuleError, match=r"unit|Between"):
            attempt()
        db.session.rollback()


def test_a_loan_is_not_opened_in_parts_that_nobody_can_pay():
    portfolio = desk.start()
    borrower = makers.make_borrower(lender=portfolio.lender)

    with pytest.raises(RuleError, match="finer than the unit of JPY"):
        loan.open(portfolio, borrower, "L", "JPY", Decimal(9), DUES[0], [loan.Part(DUES[0], Decimal("9.4"))])
    with pytest.raises(RuleError, match="three decimals"):
        loan.open(portfolio, borrower, "L", "KWD", Decimal(9), DUES[0], [loan.Part(DUES[0], Decimal(9))])


def test_an_old_debt_in_hundredths_is_shown_as_it_is_and_can_be_paid_whole():
    case = desk.lend(desk.start(), DUES[:1], "10127", currency="JPY")
    case.loan.instalments[0].principal += Decimal("0.40")
    entry.replay(case.loan, TODAY)

    assert written.amount(case.balance, "JPY", "en") == "¥10,127.40"
    with pytest.raises(RuleError, match="finer"):
        payment.record(case.loan, Decimal("0.30"), TODAY, TODAY, "B0")
    payment.record(case.loan, Decimal(10000), TODAY, TODAY, "B1")
    payment.record(case.loan, Decimal("127.40"), TODAY, TODAY, "B2")

    assert case.balance == 0


def test_a_loan_that_an_old_book_holds_in_three_decimals_breaks_nothing():
    case = desk.lend(desk.start(), DUES[:1], "100.00")
    case.loan.currency, case.loan.overdue_rate = "KWD", Decimal("0.1825")

    entry.replay(case.loan, TODAY)
    payment.record(case.loan, case.balance, TODAY, TODAY, "B1")

    assert (case.balance, written.amount(Decimal("1.50"), "KWD", "en").replace("\xa0", "")) == (0, "KWD1.500")


LOANS = ("合同编号", "借款人编号", "姓名", "币种", "剩余本金", "到期日", "期数", "放款日")


def test_a_new_limit_is_proposed_in_the_currency_of_most_newer_loans(app):
    makers.make_lender()
    assert setup.money() == "CNY"

    for currency in ("CNY", "TWD", "TWD"):
        makers.make_loan(currency=currency)

    assert setup.money() == "TWD"


def test_a_row_finer_than_its_currency_is_named_and_the_others_land():
    rows = [
        LOANS,
        ("L1", "B1", "甲", "JPY", "10127.40", "2026-01-05", "7", "2025-06-05"),
        ("L2", "B2", "乙", "JPY", "10127", "2026-01-05", "7", "2025-06-05"),
        ("L3", "B3", "丙", "CNY", "10127.40", "2026-01-05", "7", "2025-06-05"),
        ("L4", "B4", "丁", "KWD", "10127.40", "2026-01-05", "7", "2025-06-05"),
    ]

    done = land([text("l.csv", rows)], start())

    wrong = {each.row_no: (each.column, str(each.reason)) for step in done for each in step.wrong}
    assert wrong == {
        2: ("剩余本金", "10127.40 is finer than the unit of JPY."),
        5: ("剩余本金", "KWD has three decimals; the book keeps two."),
    }
    assert total(done, "wrong") == 2
    book = {each.contract_no: each for each in db.session.scalars(db.select(Loan))}
    assert set(book) == {"L2", "L3"}
    assert all(part.principal % 1 == 0 for part in book["L2"].instalments)


def test_the_units_are_those_of_the_table_by_which_amounts_are_shown():
    places = {code: get_currency_precision(code) for code in words.CURRENCIES}

    assert {code for code, count in places.items() if count == 0} == money.WITHOUT_DECIMALS
    assert {code for code, count in places.items() if count > 2} == money.FINER
