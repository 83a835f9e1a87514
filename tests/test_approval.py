"""Approvals: beyond one's level it is asked for, a second person decides, and overnight it lapses."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from jobs import nightly
from models import db
from models.approval import Approval, ApprovalKind, ApprovalStatus
from models.payment import Component, PaymentKind
from rules.access import Level, Role
from rules.errors import RuleError
from services import approval, authority, case, offer, plan
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
    assert (made.status, made.cost, let_go(row)) == ("approved_lower", Decimal("3.50"), Decimal("3.50"))


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


def test_what_nobody_answers_lapses_overnight_and_only_once(row, people):
    made = waiver(row, people[0])
    with pytest.raises(RuleError, match="waits already"):
        waiver(row, people[0])
    db.session.commit()
    night = TODAY + timedelta(days=1)
    assert nightly.lapse_approvals(TODAY, desk.at(TODAY)).counts == {}
    assert [nightly.lapse_approvals(night, desk.at(night)).counts for _ in range(2)] == [{"lapsed": 1}, {}]
    assert db.session.get(Approval, made.id).status == ApprovalStatus.lapsed


def test_on_the_page_a_refusal_becomes_a_request_that_a_manager_approves(row, sign_in):
    browser, asker = sign_in(Role.manager, level=Level.supervisor)
    terms = {"component": "principal", "amount": "5.00", "reason": "illness"}
    assert "it takes a manager" in browser.submit(f"/cases/waive/?id={row.id}", **terms).text.lower()
    browser.submit(f"/cases/waive/?id={row.id}", **terms, approval="long illness")

    made = db.session.scalars(db.select(Approval)).one()
    assert (made.asked_by_id, made.status, let_go(row)) == (asker.id, "requested", 0)
    assert "long illness" in browser.get(f"/cases/details/?id={row.id}").text
    assert made.case.reference in browser.get("/approvals/").text
