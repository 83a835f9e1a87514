"""Approvals: beyond one's level it is asked for, whoever's level suffices decides, and after some days it lapses."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from jobs import nightly
from models import db
from models.approval import Approval, ApprovalKind, ApprovalStatus
from models.payment import Component, PaymentKind
from rules.access import Level, Role
from rules.errors import RuleError
from services import approval, authority, case, offer, payment, plan
from tests import desk, makers

pytestmark = pytest.mark.usefixtures("app")
TODAY = date(2026, 3, 2)


@pytest.fixture
def row(app):
    found = desk.lend(desk.start(), each="100.00")
    case.restage(found, TODAY)
    authority.load()
    db.session.commit()
    return found


@pytest.fixture
def people(row):
    return [makers.make_user(role=Role.manager, level=level) for level in (Level.collector, Level.manager)]


def waiver(row, user, amount="8.00"):
    terms = {"component": Component.principal, "amount": Decimal(amount)}
    return approval.ask(row, ApprovalKind.waiver, terms, "long illness", user, TODAY)


def let_go(row):
    return sum((each.amount for each in row.loan.payments if each.kind == PaymentKind.waiver), Decimal(0))


def test_a_second_person_of_the_level_grants_it_once_and_nobody_their_own(row, people):
    asker, manager = people
    made = waiver(row, asker)

    with pytest.raises(RuleError, match="own request"):
        approval.approve(made, TODAY, asker)
    with pytest.raises(authority.BeyondError):
        approval.approve(made, TODAY, makers.make_user(level=Level.supervisor))
    assert let_go(row) == 0

    approval.approve(made, TODAY, manager)
    with pytest.raises(RuleError, match="decided already"):
        approval.approve(made, TODAY, manager)
    assert (made.status, let_go(row), row.balance) == ("approved", Decimal("8.00"), Decimal("92.00"))


def test_less_is_granted_to_the_cent_and_never_more(row, people):
    made = waiver(row, people[0])
    for wrong in ("8.00", "0", "-1", "much"):
        with pytest.raises(RuleError):
            approval.approve_lower(made, wrong, TODAY, people[1])
    approval.approve_lower(made, "3.50", TODAY, people[1])
    assert (made.status, made.granted_cost, let_go(row)) == ("approved_lower", Decimal("3.50"), Decimal("3.50"))
    assert (made.cost, made.terms["amount"]) == (Decimal("8.00"), "8.00")


def test_an_offer_and_a_plan_are_made_by_their_approval(row, people):
    terms = {
        "pay_amount": Decimal("95.00"),
        "pay_by": TODAY + timedelta(days=7),
        "waive": {Component.principal: Decimal("5.00")},
    }
    made = approval.ask(row, ApprovalKind.offer, terms, "closes the case", people[0], TODAY)
    approval.approve_lower(made, "2.50", TODAY, people[1])
    assert offer.open_of(row).cost == Decimal("2.50")

    terms = {"total": Decimal("100.00"), "count": 6, "first_on": date(2026, 3, 16)}
    made = approval.ask(row, ApprovalKind.plan, terms, "reduced income", people[0], TODAY)
    approval.approve_lower(made, "4", TODAY, people[1])
    assert plan.open_of(row).count == 4


@pytest.mark.parametrize("decide", [approval.send_back, approval.reject])
def test_it_is_returned_or_rejected_with_a_reason(row, people, decide):
    made = waiver(row, people[0])
    with pytest.raises(RuleError, match="Say why"):
        decide(made, " ", TODAY, people[1])
    decide(made, "ask for less", TODAY, people[1])
    assert (made.answer, let_go(row)) == ("ask for less", 0)
    assert waiver(row, people[0]).status == ApprovalStatus.requested


def test_what_nobody_answers_lapses_after_its_last_day_and_only_once(row, people):
    made = waiver(row, people[0])
    with pytest.raises(RuleError, match="waits already"):
        waiver(row, people[0])
    db.session.commit()
    assert made.lapses_on == TODAY + timedelta(days=3)
    for day in range(4):
        assert nightly.lapse_approvals(TODAY + timedelta(days=day), desk.at(TODAY)).counts == {}
    night = TODAY + timedelta(days=4)
    assert [nightly.lapse_approvals(night, desk.at(night)).counts for _ in range(2)] == [{"lapsed": 1}, {}]
    assert db.session.get(Approval, made.id).status == ApprovalStatus.lapsed


def test_even_without_days_it_does_not_lapse_the_night_it_is_asked(row, people):
    row.loan.portfolio.policy.approval_days = 0
    made = waiver(row, people[0])
    db.session.commit()

    assert nightly.lapse_approvals(TODAY + timedelta(days=1), desk.at(TODAY)).counts == {}
    assert db.session.get(Approval, made.id).status == ApprovalStatus.requested


def test_what_was_asked_and_known_stays_as_it_stood(row, people):
    made = waiver(row, people[0], "5.00")
    asked = (made.terms, made.cost, made.reason, approval.facts(made))
    payment.record(row.loan, Decimal("40.00"), TODAY, TODAY, "P-1")
    approval.approve(made, TODAY, people[1])

    assert (made.terms, made.cost, made.reason, approval.facts(made)) == asked
    assert (approval.facts(made).balance, approval.facts(made).paid_count) == (Decimal("100.00"), 0)


def test_a_level_that_does_not_suffice_neither_grants_nor_refuses(row, people):
    made = waiver(row, people[0])
    supervisor = makers.make_user(level=Level.supervisor)
    for decide in (approval.reject, approval.send_back):
        with pytest.raises(authority.BeyondError):
            decide(made, "no", TODAY, supervisor)
    assert made.status == ApprovalStatus.requested


def asks(browser, row, **more):
    """A collector's waiver of interest beyond their level, with why it is waived and why it should be approved."""
    terms = {"component": "interest", "amount": "5.00", "reason": "goodwill", "approval": "long illness"}
    return browser.submit(f"/cases/waive/?id={row.id}", **{**terms, **more})


