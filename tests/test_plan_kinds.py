"""Plans of every kind: their instalments, what the borrower can afford, and judging them again."""

import io
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import db
from models.plan import Period, PlanKind, PlanStatus
from models.user import User
from rules import affordability
from rules import plan as rule
from rules.access import Level, Role
from rules.errors import RuleError
from services import authority, case, hold, payment, plan, rest_days
from tests import desk, makers

TODAY = date(2026, 3, 2)
AMOUNTS = st.decimals(min_value=1, max_value=100000, places=2)


@pytest.fixture
def row(app):
    found = desk.lend(desk.start(), each="1200.00")
    case.restage(found, TODAY)
    db.session.commit()
    return found


def ask(count, first_on, **more):
    return plan.Ask(Decimal("1200.00"), count, first_on, **more)


@given(total=AMOUNTS, count=st.integers(2, 60))
def test_a_stepped_plan_grows_and_adds_up_to_the_cent(total, count):
    days = rule.series(TODAY, count, rule.MONTHLY)
    parts = [part.amount for part in rule.stepped(total, days)]

    assert sum(parts) == total
    assert all(0 <= a <= b + Decimal("0.01") for a, b in pairwise(parts))


@given(first_on=st.dates(date(2024, 1, 1), date(2030, 12, 31)), pay_day=st.integers(1, 31), count=st.integers(1, 24))
def test_pay_days_are_one_in_each_month_and_never_before_the_first_day(first_on, pay_day, count):
    days = rule.on_pay_day(first_on, count, pay_day)

    assert len({(day.year, day.month) for day in days}) == len(days) == count
    assert days[0] >= first_on
    assert all(day.day == pay_day or (day + timedelta(days=1)).day == 1 for day in days)


@given(total=AMOUNTS, left=st.decimals(min_value=-100, max_value=20000, places=2))
def test_no_plan_asks_for_more_than_is_left_each_month(total, left):
    for option in affordability.options(total, left):
        assert 2 <= option.months <= affordability.MOST
        assert option.monthly <= max(left, total / 2 + Decimal("0.01"))


def test_three_plans_from_the_quickest_to_the_gentlest_and_none_where_nothing_is_left():
    left = affordability.left_over(Decimal(5000), Decimal(3000), Decimal(1000))

    assert [option.months for option in affordability.options(Decimal(2400), left)] == [3, 4, 6]
    assert affordability.options(Decimal(2400), Decimal(0)) == []
    with pytest.raises(RuleError):
        affordability.left_over(Decimal(-1), Decimal(0))


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        (ask(3, date(2026, 3, 16)), ["2026-03-16", "2026-04-16", "2026-05-18"]),
        (ask(2, date(2026, 9, 30), every=Period.week), ["2026-09-30", "2026-10-08"]),
        (ask(2, date(2026, 3, 16), pay_day=31), ["2026-03-31", "2026-04-30"]),
        (
            ask(2, date(2026, 3, 16), kind=PlanKind.payment_holiday, holiday_months=2),
            ["2026-05-18", "2026-06-16"],
        ),
    ],
)
def test_instalments_keep_off_the_rest_days_of_the_country(row, asked, days):
    assert [part.due_on.isoformat() for part in plan.draft(row, asked)] == days


def test_a_year_whose_holidays_are_not_published_says_so(row):
    near = plan.propose(row, Decimal("1200.00"), 2, date(2026, 3, 16), TODAY)
    assert plan.is_calendar_known(near)
    plan.cancel(near, "too short", TODAY)
    far = plan.propose(row, Decimal("1200.00"), 60, date(2026, 3, 16), TODAY)
    assert not plan.is_calendar_known(far)
    assert rest_days.of("us_first_party", 2027).known


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": PlanKind.payment_holiday},
        {"holiday_months": 2},
        {"kind": PlanKind.payment_holiday, "holiday_months": 7},
        {"pay_day": 32},
        {"pay_day": 5, "every": Period.week},
    ],
)
def test_a_plan_that_contradicts_itself_is_refused(row, wrong):
    with pytest.raises(RuleError):
        plan.propose(row, Decimal("1200.00"), 3, date(2026, 3, 16), TODAY, **wrong)
    assert plan.open_of(row) is None


