"""Early repayment: interest to the day ends the debt, unless it was agreed to the end."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from models import db
from models.case import CaseState
from models.loan import EarlyInterest, Loan
from models.payment import Component, PaymentKind
from models.plan import Debt, Period
from rules import early as rule
from rules.access import Level, Role
from rules.allocation import Due
from rules.errors import RuleError
from services import case, early, entry, ledger, offer, payment, plan, promise, referral
from services.paper import statement
from services.payment import bulk
from services.referral import question
from tests import desk, makers
from tests import portfolio_files as files

DUES = (date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1))
TODAY = date(2026, 3, 11)


def due(no, on, interest, since=None):
    return Due(no, on, {"interest": Decimal(interest)}, since)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 1, 1), "59.00"),
        (date(2026, 1, 16), "44.48"),
        (date(2026, 2, 1), "28.00"),
        (date(2026, 2, 15), "14.00"),
        (date(2026, 3, 1), "0.00"),
        (date(2026, 9, 1), "0.00"),
    ],
)
def test_interest_runs_evenly_over_the_days_of_its_instalment(day, found):
    dues = [due(1, date(2026, 2, 1), "31.00"), due(2, date(2026, 3, 1), "28.00")]
    left = {1: Decimal("31.00"), 2: Decimal("28.00")}
    if day == date(2026, 1, 16):
        dues[0] = due(1, date(2026, 2, 1), "31.93")
        left[1] = Decimal("31.93")
    assert rule.unearned(dues, left, date(2026, 1, 1), day) == Decimal(found)


def test_no_more_is_let_go_than_is_left_and_a_new_schedule_begins_on_its_day():
    dues = [due(1, date(2026, 2, 1), "31.00"), due(2, date(2026, 3, 11), "10.00", since=date(2026, 3, 1))]
    assert rule.unearned(dues[:1], {1: Decimal("5.00")}, date(2026, 1, 1), date(2026, 1, 1)) == Decimal("5.00")
    assert rule.unearned(dues, {2: Decimal("10.00")}, date(2026, 1, 1), date(2026, 3, 6)) == Decimal("5.00")


@pytest.fixture
def row(app):
    found = desk.lend(desk.start(), DUES, each="1000.00", more={"interest": Decimal("31.00")})
    case.restage(found, TODAY)
    return found


def pay(row, amount, on=TODAY, reference="B1"):
    return payment.record(row.loan, Decimal(amount), on, TODAY, reference)


def test_a_payoff_grows_by_the_day_and_says_so(row):
    found = [statement.of(row.loan, TODAY + timedelta(days=n), TODAY) for n in (0, 1, 10)]
    payoffs = [each.statement.payoff for each in found]
    assert payoffs == [Decimal("4072.00"), Decimal("4073.00"), Decimal("4082.00")]
    assert found[0].per_diem == Decimal("1.00")
    row.loan.early_interest = EarlyInterest.to_end
    assert statement.of(row.loan, TODAY, TODAY).statement.payoff == Decimal("4124.00")


def test_the_payoff_ends_the_debt_and_its_reversal_brings_everything_back(row):
    paid = pay(row, early.payoff(row.loan, TODAY))
    assert (row.balance, row.state, row.loan.outstanding_interest) == (0, CaseState.closed, 0)
    [waived] = [each for each in row.loan.payments if each.kind == PaymentKind.waiver]
    assert (waived.amount, waived.component, waived.paid_on) == (Decimal("52.00"), Component.interest, TODAY)
    payment.settle(row.loan, TODAY)
    assert len([each for each in row.loan.payments if each.kind == PaymentKind.waiver]) == 1

    payment.reverse(paid, TODAY + timedelta(days=1), "bounced")
    assert (row.balance, row.state) == (Decimal("4124.00"), CaseState.open)
    pay(row, early.payoff(row.loan, TODAY), reference="B2")
    assert row.balance == 0


def test_a_cent_less_ends_nothing_and_the_next_day_asks_for_what_ran(row):
    pay(row, early.payoff(row.loan, TODAY) - Decimal("0.01"))
    assert row.balance == Decimal("52.01")
    assert not any(each.kind == PaymentKind.waiver for each in row.loan.payments)


def test_interest_that_was_agreed_to_the_end_is_owed_to_the_end(row):
    row.loan.early_interest = EarlyInterest.to_end
    pay(row, "4072.00")
    assert row.balance == Decimal("52.00")
    assert early.payoff(row.loan, TODAY) == Decimal("52.00")


def test_money_beyond_the_payoff_is_credit(row):
    pay(row, "4100.00")
    assert (row.balance, ledger.today(row.loan, TODAY).credit) == (0, Decimal("28.00"))


def test_many_payments_at_once_end_a_debt_as_one_does(row):
    entry.book(row.loan, Decimal("4072.00"), TODAY, TODAY, "B1")
    bulk.replay([row.loan_id], TODAY)
    assert row.loan.outstanding_interest == row.loan.outstanding_principal == 0


def test_offer_and_claim_hold_no_interest_that_nobody_owes(row):
    with pytest.raises(RuleError, match="Only"):
        offer.make(row, Decimal("4072.00"), TODAY, {Component.interest: Decimal("10.00")}, TODAY)
    offer.make(row, Decimal("4062.00"), TODAY, {Component.interest: Decimal("10.00")}, TODAY)
    pay(row, "4062.00")
    assert row.balance == 0


def test_the_claim_is_what_is_due_on_its_day(row):
    found = referral.open(row, makers.make_legal_partner(), TODAY, desk.at(TODAY))
    assert found.claim_amount == early.claim(row.loan, TODAY) == Decimal("2062.00")
    assert early.claim(row.loan, DUES[-1]) == row.balance


def test_plans_promises_and_floors_hold_no_interest_that_nobody_owes(row):
    payoff = early.payoff(row.loan, TODAY)
    assert plan.planned(row, Debt.whole, TODAY) == payoff
    assert plan.planned(row, Debt.overdue, TODAY) == Decimal("2062.00")
    found = referral.open(row, makers.make_legal_partner(), TODAY, desk.at(TODAY))
    referral.instruct(found, payoff, None, TODAY)
    with pytest.raises(RuleError, match="is more than the"):
        referral.instruct(found, payoff + 1, None, TODAY)
    found.settlement_floor = payoff + 1
    question.follow(found, desk.at(TODAY))
    assert found.settlement_floor == payoff
    with pytest.raises(RuleError, match="is more than the"):
        promise.make(row, payoff + 1, TODAY, TODAY, desk.at(TODAY))
    promise.make(row, payoff + 1, TODAY + timedelta(days=1), TODAY, desk.at(TODAY))
    with pytest.raises(RuleError, match="is more than the"):
        plan.propose(row, payoff + 10, 2, TODAY, TODAY, every=Period.week)
    plan.propose(row, payoff + 7, 2, TODAY, TODAY, every=Period.week)


def test_the_price_that_the_page_proposes_is_one_that_can_be_offered(row, clock, as_user):
    clock.now = desk.at(TODAY, 10)
    manager = makers.make_user(role=Role.manager, level=Level.manager)
    browser = as_user(manager)

    page = browser.get(f"/cases/details/?id={row.id}&add=offer").text
    price = Decimal(re.search(r'name="pay_amount"[^>]*value="([\d,.]+)"', page)[1].replace(",", ""))

    assert price == early.price(row.loan, row.balance, TODAY) < row.balance
    assert offer.make(row, price - 1, TODAY, {Component.principal: Decimal("1.00")}, TODAY, user=manager)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Interest on early repayment", ("to day", "To the end", "full term")),
        ("提前还款计息方式", ("按日计息", "至到期日", "全期利息")),
        ("提前還款計息方式", ("按日計息", "按契約期限", "全額")),
        ("early_interest", ("to_day", "to_end", "TO_END")),
    ],
)
def test_a_file_says_whether_interest_ends_with_an_early_repayment(app, header, cells):
    portfolio_id = files.start()
    people = [
        ["L1", "B1", "Ann Lee", "100.00", "2026-03-01"],
        ["L2", "B2", "Bo Chen", "100.00", "2026-03-01"],
        ["L3", "B3", "Cy Wu", "100.00", "2026-03-01"],
    ]
    rows = [["contract_no", "borrower_reference", "name", "outstanding_principal", "due_on", header]]
    rows += [[*each, said] for each, said in zip(people, cells, strict=True)]
    done = files.land([files.text("loans.csv", rows)], portfolio_id)
    assert [wrong for step in done for wrong in step.wrong] == []
    found = {row.contract_no: row.early_interest for row in db.session.scalars(select(Loan))}
    day, end = EarlyInterest.to_day, EarlyInterest.to_end
    assert found == {"L1": day, "L2": end, "L3": end}

    again = [rows[0], [*people[1], cells[0]], [*people[2], ""]]
    files.land([files.text("again.csv", again)], portfolio_id)
    db.session.expire_all()
    found = {row.contract_no: row.early_interest for row in db.session.scalars(select(Loan))}
    assert found == {"L1": day, "L2": day, "L3": end}


def test_a_word_that_nobody_knows_is_named_and_never_guessed(app):
    portfolio_id = files.start()
    head = ["contract_no", "borrower_reference", "name", "outstanding_principal", "due_on", "early_interest"]
    rows = [
        head,
        ["L1", "B1", "Ann Lee", "100.00", "2026-03-01", "as agreed"],
        ["L2", "B2", "Bo Chen", "100.00", "2026-03-01", ""],
    ]
    done = files.land([files.text("loans.csv", rows)], portfolio_id)
    [wrong] = [wrong for step in done for wrong in step.wrong if "as agreed" in wrong.reason]
    assert "to_day or to_end" in wrong.reason
    assert {row.contract_no: row.early_interest for row in db.session.scalars(select(Loan))} == {
        "L2": EarlyInterest.to_day
    }