@pytest.fixture
def interest(app):
    """A case that owes interest: a supervisor may waive 30 % of it."""
    found = desk.lend(desk.start(), each="100.00", more={"interest": Decimal("50.00")})
    case.restage(found, TODAY)
    authority.load()
    db.session.commit()
    return found


def test_a_supervisor_is_told_sees_and_approves_what_names_them_and_the_asker_hears_of_it(interest, sign_in):
    collector, person = sign_in(Role.collector)
    supervisor, second = sign_in(Role.collector, level=Level.supervisor)
    other, _ = sign_in(Role.collector)
    interest.assignee = person
    asks(collector, interest)
    made = db.session.scalars(db.select(Approval)).one()
    assert (made.needs, made.status) == (Level.supervisor, "requested")

    told = collector.get(f"/cases/details/?id={interest.id}").text
    page = f"/approvals/details/?id={made.id}"
    assert second.name in told
    assert "Approvals waiting" in supervisor.get("/my-day/").text
    assert interest.reference in supervisor.get("/my-day/").text
    assert interest.reference in supervisor.get("/approvals/?status=requested").text
    for words in ("long illness", "goodwill", "Approve"):
        assert words in supervisor.get(page).text
    assert other.get(page).status_code == 404
    assert interest.reference not in other.get("/approvals/").text
    assert "Approvals waiting" not in collector.get("/my-day/").text

    supervisor.submit("/approvals/action/", action="approve", rowid=made.id, confirmed="1")
    db.session.expire_all()
    assert (made.status, made.decided_by_id, let_go(interest)) == ("approved", second.id, Decimal("5.00"))
    assert [each.note for each in interest.loan.payments] == ["goodwill"]

    assert "Your requests answered" in collector.get("/my-day/").text
    assert collector.get(page).status_code == 200
    assert "Your requests answered" not in collector.get("/my-day/").text


def test_nobody_decides_on_their_own_request_on_the_page_either(interest, sign_in):
    browser, person = sign_in(Role.collector)
    interest.assignee = person
    asks(browser, interest)
    made = db.session.scalars(db.select(Approval)).one()
    person.level = Level.director

    assert 'value="approve"' not in browser.get(f"/approvals/details/?id={made.id}").text
    browser.submit("/approvals/action/", action="approve", rowid=made.id, confirmed="1")
    db.session.expire_all()
    assert made.status == "requested"


def test_the_lapse_is_told_before_it_happens_to_both(interest, sign_in, clock):
    collector, person = sign_in(Role.collector)
    supervisor, _ = sign_in(Role.collector, level=Level.supervisor)
    interest.assignee = person
    asks(collector, interest)
    assert "Requests about to lapse" not in supervisor.get("/my-day/").text

    clock.now += timedelta(days=2)
    for browser in (collector, supervisor):
        assert "Requests about to lapse" in browser.get("/my-day/").text


def test_a_plan_says_whom_to_ask_before_anything_is_typed(row, sign_in):
    browser, person = sign_in(Role.collector)
    supervisor = makers.make_user(level=Level.supervisor, name="Senior Desk")
    row.assignee = person
    page = browser.get(f"/cases/details/?id={row.id}&add=plan").text
    assert "plans of 3 instalments over 60 days" in page
    assert f"Beyond that you ask: {supervisor.name}" in page

    fits = {"income": "100", "outgoings": "50", "begins_on": "2026-03-16"}
    shown = browser.submit(f"/cases/plan/afford/?id={row.id}", **fits).text
    assert "beyond your authority" in shown
    assert f"Ask: {supervisor.name}" in shown


def test_a_request_nobody_at_work_may_decide_says_so(interest, sign_in):
    browser, person = sign_in(Role.collector)
    interest.assignee = person
    asks(browser, interest)

    assert "nobody at work here has the level Supervisor" in browser.get(f"/cases/details/?id={interest.id}").text


def test_on_the_page_a_refusal_becomes_a_request_that_a_manager_approves(row, sign_in):
    browser, asker = sign_in(Role.manager, level=Level.supervisor)
    terms = {"component": "principal", "amount": "5.00", "reason": "illness"}
    assert "it takes a manager" in browser.submit(f"/cases/waive/?id={row.id}", **terms).text.lower()
    browser.submit(f"/cases/waive/?id={row.id}", **terms, approval="long illness")

    made = db.session.scalars(db.select(Approval)).one()
    assert (made.asked_by_id, made.status, let_go(row)) == (asker.id, "requested", 0)
    assert "long illness" in browser.get(f"/cases/details/?id={row.id}").text
    assert made.case.reference in browser.get("/approvals/").text
