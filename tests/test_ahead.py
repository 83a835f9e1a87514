"""The days to come on the page of a case: what is sent, asked, checked, raised or ends if nothing happens."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from admin.case.ahead import KINDS, WORDS
from models import db
from models.stage import TaskKind
from rules import ahead as rule
from rules.access import Role
from services import hold, promise
from services.case import ahead
from tests import makers
from tests.makers import NOW, TODAY


@pytest.fixture
def row(app):
    """An open case in the first of two stages that write every five days; its next action is a call."""
    makers.make_team()
    policy = makers.make_policy()
    first = makers.make_stage(policy=policy, key="mild", name="Mild", position=1, days=1, remind_every_days=5)
    makers.make_stage(policy=policy, key="firm", name="Firm", position=2, days=46)
    portfolio = makers.make_portfolio(policy=policy)
    case = makers.make_case(loan=makers.make_loan(portfolio=portfolio), stage=first, balance=Decimal("300.00"))
    makers.make_instalment(loan=case.loan, due_on=date(2026, 1, 31), principal=Decimal("100.00"))
    makers.make_instalment(loan=case.loan, due_on=date(2026, 4, 30), principal=Decimal("200.00"))
    makers.make_task(case=case, kind=TaskKind.call, due_on=date(2026, 3, 4))
    case.next_stage_on = date(2026, 3, 18)
    db.session.flush()
    return case


def days(row):
    """What lies ahead, as days with what happens."""
    db.session.expire_all()
    return [(each.on, str(each.kind), str(each.what)) for each in ahead.of(row, TODAY).ahead]


def test_the_next_message_counts_from_the_last_one_of_the_stage(row):
    assert days(row)[0] == (TODAY, "sent", "message")
    makers.make_reminder(borrower=row.borrower, stage=row.stage, queued_on=TODAY - timedelta(days=2), status="sent")

    assert (TODAY + timedelta(days=3), "sent", "message") in days(row)
    assert (TODAY, "sent", "message") not in days(row)


def test_a_promise_is_due_then_checked_and_moves_what_goes_by_itself(row):
    row.next_stage_on = date(2026, 3, 8)
    promise.make(row, Decimal("50.00"), date(2026, 3, 10), TODAY, NOW)

    found = days(row)

    assert (date(2026, 3, 10), "due", "promise") in found
    assert (date(2026, 3, 13), "checked", "promise") in found
    assert (date(2026, 3, 13), "raised", "stage") in found
    assert not [each for each in found if each[1] == "sent" and each[0] < date(2026, 3, 13)]


def test_a_case_that_a_partner_has_gets_no_message_and_rises_no_more(row):
    makers.make_referral(case=row)

    assert not [each for each in days(row) if each[1] in ("sent", "raised")]


def test_the_page_says_it_in_words(row, as_user):
    hold.open(row, "complaint", TODAY, "They complained.", TODAY + timedelta(days=4), ends_on=date(2026, 3, 9))
    row.assignee = makers.make_user(role=Role.collector)
    db.session.commit()

    text = as_user(row.assignee).get(f"/cases/details/?id={row.id}").text
    listed = re.findall(r"<li>(.*?)</li>", text.split('class="ahead"', 1)[1].split("</section>")[0], re.DOTALL)
    said = [" ".join(re.sub(r"<[^>]+>", "", each).split()) for each in listed]

    assert said[0] == "Mar 4, 2026 Call to do"
    assert "Mar 6, 2026 Look at the hold again to do" in said
    assert "Mar 10, 2026 Message of the stage Mild sent" in said
    assert "Mar 18, 2026 Stage Firm raised" in said
    assert "Apr 30, 2026 Next instalment of CN¥200.00 due" in said


def test_everything_the_rule_may_tell_has_words():
    everything = rule.Facts(
        task_on=TODAY,
        message_on=TODAY,
        stage_on=TODAY + timedelta(days=1),
        rises_with_word=True,
        instalment=rule.Due(TODAY, TODAY, Decimal(1)),
        promise=rule.Due(TODAY, TODAY, Decimal(1)),
        plan=[rule.Due(TODAY, TODAY, Decimal(1))],
        offer_by=TODAY,
        requests=[TODAY],
        reviews=[TODAY],
        disputes=[TODAY],
        hardships=[TODAY],
        counts_again_on=TODAY,
        rest_due_on=TODAY,
        statements=[TODAY],
        limitation_on=TODAY,
    )
    ending = rule.Facts(holds=[rule.stage.Rest(TODAY, TODAY)])
    told = {(each.kind, each.what) for facts in (everything, ending) for each in rule.of(facts, TODAY)}

    assert told == set(WORDS)
    assert {kind for kind, _ in told} == set(KINDS)
