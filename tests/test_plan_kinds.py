"""Plans of every kind: their instalments, what the borrower can afford, and judging them again."""

import io
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.paper import agreement
from models import db
from models.base import Language
from models.plan import Period, PlanKind, PlanStatus
from models.user import User
from rules import affordability
from rules import plan as rule
from rules.access import Level, Role
from rules.errors import RuleError
from services import authority, case, early, hold, ledger, payment, plan, rest_days
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
    sheet = f"/cases/details/?id={row.id}&add=offer"
    assert "the policy does not say it in this currency" in browser.get(sheet).text
    row.loan.portfolio.policy.legal_recovery_rate = Decimal("0.5")
    assert "A legal case over the whole balance is expected to bring" in browser.get(sheet).text


def text_of(data):
    return "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def printed(row, found, browser, **more):
    return browser.submit(f"/cases/plan/agreement/?id={row.id}", row=found.id, language="en", **more).data


@pytest.fixture
def part(sign_in):
    """A plan over a part of what is overdue, with more falling due later; and a manager's browser."""
    row = desk.lend(desk.start(), (date(2026, 2, 1), date(2026, 4, 1)), "600.00", more={"interest": Decimal("31.00")})
    makers.make_address(borrower=row.borrower, kind="postal", value="Road 1, Shanghai")
    row.loan.overdue_rate = Decimal("0.24")
    payment.settle(row.loan, TODAY)
    found = plan.propose(row, Decimal("500.00"), 2, date(2026, 3, 16), TODAY)
    browser, _ = sign_in(Role.manager)
    db.session.commit()
    return row, found, browser


def test_an_agreement_says_what_it_covers_and_what_goes_on_beside_it(part):
    row, found, browser = part
    told = text_of(printed(row, found, browser))
    standing = ledger.today(row.loan, TODAY)
    late = sum(standing.overdue.values())

    assert (found.overdue, found.later) == (late, standing.total - late)
    assert found.payoff == early.payoff(row.loan, TODAY)
    for amount in (late, found.later, found.payoff, late - found.total, found.costs):
        assert f"{amount:,.2f}" in told
    for words in ("coversCN¥500.00", "doesnotcover", "besidetheseinstalments", "totheday", "Placeoftheseal"):
        assert words in told, words
    assert found.reference in told


def test_an_agreement_stays_as_it_was_set_whatever_is_paid_afterwards(part):
    row, found, browser = part
    first = printed(row, found, browser)
    payment.record(row.loan, Decimal("100.00"), TODAY, TODAY, "B1")
    row.borrower.name = "Somebody Else"
    db.session.commit()
    assert printed(row, found, browser) == first
    assert len(found.papers) == 1


def test_numbers_are_masked_but_for_the_copy_that_is_signed(part):
    row, found, browser = part
    masked, full = text_of(printed(row, found, browser)), text_of(printed(row, found, browser, signing="y"))
    number = row.borrower.id_number
    assert (number in masked, number in full) == (False, True)
    assert ("Road1" in masked, "Road1" in full) == (False, True)


@pytest.mark.parametrize("count", [2, 12, 20, 22, 24, 30, 36])
@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_signatures_are_never_alone_on_a_page_and_each_page_says_whose_it_is(part, count, language):
    row, found, browser = part
    plan.cancel(found, "another", TODAY)
    found = plan.propose(row, Decimal("631.00"), count, date(2026, 3, 16), TODAY)
    db.session.flush()
    with browser.application.test_request_context():
        data = agreement.pdf(found, Language(language), False)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]

    assert all(each in page for page in pages for each in (found.reference, row.loan.contract_no, row.borrower.name))
    signed = "Borrower (signature)" if language == "en" else "借款人（签名）"
    last = "The contract holds unchanged" if language == "en" else "其他事项仍按原合同"
    assert [last in page for page in pages if signed in page] == [True]


def test_a_chinese_agreement_has_its_total_in_capitals(part):
    _, found, browser = part
    with browser.application.test_request_context():
        data = agreement.pdf(found, Language.zh_Hans, False)
    assert "人民币伍佰元整" in text_of(data)
