"""Something happens on a referred case: desk and partner hear of it the same hour, and the lender decides."""

from datetime import timedelta
from decimal import Decimal

import pytest

from jobs import daytime, nightly, timetable
from models import db
from models.case import CaseState
from models.decision import Breach
from models.dispute import DisputeCategory
from models.referral import ReferralStatus, Standstill
from models.referral_work import PaymentNotice, QuestionCause, ReferralDecision, ReferralQuestion
from models.run import JobRun
from models.stage import TaskKind
from rules.access import Role
from rules.errors import RuleError
from services import case, dispute, payment, plan, referral
from services.contact import breach
from services.referral import decision, question, remittance
from tests import desk, makers

TODAY = makers.TODAY
NOW = desk.at(TODAY)
Cause, Decision, Status = QuestionCause, ReferralDecision, ReferralStatus


@pytest.fixture
def row(app):
    """A referral that a partner has in hand."""
    found = desk.lend(desk.start(is_demo=False))
    case.restage(found, TODAY)
    desk.notify(found, TODAY)
    made = referral.open(found, makers.make_legal_partner(), TODAY, NOW)
    referral.advance(made, Status.sent, "", None, TODAY, NOW, anyway="papers follow")
    referral.advance(made, Status.received, "", None, TODAY, NOW, {"partner_file_no": "F-1"})
    db.session.commit()
    return made


def pay(row, amount="40.00"):
    return payment.record(row.case.loan, Decimal(amount), TODAY, TODAY, f"P-{next(makers.numbers)}")


def agree(row):
    made = plan.propose(row.case, Decimal("90.00"), 3, TODAY, TODAY)
    plan.agree(made, "signed", TODAY, NOW)


def contest(row):
    dispute.open(row.case, DisputeCategory.amount, "too much", TODAY)


HAPPENS = {
    Cause.payment: pay,
    Cause.plan: agree,
    Cause.dispute: contest,
    Cause.closing: lambda row: pay(row, "100.00"),
}


@pytest.mark.parametrize("cause", HAPPENS)
def test_what_happens_is_asked_once_and_until_then_nothing_new_is_instructed(row, cause):
    HAPPENS[cause](row)
    db.session.commit()
    with pytest.raises(RuleError, match="waits for the lender's decision"):
        referral.instruct(row, None, Decimal("50.00"), TODAY)

    assert daytime.ask_about_referrals(TODAY, NOW).counts["asked"] == 1
    assert daytime.ask_about_referrals(TODAY, NOW).counts.get("asked") is None

    db.session.refresh(row)
    assert cause in {each.cause for each in question.open_of(row)}
    with pytest.raises(RuleError, match="waits for the lender's decision"):
        referral.instruct(row, None, Decimal("50.00"), TODAY)
    if row.case.state == CaseState.open:
        assert (row.case.open_task.kind, row.case.open_task.due_on) == (TaskKind.follow_referral, TODAY)


def demand(row, day=TODAY):
    data = {"demand_on": day, "demand_delivery": "post"}
    referral.advance(row, Status.demand, "", None, day, desk.at(day), data)


def test_after_a_payment_a_step_waits_until_it_is_decided_to_go_on(row):
    pay(row)
    with pytest.raises(RuleError, match="waits for the lender's decision"):
        demand(row)
    with pytest.raises(RuleError, match="Say why"):
        decision.decide(row, Decision.go_on, " ", None, TODAY, NOW)
    decision.decide(row, Decision.go_on, "a part only", None, TODAY, NOW)

    demand(row)

    assert row.status == Status.demand
    assert "a part only" in str([each.note for each in row.events][-2])
    with pytest.raises(RuleError, match="Nothing waits"):
        decision.decide(row, Decision.go_on, "again", None, TODAY, NOW)
    pay(row, "10.00")
    with pytest.raises(RuleError, match="waits for the lender's decision"):
        referral.instruct(row, None, None, TODAY)


def test_a_pause_ends_on_its_day(row):
    pay(row)
    with pytest.raises(RuleError, match="day to come"):
        decision.decide(row, Decision.pause, "wait", None, TODAY, NOW, until=TODAY)
    until = TODAY + timedelta(days=10)
    decision.decide(row, Decision.pause, "wait", None, TODAY, NOW, until=until)

    with pytest.raises(RuleError, match="is paused until"):
        demand(row, until - timedelta(days=1))
    demand(row, until)


def test_a_pause_that_ends_while_something_still_rests_is_asked_about_once(row):
    until = TODAY + timedelta(days=10)
    pay(row, "100.00")
    decision.decide(row, Decision.pause, "wait", None, TODAY, NOW, until=until)
    db.session.commit()

    for day, asked in ((until - timedelta(days=1), None), (until, 1), (until, None)):
        assert nightly.ask_about_referrals(day, desk.at(day)).counts.get("asked") == asked
    assert [each.cause for each in question.open_of(row)] == [Cause.pause_ended]

    decision.decide(row, Decision.pause, "wait", None, until, desk.at(until), until=until + timedelta(days=5))
    db.session.commit()
    again = until + timedelta(days=5)
    assert nightly.ask_about_referrals(again, desk.at(again)).counts.get("asked") == 1


