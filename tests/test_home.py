"""The first page of each role, the figures with their lists, and the page of the week."""

import itertools
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from models import db
from models.case import Case, CaseState
from models.deadline import DeadlineAlarm
from models.hold import Hold
from models.metric import MetricScope
from models.promise import PromiseStatus
from models.referral_work import ItemRequest, QuestionCause, ReferralQuestion
from rules import stage
from rules.access import Level, Role
from services import owed
from services.case import facts
from tests import makers
from tests.makers import NOW, TODAY


@pytest.fixture
def team(app):
    return makers.make_team()


def tiles(text):
    """The figures of the page: label, value and address."""
    found = re.findall(r'<a class="tile" href="([^"]*)"><span>([^<]*)</span><b>([^<]*)</b>', text)
    return {label: (value, address.replace("&amp;", "&")) for address, label, value in found}


@pytest.mark.parametrize(("role", "path"), [(Role.collector, "/my-day/"), (Role.legal_partner, "/partner/")])
def test_a_role_begins_where_its_work_is(team, sign_in, role, path):
    client, _ = sign_in(role)

    assert client.get("/").location == path


@pytest.mark.parametrize("role", [Role.administrator, Role.manager, Role.auditor])
def test_the_others_begin_with_the_figures_of_the_day(team, sign_in, role):
    client, _ = sign_in(role)

    assert "<h1>Monday</h1>" in client.get("/").text


def test_nobody_is_asked_to_sign_in(team, client):
    assert client.get("/").status_code in (302, 401)


def test_each_figure_counts_what_its_list_shows(team, sign_in):
    client, _ = sign_in(Role.manager)
    late = makers.make_case(next_action_on=TODAY - timedelta(days=1))
    makers.make_instalment(loan=late.loan, principal=Decimal("150.00"))
    makers.make_instalment(loan=late.loan, principal=Decimal("70.00"), due_on=TODAY)
    due = makers.make_promise(case=late)
    makers.make_promise(case=late, status=PromiseStatus.broken, settled_on=TODAY - timedelta(days=1))
    makers.make_promise(case=late, status=PromiseStatus.broken, settled_on=TODAY - timedelta(days=9))
    makers.make_referral(case=late)
    makers.make_approval(case=late)
    makers.make_breach(case=late, contact=makers.make_contact(case=late, borrower=late.borrower))

    found = tiles(client.get("/").text)

    assert {label: value for label, (value, _) in found.items()} == {
        "Approvals waiting": "1",
        "Breaches": "1",
        "Open cases": "1",
        "Overdue": "CN¥150.00",
        "Next action late": "1",
        "Promises due today": "1",
        "Promises broken": "1",
        "With legal partners": "1",
    }
    assert all("1 row" in client.get(address).text for _, address in found.values())
    assert due.case.reference in client.get(found["Promises due today"][1]).text


def test_the_page_says_whether_the_night_ran_and_what_nothing_is_planned_for(team, sign_in):
    client, _ = sign_in(Role.manager)
    empty = client.get("/").text
    assert "It never ran" in empty

    makers.make_job_run(job="nightly", status="done", finished_at=NOW)
    case = makers.make_case()
    makers.make_portfolio(name="Book A", payments_as_of=date(2026, 2, 28))

    text = client.get("/").text
    assert "It never ran" not in text
    assert case.reference in text
    assert "Feb 28, 2026" in text


def test_success_by_case_and_by_amount_stand_side_by_side_with_their_size_and_meaning(team, sign_in):
    client, _ = sign_in(Role.manager)
    week = date(2026, 2, 23)
    makers.make_weekly_metric(week_on=week, name="success_rate_cases", value=Decimal("0.25"), n=8)
    makers.make_weekly_metric(week_on=week, name="success_rate_amount", value=Decimal("0.4"), n=8, currency="CNY")
    makers.make_weekly_metric(week_on=week, name="overdue_opening", numerator=Decimal(500), currency="CNY")

    text = client.get("/weekly/").text

    assert text.index("Success by case") < text.index("25%") < text.index("Success by amount") < text.index("40%")
    assert text.count("n = 8") == 2
    assert "Cases whose overdue amount became 0 in the week" in text
    assert "CN¥500.00" in text


