"""Statements of account: every sum adds up on any day, on screen and on paper."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest

from models import db
from models.payment import Component
from rules.access import Role
from rules.errors import RuleError
from rules.statement import Kind
from services import charge, ledger, payment
from services.paper import statement
from tests import desk

pytestmark = pytest.mark.usefixtures("app")
DUES = (date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1))
TODAY = date(2026, 3, 11)


@pytest.fixture
def case():
    row = desk.lend(desk.start(), DUES, each="1000.00", more={"interest": Decimal("12.50")})
    row.loan.overdue_rate = Decimal("0.365")
    charge.post(row.loan.instalments[0], Component.penalty, Decimal("20.00"), date(2026, 2, 10), TODAY, "late")
    payment.record(row.loan, Decimal("500.00"), date(2026, 2, 21), TODAY, "B1")
    bounced = payment.record(row.loan, Decimal("300.00"), date(2026, 2, 25), TODAY, "B2")
    payment.reverse(bounced, date(2026, 3, 5), "bounced")
    payment.waive(row.loan, Component.interest, Decimal("2.50"), date(2026, 3, 1), TODAY, "W1", "goodwill")
    db.session.commit()
    return row


@pytest.mark.parametrize("after", [0, 31, 51, 55, 56, 64, 70, 95, 110])
def test_the_lines_add_up_to_what_the_ledger_owes(case, after):
    day = date(2026, 1, 1) + timedelta(days=after)
    found, _ = statement.of(case.loan, day, date(2026, 4, 21))
    standing = ledger.of(case.loan, day)

    assert found.balance == sum((line.debit - line.credit for line in found.lines), Decimal(0))
    assert found.payoff == found.balance + found.later - found.unearned
    assert found.payoff == standing.total - standing.credit - found.unearned
    assert found.payoff == sum(found.owed.values()) - found.credit - found.unearned
    assert all(line.on <= day for line in found.lines)


@pytest.mark.parametrize("on", [date(2026, 2, 21), date(2026, 2, 25), date(2026, 3, 1), date(2026, 3, 5)])
def test_the_balance_after_each_day_that_money_moved_is_what_the_ledger_says(case, on):
    whole = statement.of(case.loan, date(2026, 4, 21), date(2026, 4, 21)).statement
    standing = ledger.of(case.loan, on)

    due = sum(sum(each.owed.values()) for each in ledger.dues(case.loan) if each.due_on <= on)
    ahead = 3 * Decimal("1012.50") - due
    seen = [line.balance for line in whole.lines if line.on <= on][-1]
    assert seen == standing.total - standing.credit - ahead
    assert all(line.debit >= 0 and line.credit >= 0 for line in whole.lines)


def test_a_waiver_that_is_taken_back_leaves_both_its_lines(case):
    waiver = next(each for each in case.loan.payments if each.reference == "W1")
    payment.reverse(waiver, date(2026, 3, 9), "posted on the wrong loan")

    lines = statement.of(case.loan, TODAY, TODAY).statement.lines
    told = [(line.on, line.kind, line.debit, line.credit) for line in lines if line.on == date(2026, 3, 9)]
    assert (date(2026, 3, 9), Kind.reversal, Decimal("2.50"), Decimal(0)) in told
    assert Kind.waiver in [line.kind for line in lines]


def test_a_reversed_payment_stands_until_its_day_and_is_mirrored(case):
    kinds = [
        [line.kind for line in statement.of(case.loan, date(2026, 3, day), TODAY).statement.lines] for day in (4, 5)
    ]

    assert Kind.reversal not in kinds[0]
    assert kinds[1].count(Kind.payment) == 2
    assert Kind.reversal in kinds[1]


@pytest.mark.parametrize("on", [TODAY, *DUES[1:]])
def test_one_more_day_adds_the_per_diem_on_a_due_day_too(case, on):
    today, tomorrow = (statement.of(case.loan, on + timedelta(days=day), TODAY) for day in (0, 1))

    assert today.per_diem > 0
    assert abs(tomorrow.statement.payoff - today.statement.payoff - today.per_diem) <= Decimal("0.02")


def test_days_that_cannot_be_stated_are_refused(case):
    with pytest.raises(RuleError, match="opened on"):
        statement.of(case.loan, date(2025, 12, 31), TODAY)
    with pytest.raises(RuleError, match="30 days ahead"):
        statement.of(case.loan, TODAY + timedelta(days=31), TODAY)


@pytest.mark.parametrize(("language", "title"), [("en", "Statement"), ("zh_Hans", "对账单"), ("zh_Hant", "對帳單")])
def test_the_page_and_the_paper_say_the_same(case, sign_in, language, title):
    browser, _ = sign_in(Role.manager)
    address = f"?id={case.id}&day=2026-03-11"

    page = browser.get(f"/cases/statement/{address}").get_data(as_text=True)
    paper = browser.get(f"/cases/statement/pdf/{address}&language={language}")

    account = statement.of(case.loan, TODAY, TODAY).statement
    assert f"{account.payoff:,.2f}" in page
    assert paper.mimetype == "application/pdf"
    told = text_of(paper.get_data())
    assert f"{account.payoff:,.2f}" in told
    assert title in told


def test_a_malformed_day_is_today_and_a_day_too_far_is_told(case, sign_in):
    browser, _ = sign_in(Role.manager)

    assert browser.get(f"/cases/statement/?id={case.id}&day=32.13.").status_code == 200
    assert browser.get(f"/cases/statement/?id={case.id}&day=2999-01-01").status_code == 302


def text_of(made):
    pypdf = pytest.importorskip("pypdf")
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages)
