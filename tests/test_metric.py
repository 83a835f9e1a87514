"""Weekly metrics: success, bridge, recovery, contact and kept rates, measured once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from models import db
from models.metric import MetricScope, WeeklyMetric
from models.payment import Component
from rules.errors import RuleError
from services import case, metric, payment, promise
from tests import desk, makers

pytestmark = pytest.mark.usefixtures("app")
MONDAY = date(2026, 2, 9)


def day(number):
    """A day of the week that is measured: 0 is Monday."""
    return MONDAY + timedelta(days=number)


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


def test_the_figures_of_a_week():
    portfolio, collector = week()

    metric.measure(MONDAY)

    cases = figure("success_rate_cases")
    assert (cases.value, cases.numerator, cases.denominator, cases.n) == (Decimal("0.25"), 1, 4, 4)
    amount = figure("success_rate_amount", "CNY")
    assert (amount.value, amount.numerator, amount.denominator) == (Decimal("0.433333"), 130, 300)
    assert figure("success_rate_amount", "USD").value == 0
    assert figure("recovery_rate", "CNY").value == Decimal("0.433333")
    assert figure("contact_rate").value == Decimal("0.5")
    assert figure("kept_rate_count").value == 1
    assert figure("kept_rate_amount", "CNY").value == 1
    assert figure("average_days_to_collect", "CNY").value == Decimal("9.23")
    assert figure("success_rate_cases", scope=MetricScope.collector, scope_id=collector.id).n == 3
    assert figure("success_rate_cases", scope=MetricScope.portfolio, scope_id=portfolio.id).n == 4


def test_the_bridge_leads_from_the_opening_to_the_closing():
    week()

    metric.measure(MONDAY)

    steps = ("opening", "newly", "cash", "written_off", "waived", "reaged", "closing")
    amounts = [figure(f"overdue_{name}", "CNY").value for name in steps]
    assert amounts == [200, 100, 130, 0, 0, 0, 170]
    assert figure("overdue_change_rate", "CNY").value == Decimal("-0.15")


def test_a_measured_week_is_frozen():
    week()
    metric.measure(MONDAY)
    before = [(row.name, row.value) for row in db.session.query(WeeklyMetric).order_by(WeeklyMetric.id)]
    partly = db.session.query(case.Case).all()[1]

    payment.record(partly.loan, Decimal("70.00"), day(4), day(9), "B9")
    assert metric.measure(MONDAY) == {"frozen": 1}

    assert [(row.name, row.value) for row in db.session.query(WeeklyMetric).order_by(WeeklyMetric.id)] == before


def test_an_empty_week_has_no_rates():
    desk.start()

    metric.measure(MONDAY)

    assert figure("success_rate_cases").value is None
    with pytest.raises(RuleError, match="begins on a Monday"):
        metric.measure(day(1))


def test_what_is_waived_is_no_cash_and_stands_in_the_bridge():
    row = desk.lend(desk.start())
    case.restage(row, date(2026, 2, 2))
    payment.waive(row.loan, Component.principal, Decimal("40.00"), day(1), day(1), "W1", "agreed")
    payment.record(row.loan, Decimal("10.00"), day(2), day(2), "B1")

    metric.measure(MONDAY)

    names = ("overdue_opening", "overdue_cash", "overdue_waived", "overdue_closing")
    assert [figure(name, "CNY").value for name in names] == [Decimal(100), Decimal(10), Decimal(40), Decimal(50)]
    assert figure("success_rate_amount", "CNY").numerator == Decimal(10)