def test_the_week_is_chosen_by_part_of_the_book_and_nonsense_shows_the_latest(team, sign_in):
    client, _ = sign_in(Role.auditor)
    person, week = makers.make_user(name="Collector One"), date(2026, 2, 23)
    makers.make_weekly_metric(week_on=week, name="contact_rate", value=Decimal("0.5"))
    theirs = {"scope": MetricScope.collector, "scope_id": person.id}
    makers.make_weekly_metric(week_on=week, name="contact_rate", value=Decimal("0.75"), **theirs)
    makers.make_weekly_metric(week_on=week - timedelta(days=7), name="contact_rate", value=None)

    chosen = client.get(f"/weekly/?week=2026-02-23&scope=collector-{person.id}").text
    assert "75%" in chosen
    assert "Collector: Collector One" in chosen
    assert "50%" in client.get("/weekly/?week=nonsense&scope=%00").text
    assert "–</b>" in client.get("/weekly/?week=2026-02-16").text


def test_a_week_says_whether_it_is_provisional_and_which_figures_are_of_few(team, sign_in):
    client, _ = sign_in(Role.manager)
    week = date(2026, 2, 23)
    few = {"name": "contact_rate", "numerator": Decimal(2), "denominator": Decimal(8), "value": Decimal("0.25")}
    makers.make_weekly_metric(week_on=week, n=8, **few)
    makers.make_weekly_metric(week_on=week, name="overdue_correction_money", numerator=Decimal(-30), currency="CNY")
    makers.make_weekly_metric(week_on=week, name="overdue_waived", numerator=Decimal(0), currency="CNY")
    pool = {"scope": MetricScope.placed, "scope_id": 202601, "name": "recovery_rate", "n": 40, "currency": "CNY"}
    makers.make_weekly_metric(week_on=week, **pool)
    row = makers.make_week(week_on=week)

    text = client.get("/weekly/").text
    assert "provisional" in text
    assert "95% sure between 7% and 59%" in text
    assert 'class="tile pale"' in text
    assert "earlier weeks: money entered late" in text
    assert "waived" not in text
    assert "2026-01" in text[text.index("Recovery by month of placement") :]
    row.closed_at = NOW
    db.session.commit()
    assert "provisional" not in client.get("/weekly/").text


def test_the_list_of_figures_shows_each_by_its_unit_with_names(team, sign_in):
    client, _ = sign_in(Role.manager)
    person = makers.make_user(name="Collector One")
    theirs = {"scope": MetricScope.collector, "scope_id": person.id, "currency": "CNY"}
    makers.make_weekly_metric(name="overdue_closing", value=Decimal(6166470), numerator=Decimal(6166470), **theirs)
    makers.make_weekly_metric(name="average_days_to_collect", value=Decimal("9.26"), **theirs)
    makers.make_weekly_metric(name="overdue_change_rate", value=Decimal("-0.15"), **theirs)

    text = client.get("/weekly-figures/").text

    assert "616,647,000%" not in text
    assert {
        each for each in ("CN¥6,166,470.00", "9.3", "-15%", "Collector: Collector One") if each not in text
    } == set()
    assert "Change of the overdue amount" in text


def test_an_empty_book_shows_what_to_wait_for(team, sign_in):
    client, _ = sign_in(Role.manager)

    assert "No week was measured yet" in client.get("/weekly/").text


@pytest.mark.parametrize("role", [Role.collector, Role.legal_partner])
def test_the_week_is_not_for_everybody(team, sign_in, role):
    client, _ = sign_in(role)

    assert client.get("/weekly/").status_code == 403


def test_the_bell_counts_what_waits_for_a_person_and_leads_there(team, sign_in):
    row = makers.make_case()
    makers.make_approval(case=row)
    makers.make_breach(case=row, contact=makers.make_contact(case=row, borrower=row.borrower))
    makers.make_promise(case=row, status=PromiseStatus.broken, settled_on=TODAY)
    manager, _ = sign_in(Role.manager, level=Level.manager)
    page = manager.get("/").text
    assert "3 notices" in page
    assert "Breaches to look at" in page
    stranger, _ = sign_in(Role.collector)
    page = stranger.get("/my-day/").text
    assert "0 notices" in page
    assert "Nothing waits for you." in page


