"""Referrals: the table of steps, and a case on its way through a partner's hands."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from models import db
from models.case import CaseState
from models.dispute import DisputeCategory, DisputeStatus
from models.hold import HoldKind
from models.loan import Instalment
from models.referral import Referral, ReferralStatus, Standstill
from models.stage import Stage, TaskKind
from rules import referral as rule
from rules.access import Role
from rules.errors import RuleError
from rules.limitation import EventKind
from services import case, dispute, hold, limitation, payment, plan, promise, referral, task
from services.referral import status_file
from tests import desk, makers

Status = ReferralStatus


def test_every_status_has_its_steps_and_every_step_leads_somewhere_known():
    assert set(rule.STEPS) == set(Status)
    assert {step for steps in rule.STEPS.values() for step in steps} | {"proposed", "withdrawn"} == set(Status)


@pytest.mark.parametrize(
    ("status", "to", "side", "known", "said"),
    [
        ("proposed", "received", rule.Side.desk, {}, "cannot become"),
        ("proposed", "sent", rule.Side.partner, {}, "Only the lender's side"),
        ("sent", "received", rule.Side.partner, {}, "needs partner_file_no"),
        ("received", "filed", rule.Side.partner, {"court": "Pudong"}, "needs docket_no"),
        ("judgment", "closed", rule.Side.partner, {"note": "over"}, "Only the lender's side"),
        ("closed", "withdrawn", rule.Side.desk, {"note": "late"}, "cannot become"),
    ],
)
def test_a_step_that_is_not_allowed_says_why(status, to, side, known, said):
    with pytest.raises(RuleError, match=said):
        rule.check(status, to, side, known)


def test_the_desk_may_report_the_partners_steps_and_withdraw_at_any_time():
    assert rule.following("sent", rule.Side.partner) == ("received", "returned")
    assert rule.following("sent", rule.Side.desk) == ("received", "returned", "withdrawn")
    assert rule.following("closed", rule.Side.desk) == ()


TODAY = date(2026, 3, 20)
NOW = desk.at(TODAY)


@pytest.fixture
def opened(app):
    row = desk.lend(desk.start())
    case.restage(row, TODAY)
    return desk.notify(row, TODAY)


def test_a_referral_goes_to_a_partner_and_through_the_court(opened):
    partner = makers.make_legal_partner()
    lawyer = makers.make_user(role=Role.legal_partner, partner=partner)
    row = referral.open(opened, partner, TODAY, NOW)
    assert (row.reference, row.claim_amount, row.claim_as_of) == ("R-000001", opened.balance, TODAY)

    referral.advance(row, Status.sent, "", None, TODAY, NOW, anyway="papers follow")
    data = {"partner_file_no": "F-1", "next_on": TODAY + timedelta(days=3)}
    referral.advance(row, Status.received, "", lawyer, TODAY, NOW, data)
    referral.advance(
        row,
        Status.filed,
        "",
        lawyer,
        TODAY,
        NOW,
        {"court": "Pudong", "docket_no": "1", "filed_amount": Decimal("100.00")},
    )

    assert [each.status for each in row.events] == ["proposed", "sent", "received", "filed"]
    assert (row.referred_on, row.partner_file_no, row.court) == (TODAY, "F-1", "Pudong")
    assert (task.open_of(opened).kind, opened.next_action_on) == (TaskKind.follow_referral, TODAY + timedelta(days=3))


def test_a_case_has_one_open_referral_at_most(opened):
    row = referral.open(opened, makers.make_legal_partner(), TODAY, NOW)

    with pytest.raises(RuleError, match="is referred already: R-"):
        referral.open(opened, makers.make_legal_partner(), TODAY, NOW)
    referral.recall(row, "settled by phone", None, TODAY, NOW)

    assert (row.status, row.closed_on) == (Status.withdrawn, TODAY)
    assert task.open_of(opened).kind != TaskKind.follow_referral
    assert referral.open(opened, makers.make_legal_partner(), TODAY, NOW).status == Status.proposed


def test_only_what_was_sent_is_recalled_and_owes_a_certificate_of_deletion(opened):
    never = referral.open(opened, makers.make_legal_partner(), TODAY, NOW)
    referral.recall(never, "settled by phone", None, TODAY, NOW)
    sent = referral.open(opened, makers.make_legal_partner(), TODAY, NOW)
    referral.advance(sent, Status.sent, "", None, TODAY, NOW, anyway="papers follow")
    referral.recall(sent, "paid in full", None, TODAY, NOW)

    assert (never.recalled_on, sent.recalled_on) == (None, TODAY)
    with pytest.raises(RuleError, match="No certificate of deletion is owed"):
        referral.certify(never, makers.make_document())
    referral.certify(sent, makers.make_document())
    assert sent.deletion is not None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"archived_on": TODAY}, "takes no more"),
        ({"agreement_until": date(2026, 3, 19)}, "no agreement"),
        ({"agreement_until": None}, "no agreement"),
        ({"capacity": 0}, "no capacity left"),
    ],
)
def test_a_partner_that_can_take_none_gets_none(opened, given, said):
    with pytest.raises(RuleError, match=said):
        referral.open(opened, makers.make_legal_partner(**given), TODAY, NOW)


def test_another_firm_has_no_say(opened):
    row = referral.open(opened, makers.make_legal_partner(), TODAY, NOW)
    referral.advance(row, Status.sent, "", None, TODAY, NOW, anyway="papers follow")
    stranger = makers.make_user(role=Role.legal_partner)

    with pytest.raises(RuleError, match="with another firm"):
        referral.advance(row, Status.returned, "no", stranger, TODAY, NOW)


def test_only_an_open_case_is_referred(app):
    waiting = desk.lend(desk.start())

    with pytest.raises(RuleError, match="Only an open case"):
        referral.open(waiting, makers.make_legal_partner(), TODAY, NOW)


DATA = {
    Status.received: {"partner_file_no": "F-1"},
    Status.demand: {"demand_on": TODAY, "demand_delivery": "EMS"},
    Status.mediation: {},
    Status.filed: {"court": "Pudong", "docket_no": "1", "filed_amount": Decimal("100.00")},
    Status.served: {"served_on": TODAY, "service_method": "EMS"},
    Status.hearing: {"next_on": TODAY + timedelta(9)},
    Status.judgment: {"judgment_on": TODAY, "judgment_amount": Decimal(1), "judgment_rate": Decimal(0)},
    Status.enforcement: {"measures": "Account 1"},
    Status.settled: {"settlement_plan": "three parts"},
    Status.returned: {"missing_items": "contract"},
}
FORWARD = [
    (Status.proposed, Status.sent),
    (Status.returned, Status.sent),
    (Status.sent, Status.received),
    (Status.received, Status.demand),
    (Status.demand, Status.mediation),
    (Status.demand, Status.filed),
    (Status.judgment, Status.enforcement),
]


def pay(row):
    payment.record(row.loan, Decimal("100.00"), TODAY, TODAY, "BANK-1")


def agree(row):
    agreed = plan.propose(row, Decimal("100.00"), 2, TODAY + timedelta(7), TODAY)
    db.session.flush()
    plan.agree(agreed, "recorded call", TODAY, NOW)
    return agreed


def agree_and_release(row):
    agree(row)
    for rest in row.holds:
        hold.release(rest, TODAY)


def contest(row):
    return dispute.open(row, DisputeCategory.amount, "too much", TODAY)


def contest_and_release(row):
    hold.release(contest(row).hold, TODAY)


def rest(row, kind=HoldKind.hardship):
    return hold.open(row, kind, TODAY, "in hospital", TODAY + timedelta(30))


def promised(row):
    promise.make(row, Decimal("50.00"), TODAY + timedelta(3), TODAY, NOW)


RESTS = [
    (pay, "Nothing is overdue on C-"),
    (agree, "A plan agreed on 2026-03-20 runs on C-"),
    (agree_and_release, "A plan agreed on"),
    (contest, "is disputed since 2026-03-20"),
    (contest_and_release, "is disputed since"),
    (rest, r"rests since 2026-03-20 \(hardship\)"),
    (promised, r"rests since 2026-03-20 \(promise\)"),
]


def at(row, status):
    return makers.make_referral(case=row, status=status, partner_file_no="F-1")


def take(row, status, user=None, note="n", **more):
    data = DATA.get(status, {}) | more
    referral.advance(row, status, note, user, TODAY, NOW, data, anyway="papers follow")


@pytest.mark.parametrize(("before", "said"), RESTS)
@pytest.mark.parametrize(("status", "to"), FORWARD)
def test_no_step_is_taken_against_a_borrower_while_something_rests(opened, status, to, before, said):
    row = at(opened, status)
    before(opened)

    with pytest.raises(RuleError, match=said):
        take(row, to)

    assert (row.status, row.events) == (status, [])


@pytest.mark.parametrize(("before", "said"), RESTS[1:])
def test_what_rests_is_not_proposed_by_a_person_or_the_night(opened, before, said):
    opened.stage = db.session.query(Stage).filter_by(proposes_referral=True).one()
    partner = makers.make_legal_partner()
    assert referral.due(TODAY) == [opened.id]
    before(opened)

    assert referral.due(TODAY) == []
    assert referral.propose(opened, TODAY, NOW) == "quiet"
    with pytest.raises(RuleError, match=said):
        referral.open(opened, partner, TODAY, NOW)
    assert db.session.query(Referral).count() == 0


def test_the_night_proposes_no_case_that_is_open_and_paid_up(opened):
    opened.stage = db.session.query(Stage).filter_by(proposes_referral=True).one()
    makers.make_legal_partner()
    pay(opened)
    opened.state = CaseState.open
    db.session.add(Instalment(loan=opened.loan, number=2, due_on=TODAY, principal=Decimal("100.00")))
    db.session.flush()
    case.refresh(opened.loan)

    assert referral.due(TODAY) == []
    assert referral.propose(opened, TODAY, NOW) == "quiet"


def test_what_rested_goes_on_once_it_rests_no_more(opened):
    row = at(opened, Status.received)
    agreed, contested, resting = agree(opened), contest(opened), rest(opened)

    plan.cancel(agreed, "not kept", TODAY)
    with pytest.raises(RuleError, match="disputed"):
        take(row, Status.demand)
    dispute.decide(contested, DisputeStatus.rejected, "the sum is right", TODAY)
    with pytest.raises(RuleError, match="rests since"):
        take(row, Status.demand)
    hold.release(resting, TODAY)
    take(row, Status.demand)

    assert row.status == Status.demand


@pytest.mark.parametrize(
    ("status", "to"),
    [
        (Status.sent, Status.returned),
        (Status.received, Status.settled),
        (Status.filed, Status.settled),
        (Status.filed, Status.mediation),
        (Status.demand, Status.withdrawn),
        (Status.judgment, Status.closed),
    ],
)
@pytest.mark.parametrize(("before", "_said"), RESTS)
def test_what_returns_settles_or_ends_a_referral_stays_possible(opened, status, to, before, _said):
    row = at(opened, status)
    before(opened)

    take(row, to)

    assert (row.status, row.events[-1].against) == (to, None)


@pytest.mark.parametrize(
    ("status", "to"), [(Status.filed, Status.served), (Status.served, Status.hearing), (Status.served, Status.judgment)]
)
def test_what_a_court_did_is_recorded_with_what_rested_then(opened, status, to):
    row = at(opened, status)
    agree(opened)

    take(row, to)

    assert (row.status, row.events[-1].against) == (to, Standstill.plan)
    on = TODAY + timedelta(9) if to == Status.hearing else TODAY
    assert (task.open_of(opened).kind, task.open_of(opened).due_on) == (TaskKind.follow_referral, on)


def test_a_suit_of_before_the_payment_is_recorded_with_its_day_and_interrupts_from_it(opened):
    row = at(opened, Status.received)
    pay(opened)
    filed_on = TODAY - timedelta(2)

    take(row, Status.filed, filed_on=filed_on, note="")

    assert (row.filed_on, row.events[-1].happened_on, row.events[-1].against) == (filed_on, filed_on, None)
    assert filed_on in {each.on for each in limitation.events(opened.loan) if each.kind == EventKind.suit_filed}


def test_a_suit_filed_although_the_case_rested_is_recorded_with_its_reason_and_told(opened):
    row = at(opened, Status.received)
    agree(opened)

    with pytest.raises(RuleError, match="lies in the future"):
        take(row, Status.filed, filed_on=TODAY + timedelta(1))
    with pytest.raises(RuleError, match="Say in the note why it was filed"):
        take(row, Status.filed, filed_on=TODAY, note=" ")
    take(row, Status.filed, filed_on=TODAY, note="It was at the court before your word came.")

    assert (row.status, row.events[-1].against) == (Status.filed, Standstill.plan)
    assert (task.open_of(opened).kind, opened.next_action_on) == (TaskKind.follow_referral, TODAY)


def test_a_demand_of_the_firm_is_told_late_where_it_was_right_on_its_day(opened):
    row = at(opened, Status.received)
    pay(opened)

    take(row, Status.demand, demand_on=TODAY - timedelta(1))

    assert (row.status, row.events[-1].against) == (Status.demand, None)


def test_the_firm_hears_that_a_case_rests_but_not_why_on_each_of_its_ways(opened):
    row = at(opened, Status.sent)
    lawyer = makers.make_user(role=Role.legal_partner, partner=row.partner)
    rest(opened)
    line = status_file.read(f"reference,status,partner_file_no\n{row.reference},received,F-1\n".encode())[0]

    for tried in (
        lambda: take(row, Status.received, lawyer),
        lambda: status_file.land(line, lawyer, TODAY, NOW),
    ):
        with pytest.raises(RuleError, match=f"The lender lets {row.reference} rest") as told:
            tried()
        assert "hardship" not in str(told.value)
    assert row.status == Status.sent


def test_a_suit_is_told_with_its_day_in_the_file_of_the_firm(opened):
    row = at(opened, Status.received)
    lawyer = makers.make_user(role=Role.legal_partner, partner=row.partner)
    pay(opened)
    head = "reference,status,court,docket_no,filed_amount"
    new, told = (
        status_file.read(text.encode())[0]
        for text in (
            f"{head}\n{row.reference},filed,Pudong,1,100\n",
            f"{head},filed_on\n{row.reference},filed,Pudong,1,100,2026-03-18\n",
        )
    )

    with pytest.raises(RuleError, match="Nothing is overdue on R-"):
        status_file.land(new, lawyer, TODAY, NOW)
    assert status_file.land(told, lawyer, TODAY, NOW) == "moved"
    assert (row.status, row.filed_on) == (Status.filed, TODAY - timedelta(2))