def test_how_long_a_plan_may_be_depends_on_the_level(row):
    authority.load()
    collector = makers.make_user(role=Role.collector, level=Level.collector)
    with pytest.raises(RuleError, match="beyond your authority"):
        plan.propose(row, Decimal("1200.00"), 4, date(2026, 3, 16), TODAY, user=collector)
    with pytest.raises(RuleError, match="beyond your authority"):
        plan.propose(row, Decimal("1200.00"), 1, date(2026, 3, 16), TODAY, user=collector, kind=PlanKind.deferral)
    assert plan.propose(row, Decimal("1200.00"), 1, date(2026, 3, 9), TODAY, user=collector, kind=PlanKind.deferral)
    assert isinstance(collector, User)


@pytest.fixture
def running(row):
    made = plan.propose(row, Decimal("1200.00"), 2, date(2026, 3, 16), TODAY)
    plan.agree(made, "recording 7", TODAY, desk.at(TODAY))
    db.session.commit()
    return made


def night(made, day):
    return plan.follow(made, day, desk.at(day))


def test_nearly_all_of_an_instalment_keeps_the_plan_and_less_breaks_it(running):
    payment.record(running.case.loan, Decimal("570.00"), date(2026, 3, 16), date(2026, 3, 16), "B1")
    assert night(running, date(2026, 3, 20)) == "running"
    payment.record(running.case.loan, Decimal("569.99"), date(2026, 4, 16), date(2026, 4, 16), "B2")
    assert night(running, date(2026, 4, 20)) == "broken"
    assert running.broken_no == 2


def test_a_payment_in_time_that_is_entered_late_mends_a_broken_plan_and_its_reversal_breaks_it_again(running):
    day = date(2026, 3, 20)
    assert (night(running, day), running.broken_no) == ("broken", 1)
    assert hold.running(running.case, day) == []

    late = payment.record(running.case.loan, Decimal("600.00"), date(2026, 3, 16), day, "B1")
    assert (running.status, running.broken_no, running.end_reason) == (PlanStatus.running, None, "")
    assert [each.plan for each in hold.running(running.case, day)] == [running]

    payment.reverse(late, day, "bounced")
    assert running.status == PlanStatus.broken
    assert running.id in plan.due(day)


def test_money_after_the_grace_does_not_mend_it(running):
    day = date(2026, 3, 20)
    payment.record(running.case.loan, Decimal("600.00"), day, day, "B1")
    assert running.status == PlanStatus.broken


@pytest.mark.parametrize("language", ["en", "zh_Hans", "zh_Hant"])
def test_the_agreement_is_printed_and_a_signed_scan_is_kept(row, running, sign_in, language):
    browser, _ = sign_in(Role.manager)
    page = browser.submit(f"/cases/plan/agreement/?id={row.id}", row=running.id, language=language)
    assert page.data.startswith(b"%PDF-")
    assert "600.00" in pypdf.PdfReader(io.BytesIO(page.data)).pages[0].extract_text()
    assert browser.submit(f"/cases/plan/agreement/?id={row.id}", row=0).status_code == 404
    assert browser.submit(f"/cases/plan/scan/?id={row.id}", row=running.id).status_code == 404


def test_the_simulator_shows_what_fits_and_says_when_nothing_does(row, sign_in):
    browser, _ = sign_in(Role.manager)
    money = {"income": "5000", "outgoings": "4400", "begins_on": "2026-03-16", "debt": "whole"}
    shown = browser.submit(f"/cases/plan/afford/?id={row.id}", **money)
    assert shown.text.count("Take this one") == 3
    nothing = browser.submit(f"/cases/plan/afford/?id={row.id}", **(money | {"outgoings": "5000"}))
    assert "Nothing fits" in nothing.text


def test_what_is_overdue_is_planned_alone_where_that_is_chosen(sign_in):
    row = desk.lend(desk.start(), (date(2026, 2, 1), date(2026, 4, 1)), "600.00")
    payment.settle(row.loan, TODAY)
    browser, _ = sign_in(Role.manager)
    asked = {"income": "5000", "outgoings": "4700", "begins_on": "2026-03-16"}

    overdue = browser.submit(f"/cases/plan/afford/?id={row.id}", debt="overdue", **asked).text
    whole = browser.submit(f"/cases/plan/afford/?id={row.id}", debt="whole", **asked).text

    assert (overdue.count('name="total" value="600.00"'), overdue.count('name="total" value="1200.00"')) == (3, 0)
    assert whole.count('name="total" value="1200.00"') == 3
    assert "the policy does not say it in this currency" in whole
    row.loan.portfolio.policy.legal_recovery_rate = Decimal("0.5")
    assert (
        "A legal case over the whole balance is expected to bring" in browser.get(f"/cases/details/?id={row.id}").text
    )
