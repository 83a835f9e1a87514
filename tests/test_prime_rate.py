"""The loan prime rate as rows: the cap counted from them, and a word when a month is missing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from models import db
from models.batch import ImportRow, RowOutcome
from models.lender import Licence
from models.loan import Loan
from models.payment import Component
from models.portfolio import Portfolio
from models.prime_rate import PrimeRate
from rules.access import Role
from rules.errors import RuleError
from services import charge, prime_rate
from tests import desk, plans, portfolio_files

pytestmark = pytest.mark.usefixtures("app")
TODAY = date(2026, 3, 2)


def check(loan, rate):
    licence = loan.borrower.lender.licence
    prime_rate.check(licence, loan.opened_on, [Decimal(0), Decimal(rate)], TODAY)


@pytest.fixture
def loan(app):
    found = desk.lend(desk.start()).loan
    found.borrower.lender.licence = Licence.cn_private_lender
    found.opened_on = date(2025, 12, 1)
    prime_rate.load()
    db.session.commit()
    return found


def test_the_rows_are_loaded_once(loan):
    count = db.session.query(PrimeRate).count()
    prime_rate.load()
    assert db.session.query(PrimeRate).count() == count > 10


@pytest.mark.parametrize(
    ("opened_on", "cap"), [(date(2025, 12, 1), "0.12"), (date(2022, 1, 20), "0.148"), (date(2019, 1, 1), "0.12")]
)
def test_a_private_loan_may_cost_four_times_the_rate_of_its_day_and_an_older_one_that_of_a_suit_now(
    loan, opened_on, cap
):
    loan.opened_on = opened_on
    check(loan, cap)
    with pytest.raises(RuleError, match="four times the one-year LPR"):
        check(loan, str(Decimal(cap) + Decimal("0.0001")))


def test_a_row_that_a_person_adds_counts_from_its_day(loan):
    db.session.add(PrimeRate(published_on=date(2025, 11, 20), one_year_rate=Decimal("0.02")))
    assert prime_rate.cap_of("cn_private_lender", date(2025, 12, 1), TODAY).cap_rate == Decimal("0.08")
    assert prime_rate.cap_of("cn_private_lender", date(2025, 11, 19), TODAY).cap_rate == Decimal("0.12")


def test_other_licences_have_no_such_cap_and_need_no_newest_rate(loan):
    loan.borrower.lender.licence = Licence.cn_micro_lender
    check(loan, "0.5")
    assert prime_rate.is_current(TODAY)


def test_a_month_that_is_missing_is_told_until_it_is_entered(loan):
    assert not prime_rate.is_current(TODAY)
    db.session.add(PrimeRate(published_on=date(2026, 2, 20), one_year_rate=Decimal("0.03")))
    assert prime_rate.is_current(TODAY)
    assert not prime_rate.is_current(date(2026, 3, 28))


def test_a_rate_above_the_cap_is_refused_on_the_screen_with_the_law_beside_it(loan, sign_in):
    browser, _ = sign_in(Role.administrator)
    terms = {"contract_no": "L-1", "annual_rate": "5", "overdue_rate": "24", "allocation_order": "civil_code"}
    terms["early_interest"] = "to_day"
    refused = browser.submit(f"/loans/edit/?id={loan.id}", version=loan.version, **terms)
    assert "above 12.00%, four times the one-year LPR of 3.00%" in refused.text
    db.session.expire_all()
    assert loan.overdue_rate == 0


def test_a_row_of_a_file_above_the_cap_is_refused_with_the_sentence_and_the_others_land(app):
    portfolio = db.session.get(Portfolio, portfolio_files.start())
    portfolio.lender.licence = Licence.cn_private_lender
    db.session.commit()
    head = ["contract_no", "borrower_reference", "name", "principal", "annual_rate_pct", "opened_on", "due_on"]
    rows = [
        [f"L{no}", f"B{no}", "王五", "1000", rate, "2025-12-01", "2026-02-01"] for no, rate in enumerate(("12", "24"))
    ]
    done = portfolio_files.land([portfolio_files.text("loans.csv", [head, *rows])], portfolio.id)
    assert [row.contract_no for row in db.session.query(Loan)] == ["L0"]
    wrong = db.session.query(ImportRow).filter_by(outcome=RowOutcome.rejected).all()
    assert done
    assert [row.column for row in wrong] == ["annual_rate_pct"]


def test_a_file_reads_the_rates_once_however_many_loans_it_has(app):
    portfolio = db.session.get(Portfolio, portfolio_files.start())
    portfolio.lender.licence = Licence.cn_private_lender
    db.session.commit()
    head = ["contract_no", "borrower_reference", "name", "principal", "annual_rate_pct", "opened_on", "due_on"]
    rows = [[f"L{no}", f"B{no}", "王五", "1000", "12", "2025-12-01", "2026-02-01"] for no in range(20)]

    with plans.watched() as asked:
        portfolio_files.land([portfolio_files.text("loans.csv", [head, *rows])], portfolio.id)

    assert db.session.query(Loan).count() == 20
    assert sum("FROM prime_rate" in statement for statement, _ in asked) == 1


def test_a_penalty_fits_beside_the_overdue_interest_within_the_cap(loan):
    loan.overdue_rate = Decimal("0.06")
    on = desk.DUE + timedelta(days=73)
    room = Decimal("1.20")  # 100.00 for 73 of 365 days at the 6 % that are left of 12 %
    [part] = loan.instalments
    with pytest.raises(RuleError, match=r"Only 1\.20 can be charged"):
        charge.post(part, Component.penalty, room + Decimal("0.01"), on, on, "late")
    charge.post(part, Component.penalty, room, on, on, "late")
    with pytest.raises(RuleError, match=r"Only 0\.00 can be charged"):
        charge.post(part, Component.penalty, Decimal("0.01"), on, on, "late")
    charge.post(part, Component.cost, Decimal("30.00"), on, on, "court fee")
