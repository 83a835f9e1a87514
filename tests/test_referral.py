"""Referrals: the table of steps, and a case on its way through a partner's hands."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from models.referral import ReferralStatus
from models.stage import TaskKind
from rules import referral as rule
from rules.access import Role
from rules.errors import RuleError
from services import case, referral, task
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
