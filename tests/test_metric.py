"""Weekly metrics: success, bridge, recovery, contact and kept rates; weeks that chain, close and are corrected."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from models import db
from models.metric import MetricScope, WeeklyMetric
from models.payment import Component, Payment
from rules.errors import RuleError
from services import case, loan, metric, payment, promise, team
from tests import desk, makers

pytestmark = pytest.mark.usefixtures("app")
MONDAY = date(2026, 2, 9)


def day(number):
    """A day of the week that is measured: 0 is Monday."""
    return MONDAY + timedelta(days=number)


NOW = desk.at(day(7), 1)


def measure(monday=MONDAY):
    db.session.flush()
    return metric.measure(monday, desk.at(monday + timedelta(days=7), 1))


def close(monday=MONDAY):
    db.session.flush()
    return metric.close(monday, desk.at(monday + timedelta(days=10), 1))


def steps(monday=MONDAY, scope=MetricScope.team, scope_id=0, currency="CNY"):
    """The steps of a bridge that are not zero."""
    rows = db.session.query(WeeklyMetric).filter_by(week_on=monday, scope=scope, scope_id=scope_id, currency=currency)
    return {
        row.name.removeprefix("overdue_"): int(row.numerator)
        for row in rows
        if row.name.startswith("overdue_") and row.name != "overdue_change_rate" and row.numerator
    }


def figure(name, currency="", scope=MetricScope.team, scope_id=0):
    wanted = {"name": name, "currency": currency, "scope": scope, "scope_id": scope_id}
    return db.session.query(WeeklyMetric).filter_by(week_on=MONDAY, **wanted).one()


def week():
    """Four cases: one pays all, one a part, one falls overdue in the week, one owes dollars."""
    portfolio = desk.start()
    collector = makers.make_user()
    paying, partly, late = desk.lend(portfolio), desk.lend(portfolio), desk.lend(portfolio, (day(1),))
    dollars = desk.lend(portfolio, currency="USD")
    for row in (paying, partly, dollars):
        case.restage(row, date(2026, 2, 2))
        case.assign(row, collector)
    desk.log(partly, "NA", desk.at(day(0)), day(0))
    desk.log(paying, "PTP", desk.at(day(0)), day(0), amount=Decimal("100.00"), promised_on=day(2))
    case.restage(late, day(2))
    payment.record(paying.loan, Decimal("100.00"), day(2), day(2), "B1")
    payment.record(partly.loan, Decimal("30.00"), day(3), day(3), "B2")
    for each in paying.promises:
        promise.follow(each, day(3), desk.at(day(3)))
    db.session.flush()
    return portfolio, collector


def test_the_figures_of_a_week(clock):
    clock.now = desk.at(date(2026, 2, 2))
    portfolio, collector = week()

    measure()

    cases = figure("success_rate_cases")
    assert (cases.value, cases.numerator, cases.denominator, cases.n) == (Decimal("0.25"), 1, 4, 4)
    amount = figure("success_rate_amount", "CNY")
    assert (amount.value, amount.numerator, amount.denominator) == (Decimal("0.433333"), 130, 300)
    assert figure("success_rate_amount", "USD").value == 0
    recovery = figure("recovery_rate", "CNY", MetricScope.placed, 202602)
    assert (recovery.value, recovery.numerator, recovery.denominator, recovery.n) == (Decimal("0.433333"), 130, 300, 3)
    assert figure("contact_rate").value == Decimal("0.5")
    assert figure("kept_rate_count").value == 1
    assert figure("kept_rate_amount", "CNY").value == 1
    assert figure("average_days_to_collect", "CNY").value == Decimal("9.23")
    assert figure("success_rate_cases", scope=MetricScope.collector, scope_id=collector.id).n == 3
    assert figure("success_rate_cases", scope=MetricScope.portfolio, scope_id=portfolio.id).n == 4


def test_the_bridge_leads_from_the_opening_to_the_closing():
    week()

    measure()

    steps = ("opening", "newly", "cash", "written_off", "waived", "reaged", "closing")
    amounts = [figure(f"overdue_{name}", "CNY").value for name in steps]
    assert amounts == [200, 100, 130, 0, 0, 0, 170]
    assert figure("overdue_change_rate", "CNY").value == Decimal("-0.15")


def test_a_closed_week_is_frozen():
    week()
    close()
    before = [(row.name, row.value) for row in db.session.query(WeeklyMetric).order_by(WeeklyMetric.id)]
    partly = db.session.query(case.Case).all()[1]

    payment.record(partly.loan, Decimal("70.00"), day(4), day(10), "B9")
    assert measure() == close() == {"frozen": 1}

    assert [(row.name, row.value) for row in db.session.query(WeeklyMetric).order_by(WeeklyMetric.id)] == before


def test_an_empty_week_has_no_rates():
    desk.start()

    measure()

    assert figure("success_rate_cases").value is None
    with pytest.raises(RuleError, match="begins on a Monday"):
        metric.measure(day(1), NOW)


def test_a_week_is_provisional_until_it_closes_and_takes_in_what_is_entered_by_then():
    row = desk.lend(desk.start())
    measure()
    assert steps() == {"opening": 100, "closing": 100}

    payment.record(row.loan, Decimal("30.00"), day(5), day(7), "weekend")
    payment.record(row.loan, Decimal("9.00"), day(5), day(10), "too late")
    close()

    assert steps() == {"opening": 100, "cash": 30, "closing": 70}


def test_money_that_was_never_overdue_is_in_no_figure():
    row = desk.lend(desk.start(), (day(1), day(20)))
    payment.record(row.loan, Decimal("40.00"), day(0), day(0), "early")
    payment.record(row.loan, Decimal("25.00"), day(1), day(1), "on its day")
    payment.record(row.loan, Decimal("10.00"), day(3), day(3), "late")

    measure()

    assert steps() == {"newly": 35, "cash": 10, "closing": 25}
    assert figure("success_rate_amount", "CNY").value == Decimal("0.285714")


def test_what_is_entered_late_stands_in_the_week_of_its_entry_by_its_cause_and_weeks_chain():
    portfolio = desk.start()
    one, two, three = (desk.lend(portfolio) for _ in range(3))
    bounced = payment.record(two.loan, Decimal("50.00"), day(1), day(1), "bounces")
    close()
    assert steps() == {"opening": 300, "cash": 50, "closing": 250}

    payment.record(one.loan, Decimal("30.00"), day(2), day(11), "late")
    payment.reverse(bounced, day(12), "bounced")
    payment.waive(three.loan, Component.principal, Decimal("5.00"), day(4), day(11), "W", "agreed")
    payment.record(one.loan, Decimal("20.00"), day(13), day(14), "weekend")
    loan.set_instalments(three.loan, [loan.Part(desk.DUE, Decimal("110.00"))], day(11))
    placed = desk.lend(portfolio)
    placed.loan.entered_on = day(12)
    close(day(7))

    corrections = {"placed": 100, "schedule": 10, "money": -30, "returned": 50, "waived": -5}
    told = {f"correction_{cause}": amount for cause, amount in corrections.items()}
    assert steps(day(7)) == {"opening": 250, **told, "cash": 20, "closing": 355}
    assert steps() == {"opening": 300, "cash": 50, "closing": 250}


def test_a_fact_of_two_weeks_ago_waits_for_the_week_it_was_entered_in():
    row = desk.lend(desk.start())
    close()
    payment.record(row.loan, Decimal("30.00"), day(2), day(15), "two weeks late")
    close(day(7))
    close(day(14))

    assert steps(day(7)) == {"opening": 100, "closing": 100}
    assert steps(day(14)) == {"opening": 100, "correction_money": -30, "closing": 70}


def test_a_closed_week_is_made_again_from_what_was_entered_until_it_closed():
    portfolio, _ = week()
    close()
    before = stored()
    row, other = db.session.query(case.Case).order_by(case.Case.id).all()[1:3]

    payment.record(row.loan, Decimal("30.00"), day(2), day(11), "late")
    payment.reverse(db.session.query(Payment).filter_by(reference="B1").one(), day(11), "bounced")
    loan.set_instalments(other.loan, [loan.Part(desk.DUE, Decimal("70.00"))], day(11))
    desk.lend(portfolio).loan.entered_on = day(11)
    case.assign(row, makers.make_user())
    db.session.flush()

    again = {
        (each["scope"], each["scope_id"], each["currency"], each["name"]): each for each in metric.recomputed(MONDAY)
    }
    assert {key: (each["value"], each["numerator"], each["n"]) for key, each in again.items()} == before


def stored():
    rows = db.session.query(WeeklyMetric).filter_by(week_on=MONDAY)
    return {(row.scope, row.scope_id, row.currency, row.name): (row.value, row.numerator, row.n) for row in rows}


def test_moving_a_case_moves_no_past_figure_and_stands_as_a_step_between_two_people(clock):
    clock.now = desk.at(day(-7))
    row, first, second = desk.lend(desk.start()), makers.make_user(), makers.make_user()
    case.restage(row, day(-7))
    case.assign(row, first)
    db.session.flush()
    close()
    clock.now = desk.at(day(3))
    case.assign(row, second)
    db.session.flush()
    close(day(7))

    assert [each["scope_id"] for each in metric.recomputed(MONDAY) if each["scope"] == "collector"][:1] == [first.id]
    assert steps(day(7), MetricScope.collector, first.id) == {"opening": 100, "moved": -100}
    assert steps(day(7), MetricScope.collector, second.id) == {"moved": 100, "closing": 100}
    assert steps(day(7)) == {"opening": 100, "closing": 100}


def test_a_promise_counts_for_whom_it_was_made_also_when_it_is_kept_early_and_its_case_closes(clock):
    clock.now = desk.at(day(-7))
    portfolio, first = desk.start(), makers.make_user()
    row = desk.lend(portfolio)
    case.restage(row, day(-7))
    case.assign(row, first)
    made = promise.make(row, Decimal("100.00"), day(1), day(-7), desk.at(day(-7)))
    payment.record(row.loan, Decimal("100.00"), day(-5), day(-5), "early")
    case.assign(row, makers.make_user())

    measure()

    assert row.state == "closed"
    assert (made.collector_id, made.portfolio_id, made.currency) == (first.id, portfolio.id, "CNY")
    assert figure("kept_rate_amount", "CNY", MetricScope.collector, first.id).value == 1
    assert figure("kept_rate_count", "", MetricScope.stage, made.stage_id).value == 1


def test_an_attempt_counts_for_every_open_case_of_its_borrower():
    portfolio = desk.start()
    row = desk.lend(portfolio)
    other, closed = desk.lend(portfolio, borrower=row.borrower), desk.lend(portfolio, (day(30),), borrower=row.borrower)
    for each in (row, other, closed):
        case.restage(each, day(-3))
    desk.log(row, "RPC-INFO", desk.at(day(1)), day(1), reason=makers.make_overdue_reason())

    measure()

    assert (figure("contact_rate").numerator, figure("contact_rate").n) == (2, 2)


def test_what_the_lender_writes_off_leaves_the_overdue_amount_and_its_money_stays_in_a_week():
    portfolio = desk.start()
    row, other = desk.lend(portfolio, (desk.DUE, day(8))), desk.lend(portfolio)
    row.loan.written_off_on = day(2)
    close()
    assert steps() == {"opening": 200, "written_off": 100, "closing": 100}

    payment.record(row.loan, Decimal("30.00"), day(9), day(9), "after")
    close(day(7))

    assert steps(day(7)) == {"opening": 100, "cash": 30, "written_off": -30, "closing": 100}
    assert other.loan.written_off_on is None


def test_weeks_close_in_order_after_the_days_of_the_team():
    desk.start()
    measure()
    assert metric.to_close(day(9)) == []
    assert metric.to_close(day(10)) == [MONDAY]
    assert metric.to_close(day(17)) == [MONDAY, day(7)]

    close()
    team.the().week_closes_days = 1
    assert metric.to_close(day(14)) == []
    assert metric.to_close(day(15)) == [day(7)]


def test_what_is_waived_is_no_cash_and_stands_in_the_bridge():
    row = desk.lend(desk.start())
    case.restage(row, date(2026, 2, 2))
    payment.waive(row.loan, Component.principal, Decimal("40.00"), day(1), day(1), "W1", "agreed")
    payment.record(row.loan, Decimal("10.00"), day(2), day(2), "B1")

    measure()

    names = ("overdue_opening", "overdue_cash", "overdue_waived", "overdue_closing")
    assert [figure(name, "CNY").value for name in names] == [Decimal(100), Decimal(10), Decimal(40), Decimal(50)]
    assert figure("success_rate_amount", "CNY").numerator == Decimal(10)


def test_a_week_after_one_that_closes_late_begins_where_that_one_ended():
    row = desk.lend(desk.start())
    measure()
    payment.record(row.loan, Decimal("30.00"), day(5), day(8), "weekend")
    measure(day(7))

    close()

    assert (steps()["closing"], steps(day(7))["opening"]) == (70, 70)


def test_no_week_is_measured_after_a_later_one():
    desk.lend(desk.start())
    measure(day(7))

    with pytest.raises(RuleError, match="in their order"):
        measure()