def test_the_bell_of_a_collector_counts_their_own_cases_only(team, sign_in):
    client, person = sign_in(Role.collector)
    for case in (makers.make_case(assignee=person), makers.make_case()):
        makers.make_promise(case=case, status=PromiseStatus.broken, settled_on=TODAY)
        makers.kept(ItemRequest(referral=makers.make_referral(case=case), item="contract", asked_at=NOW))
        makers.make_finding(case=case)
        makers.kept(DeadlineAlarm(loan=case.loan, expires_on=TODAY + timedelta(days=9), days=30, raised_on=TODAY))

    page = re.sub(r"<[^>]*>", " ", client.get("/my-day/").text)

    for words in ("Promises broken", "Partners miss something", "Limitation ends within 60 days", "Out of order"):
        assert re.search(rf"{words}\s*1\b", page), words


def test_the_bell_counts_a_referral_once_however_much_is_asked_about_it(team, sign_in):
    row = makers.make_referral()
    for fact in (1, 2):
        told = {"cause": QuestionCause.payment, "fact": fact, "happened_on": TODAY, "asked_at": NOW}
        makers.kept(ReferralQuestion(referral=row, **told))
    client, _ = sign_in(Role.manager)

    assert re.search(r"Referrals to decide on\s*1\b", re.sub(r"<[^>]*>", " ", client.get("/").text))


def test_the_menu_marks_the_page_that_one_is_on(team, sign_in):
    client, _ = sign_in(Role.manager)

    for path, way in (("/cases/", "page"), ("/loans/", "true"), ("/cases/", "page"), ("/no-such-page/", "")):
        doors = client.get(path).text.partition('<ul class="doors">')[2].partition("</ul>")[0]
        marked = re.findall(r'<a href="([^"]*)" aria-current="([a-z]*)"', doors)
        assert marked == ([("/cases/", way)] if way else [])


def recounted(day):
    """What is overdue on open cases, counted instalment by instalment."""
    found = {}
    for case in db.session.scalars(db.select(Case)):
        if case.state == CaseState.open and case.archived_on is None:
            for part in case.loan.instalments:
                if part.due_on < day and part.unpaid > 0:
                    found[case.loan.currency] = found.get(case.loan.currency, 0) + part.unpaid
    return dict(sorted(found.items()))


@pytest.mark.parametrize("days", [-40, 0, 1, 35])
def test_what_is_overdue_is_what_a_plain_count_finds(app, days):
    assert owed.by_currency(TODAY) == {}
    for number, currency in enumerate(("CNY", "CNY", "USD", "TWD", "CNY", "USD", "GBP")):
        for state in CaseState:
            loan = makers.make_loan(currency=currency)
            for month in range(4):
                paid = Decimal(month * number * 10 % 110)
                due_on = TODAY + timedelta(days=30 * (month - 2))
                makers.make_instalment(loan=loan, due_on=due_on, interest=Decimal("10.00"), paid_principal=paid)
            late = [part.due_on for part in loan.instalments if part.unpaid > 0]
            away = TODAY if number == 4 else None
            makers.make_case(loan=loan, state=state, overdue_since=min(late, default=None), archived_on=away)

    day = TODAY + timedelta(days=days)

    assert owed.by_currency(day) == recounted(day)


def test_the_bell_counts_the_holds_to_review_as_a_plain_count_does(team, sign_in):
    client, person = sign_in(Role.collector)
    days = (None, TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1))
    for case in (makers.make_case(assignee=person), makers.make_case()):
        for ends_on, released_on, review_on in itertools.product(days, days, days[1:]):
            start = min(TODAY - timedelta(days=1), review_on)
            makers.make_hold(case=case, starts_on=start, ends_on=ends_on, released_on=released_on, review_on=review_on)

    rest = [row for row in db.session.scalars(db.select(Hold)) if row.review_on <= TODAY]
    rest = [row for row in rest if row.case.assignee is person and stage.held([facts.rest(row)], TODAY)]

    assert re.search(rf"Holds to review\D*{len(rest)}\b", re.sub(r"<[^>]*>", " ", client.get("/my-day/").text))