def test_after_a_pause_it_goes_on_by_itself_where_nothing_rests_any_more(row):
    until = TODAY + timedelta(days=10)
    pay(row)
    decision.decide(row, Decision.pause, "wait", None, TODAY, NOW, until=until)
    db.session.commit()

    assert nightly.ask_about_referrals(until, desk.at(until)).counts.get("asked") is None


def test_it_does_not_go_on_while_nothing_is_overdue_and_is_taken_back(row):
    pay(row, "100.00")
    with pytest.raises(RuleError, match="Nothing is overdue"):
        decision.decide(row, Decision.go_on, "costs", None, TODAY, NOW)
    decision.decide(row, Decision.recall, "paid", None, TODAY, NOW)

    assert (row.status, row.recalled_on, question.open_of(row)) == (Status.withdrawn, TODAY, [])


def test_a_referral_that_is_taken_back_asks_nothing_any_more(row):
    pay(row)
    question.follow(row, NOW)
    db.session.flush()
    referral.recall(row, "settled between them", None, TODAY, NOW)

    assert [each.decision for each in row.questions] == [Decision.recall]


def test_what_the_court_does_meanwhile_is_recorded_and_raised_as_a_breach(row):
    pay(row, "100.00")
    manager = makers.make_user(role=Role.manager)
    data = {"court": "Pudong", "docket_no": "1", "filed_amount": Decimal("100.00"), "filed_on": TODAY}
    referral.advance(row, Status.filed, "sent before it was known", manager, TODAY, NOW, data)

    found = db.session.query(Breach).one()
    assert (row.events[-1].against, found.referral_event, found.case) == (
        Standstill.nothing_overdue,
        row.events[-1],
        row.case,
    )
    assert found.reason == "sent before it was known"
    with pytest.raises(RuleError, match="own step"):
        breach.review(found, "looked", TODAY, manager)
    breach.review(found, "looked", TODAY, makers.make_user(role=Role.manager))


def test_the_floor_is_never_above_the_debt(row):
    with pytest.raises(RuleError, match="more than"):
        referral.instruct(row, Decimal("100.01"), None, TODAY)
    referral.instruct(row, Decimal("90.00"), None, TODAY)
    pay(row)
    db.session.commit()

    nightly.ask_about_referrals(TODAY, NOW)

    db.session.refresh(row)
    assert row.settlement_floor == row.case.balance == Decimal("60.00")


def test_no_more_is_claimed_than_is_owed(row):
    data = {"court": "Pudong", "docket_no": "1", "filed_amount": Decimal("100.01")}
    with pytest.raises(RuleError, match="would be claimed"):
        referral.advance(row, Status.filed, "", None, TODAY, NOW, data)


def test_money_that_the_partner_collected_or_that_was_taken_back_is_no_news(row):
    payment.reverse(pay(row), TODAY, "bounced")
    remittance.record(row, "RM-1", TODAY, Decimal("20.00"), Decimal("20.00"), TODAY, None)
    assert question.news([row.id]) == []


def test_a_pass_of_the_day_runs_for_a_partner_alone(row, the_app, monkeypatch):
    pay(row)
    db.session.commit()
    monkeypatch.setattr(timetable.lock, "held", lambda app: True)

    timetable.send_by_day(the_app)

    assert db.session.query(JobRun).filter_by(job="daytime").count() == 1
    assert db.session.query(PaymentNotice).count() == db.session.query(ReferralQuestion).count() == 1
    timetable.send_by_day(the_app)
    assert db.session.query(JobRun).filter_by(job="daytime").count() == 1


def test_both_sides_see_the_question_and_the_answer(row, sign_in, as_user):
    partner = as_user(makers.make_user(role=Role.legal_partner, partner=row.partner))
    manager, person = sign_in(Role.manager)
    collector, mine = sign_in(Role.collector)
    row.case.assignee = mine
    pay(row)
    db.session.commit()
    daytime.ask_about_referrals(TODAY, NOW)
    path, portal = f"/cases/details/?id={row.case_id}", f"/partner/referral/?id={row.id}"

    assert "Referrals to decide on" in manager.get("/my-day/").text
    assert f"{row.reference}: decide how to go on. The borrower paid" in manager.get("/my-day/").text
    assert "Decide how to go on" in manager.get(path).text
    assert "A manager decides" in collector.get(path).text
    assert "the lender decides" in partner.get(portal).text

    decide = {"decision": "go_on", "words": "a part only", "until": ""}
    assert collector.submit(f"/cases/referral/decide/?id={row.case_id}", **decide).status_code == 403
    manager.submit(f"/cases/referral/decide/?id={row.case_id}", **decide)

    db.session.expire_all()
    assert [(each.decision, each.decided_by) for each in row.questions] == [("go_on", person)]
    assert "Referrals to decide on" not in manager.get("/my-day/").text
    assert "Decided: Go on. a part only" in partner.get(portal).text
    assert "the lender decides" not in partner.get(portal).text


def test_the_partner_hears_that_something_happened_but_not_of_a_dispute(row, as_user):
    partner = as_user(makers.make_user(role=Role.legal_partner, partner=row.partner))
    contest(row)
    db.session.commit()
    assert daytime.ask_about_referrals(TODAY, NOW).counts == {"asked": 1, "mailed": 1}

    page = partner.get(f"/partner/referral/?id={row.id}").text
    assert "the lender decides" in page
    assert "disputes" not in page
