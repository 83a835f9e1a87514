"""The gate in the house: locked, written down, closed in doubt; a call is one number for one attempt."""

import importlib
import threading
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from models import db
from models.audit import AuditAction, AuditEntry
from models.borrower import PointStatus
from models.contact import Direction
from models.contact_rule import ContactRule
from models.database import begin_writing
from models.decision import Breach, Decision, DecisionKind, OverrideReason, OverrideStatus, Verdict
from models.hold import HoldKind
from models.lender import Licence
from models.stage import Channel
from models.wish import WishKind
from rules.access import Role
from rules.errors import RuleError
from rules.law import kept
from rules.law import pack as law
from rules.law.check import Bar, Fresh, Once
from services import case, hold
from services.contact import breach, call, complaint, gate, override, policy, wish
from tests import desk, makers

pytestmark = pytest.mark.usefixtures("app")
DAY = desk.DUE + timedelta(days=5)
NOON = desk.at(DAY)


@pytest.fixture
def row(app):
    found = desk.lend(desk.start())
    case.restage(found, DAY)
    db.session.commit()
    return found


@pytest.fixture
def person(row):
    return makers.make_user(role=Role.collector)


def dial(row, person, at=NOON):
    return call.dial(row, row.borrower.phones[0], person, at)


def test_a_call_hands_out_the_number_once_and_counts_at_that_moment(row, person):
    found = dial(row, person)

    assert (found.verdict, found.kind, found.law_version) == (Verdict.allowed, DecisionKind.dial, law.VERSION)
    seen = db.session.query(AuditEntry).filter_by(action=AuditAction.revealed).one()
    assert seen.record_id == row.borrower.phones[0].id
    [entry] = gate.load([row.borrower_id], NOON + timedelta(minutes=1))[row.borrower_id].log
    assert (entry.outcome, entry.number) == ("no_answer", f"phone {row.borrower.phones[0].id}")


def test_the_outcome_takes_the_place_of_the_attempt_it_tells_of(row, person):
    found = dial(row, person)
    logged = desk.log(row, "NA", NOON + timedelta(minutes=3), DAY, user=person)

    assert logged.decision_id == found.id
    assert len(gate.load([row.borrower_id], NOON + timedelta(minutes=5))[row.borrower_id].log) == 1


def test_a_blocked_call_is_written_down_and_shows_nothing(row, person):
    night = desk.at(DAY, 15)  # 23:00 in Shanghai
    found = dial(row, person, night)

    assert found.verdict == Verdict.blocked
    assert found.rules
    assert found.next_allowed_at > night
    assert db.session.query(AuditEntry).filter_by(action=AuditAction.revealed).count() == 0


def test_the_ledger_is_never_changed_or_deleted(row, person):
    found = dial(row, person)
    db.session.commit()
    found.rules = "none"
    with pytest.raises(RuleError, match="never changed"):
        db.session.flush()
    db.session.rollback()
    db.session.delete(found)
    with pytest.raises(RuleError, match="never changed"):
        db.session.flush()


def test_twenty_threads_never_pass_a_cap(app, row, person):
    ids, at = (row.id, row.borrower.phones[0].id, person.id), NOON
    db.session.commit()
    start, answers = threading.Barrier(20), []

    def one():
        with app.app_context():
            try:
                start.wait()
                begin_writing()
                who = db.session.get_one(type(person), ids[2])
                the_case = db.session.get_one(type(row), ids[0])
                found = call.dial(the_case, the_case.borrower.phones[0], who, at)
                answers.append(found.verdict)
                db.session.commit()
            finally:
                db.session.remove()

    threads = [threading.Thread(target=one) for _ in range(20)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    assert len(answers) == 20
    capped = 6  # CN-FR-03: unanswered calls to one number a day
    assert answers.count(Verdict.allowed) == capped


WISHES = [
    ({"kind": WishKind.cease}, Channel.call),
    ({"kind": WishKind.opt_out, "channel": Channel.call}, Channel.call),
    ({"kind": WishKind.inconvenient_time, "from_time": "11:30", "to_time": "12:30"}, Channel.call),
    ({"kind": WishKind.no_contact_order}, Channel.call),
    ({"kind": WishKind.opt_out, "channel": Channel.sms}, Channel.sms),
]


@pytest.mark.parametrize(("given", "channel"), WISHES)
def test_a_wish_closes_the_gate_until_it_is_taken_back(row, given, channel):
    licences = {True: "us_third_party", False: row.borrower.lender.licence}
    kind = given["kind"]
    row.borrower.lender.licence = type(row.borrower.lender.licence)(licences[kind == WishKind.cease])
    row.borrower.time_zone = "America/New_York" if kind == WishKind.cease else "Asia/Shanghai"
    at = NOON + timedelta(hours=14) if kind == WishKind.cease else NOON
    before = gate.decide(row.borrower, channel, at)
    made = wish.record(row.borrower, said="by phone", received_at=at - timedelta(hours=1), now=at, **given)
    after = gate.decide(row.borrower, channel, at)
    assert (before.verdict, after.verdict) == ("allowed", "blocked") or kind == WishKind.no_contact_order
    assert set(after.rules) >= set(before.rules)
    wish.end(made, at, "called back")
    assert gate.decide(row.borrower, channel, at + timedelta(seconds=1)).rules == before.rules


@pytest.mark.parametrize(
    ("code", "outcome", "rules"),
    [("WRONG", "wrong_number", ()), ("RPC-HU", "conversation", ("US-FR-02",)), ("VM", "voicemail", ())],
)
def test_somebody_else_at_the_number_is_no_conversation_and_starts_no_pause(row, code, outcome, rules):
    row.borrower.lender.licence, row.borrower.time_zone = Licence.us_third_party, "America/New_York"
    at = NOON + timedelta(hours=14)
    assert desk.outcome("WRONG").is_reached
    desk.log(row, code, at - timedelta(hours=1), DAY)

    known = gate.load([row.borrower_id], at)[row.borrower_id]

    assert [entry.outcome for entry in known.log] == [outcome]
    assert gate.decide(row.borrower, Channel.call, at).rules == rules


@pytest.mark.parametrize("days", [(30, 10), (10, 30), (20, 30, 10)])
def test_of_several_hardships_the_longest_closes_the_gate(row, days):
    for ahead in days:
        hold.open(row, HoldKind.hardship, DAY, "Ill", DAY + timedelta(days=ahead))

    flags = gate.load([row.borrower_id], NOON)[row.borrower_id].flags

    assert flags.hardship_until == DAY + timedelta(days=30)
    assert gate.decide(row.borrower, Channel.call, desk.at(DAY + timedelta(days=20))).verdict == "blocked"


def test_a_number_of_somebody_else_is_refused(row):
    other = makers.make_phone()
    with pytest.raises(RuleError, match="another borrower"):
        wish.record(row.borrower, WishKind.opt_out, NOON, "STOP", NOON, phone=other)
    assert other.status == PointStatus.unverified


def test_an_opt_out_of_a_number_marks_it_and_giving_it_back_does_too(row):
    phone = row.borrower.phones[0]
    made = wish.record(row.borrower, WishKind.opt_out, NOON, "STOP", NOON, phone=phone)
    assert phone.status == PointStatus.opted_out
    with pytest.raises(RuleError, match="not to be used"):
        dial(row, makers.make_user())
    wish.end(made, NOON, "asked for a call")
    assert phone.status == PointStatus.unverified


@pytest.mark.parametrize(
    "given",
    [
        {"kind": WishKind.opt_out},
        {"kind": WishKind.consent},
        {"kind": WishKind.inconvenient_place},
        {"kind": WishKind.inconvenient_time, "from_time": "25:00", "to_time": "12:00"},
        {"kind": WishKind.inconvenient_time, "from_time": "09:00", "to_time": "12:00", "weekdays": "7"},
        {"kind": WishKind.agreed_hours, "from_time": "09:00", "to_time": "12:00"},
        {"kind": WishKind.cease, "received_at": NOON + timedelta(days=1)},
        {"kind": WishKind.cease, "said": " "},
    ],
)
def test_a_wish_that_says_too_little_is_refused_with_a_sentence(row, given):
    with pytest.raises(RuleError):
        wish.record(**{"borrower": row.borrower, "received_at": NOON, "said": "letter", "now": NOON} | given)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "Asia/Shanghai, Nowhere"])
def test_an_unknown_zone_stays_closed(row, person, zone):
    row.borrower.time_zone = zone
    assert dial(row, person).verdict == Verdict.blocked


def test_two_plausible_zones_are_both_to_be_open(row, person):
    row.borrower.time_zone = "Asia/Shanghai, America/New_York"
    assert gate.decide(row.borrower, Channel.call, NOON).verdict == "blocked"


def test_what_happened_against_the_rules_is_told_with_its_reason_and_looked_at_by_another(row, person):
    night = desk.at(DAY, 15)
    with pytest.raises(RuleError, match="Say why it happened"):
        desk.log(row, "NA", night, DAY, user=person)
    db.session.expunge_all()
    row, person = (db.session.get_one(type(each), each.id) for each in (row, person))
    desk.log(row, "NA", night, DAY, user=person, breach_reason="Misread the clock.")
    found = db.session.query(Breach).one()
    assert "CN-QH" in found.rules
    with pytest.raises(RuleError, match="their own"):
        breach.review(found, "Training.", DAY, person)
    breach.review(found, "Training.", DAY, makers.make_user(role=Role.manager))
    assert found.reviewed_on == DAY


def test_what_the_borrower_began_is_no_breach(row, person):
    night = desk.at(DAY, 15)
    desk.log(row, "RPC-INFO", night, DAY, user=person, direction=Direction.inbound, reason=makers.make_overdue_reason())
    assert db.session.query(Breach).count() == 0


def stricter(row, **given):
    values = {"rule": "CN-FR-03", "most": 1, "days": 1, "starts_on": DAY}
    made = ContactRule(lender=row.borrower.lender, **(values | given))
    policy.check(made)
    db.session.add(made)
    return made


def test_a_stricter_policy_binds_from_its_day_and_stands_in_the_ledger(row, person):
    stricter(row, starts_on=DAY)
    assert dial(row, person).policy_version
    blocked = dial(row, person, NOON + timedelta(hours=1))
    assert (blocked.verdict, blocked.rules) == (Verdict.blocked, "CN-FR-03")
    assert gate.decide(row.borrower, Channel.call, NOON - timedelta(days=1)).verdict == "allowed"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"most": 99, "days": 1}, "within the law, which says"),
        ({"rule": "CN-QH-01", "most": None, "days": None, "opens": "06:00", "closes": "23:00"}, "wider than the law"),
        ({"rule": "NO-SUCH"}, "no rule that a policy can set"),
        ({"most": 1, "days": None}, "a number and its days"),
        ({"most": None, "days": None}, "how many contacts"),
        ({"ends_on": DAY - timedelta(days=1)}, "cannot end"),
    ],
)
def test_a_laxer_policy_is_refused_with_the_law_beside_it(row, given, said):
    with pytest.raises(RuleError, match=said):
        stricter(row, **given)


WHY = "The borrower asked by e-mail to be called at once."


def test_an_override_takes_a_second_person_and_serves_one_call(row, person):
    stricter(row)
    dial(row, person)
    at = NOON + timedelta(hours=1)
    with pytest.raises(RuleError, match="at least 20"):
        override.ask(row, Channel.call, OverrideReason.borrower_asked, "please", person, at)
    made = override.ask(row, Channel.call, OverrideReason.borrower_asked, WHY, person, at)
    with pytest.raises(RuleError, match="second person"):
        override.approve(made, DAY, person)
    override.approve(made, DAY, makers.make_user(role=Role.manager))
    passed = dial(row, person, at)
    assert (passed.verdict, passed.override_id, made.status) == (Verdict.allowed, made.id, OverrideStatus.used)
    assert dial(row, person, at + timedelta(hours=1)).verdict == Verdict.blocked


def test_an_override_that_never_served_makes_way_on_another_day(row, person):
    stricter(row)
    dial(row, person)
    first = override.ask(row, Channel.call, OverrideReason.borrower_asked, WHY, person, NOON + timedelta(hours=1))
    later = NOON + timedelta(days=1)
    dial(row, person, later)
    second = override.ask(row, Channel.call, OverrideReason.borrower_asked, WHY, person, later + timedelta(hours=1))
    assert (first.status, second.status) == (OverrideStatus.lapsed, OverrideStatus.requested)


def test_nobody_sets_the_law_or_the_hours_aside(row, person):
    with pytest.raises(RuleError, match="The law itself stops this"):
        override.ask(row, Channel.call, OverrideReason.safety, WHY, person, desk.at(DAY, 15))
    with pytest.raises(RuleError, match="no override is needed"):
        override.ask(row, Channel.call, OverrideReason.safety, WHY, person, NOON)
    stricter(row, rule="CN-QH-01", most=None, days=None, opens="13:00", closes="15:00")
    with pytest.raises(RuleError, match="The law itself stops this"):
        override.ask(row, Channel.call, OverrideReason.safety, WHY, person, NOON)


def test_a_complaint_rests_the_case_until_it_is_answered(row):
    made = complaint.open(row, complaint.ComplaintCategory.tone, "They shouted.", DAY)
    assert [each.kind for each in hold.running(row, DAY)] == [HoldKind.complaint]
    assert made.due_on == DAY + timedelta(days=15)
    with pytest.raises(RuleError, match="what was answered"):
        complaint.close(made, complaint.ComplaintOutcome.upheld, " ", DAY)
    complaint.close(made, complaint.ComplaintOutcome.upheld, "We apologised.", DAY)
    assert hold.running(row, DAY) == []


def test_the_page_hands_a_number_out_and_the_attempt_is_counted(row, sign_in):
    browser, user = sign_in(Role.collector)
    row.assignee = user
    phone = row.borrower.phones[0]
    page = browser.get(f"/cases/details/?id={row.id}").text
    assert phone.number not in page
    shown = browser.submit(f"/cases/call/?id={row.id}", row=phone.id).text
    assert f"tel:{phone.number}" in shown
    assert phone.number not in browser.get(f"/cases/details/?id={row.id}").text
    assert db.session.query(Decision).filter_by(kind=DecisionKind.dial).count() == 1


def test_a_decision_keeps_what_it_rested_on(row, person):
    wish.record(row.borrower, WishKind.vulnerable, NOON, "letter from a doctor", NOON)
    found = dial(row, person)
    assert found.facts["flags"]["particularly_vulnerable"] is True
    assert found.facts["zones"] == ["Asia/Shanghai"]
    assert found.facts["action"]["channel"] == "call"


@pytest.mark.parametrize(("kind", "rings"), [("stop", False), ("unclear", False), ("other", True)])
def test_a_case_that_nobody_is_to_be_contacted_about_is_not_called_wherever_its_lender_is(row, person, kind, rings):
    makers.make_hold(case=row, kind=kind, starts_on=DAY, ends_on=None)
    db.session.expire_all()

    if rings:
        assert dial(row, person).verdict == Verdict.allowed
    else:
        with pytest.raises(RuleError, match="nobody calls"):
            dial(row, person)


def of_country(licence, zone):
    found = desk.lend(desk.start(licence=licence), currency="GBP")
    found.borrower.time_zone = zone
    case.restage(found, DAY)
    return found


def test_a_bank_holiday_of_the_lenders_country_is_closed(app):
    row = of_country(Licence.uk_firm, "Europe/London")

    def asked(day):
        return gate.decide(row.borrower, Channel.call, desk.at(day, 11), phone_id=row.borrower.phones[0].id)

    assert asked(date(2026, 5, 25)).rules == ("UK-QH-01",)
    assert asked(date(2026, 5, 26)).verdict == "allowed"


def test_a_house_may_rest_on_the_public_holidays_of_the_mainland(row):
    def asked(day):
        return gate.decide(row.borrower, Channel.call, desk.at(day), phone_id=row.borrower.phones[0].id)

    closed = date(2026, 10, 1)
    assert asked(closed).verdict == "allowed"
    told = {"lender": row.borrower.lender, "rule": "POL-CN-04", "most": None, "days": None}
    own = makers.make_contact_rule(**told, opens="09:00", closes="20:00")
    policy.check(own)
    assert (asked(closed).rules, asked(date(2026, 10, 12)).verdict) == (("POL-CN-04",), "allowed")


def test_a_dispute_stops_every_contact_of_an_american_collector(app):
    row = of_country(Licence.us_third_party, "America/New_York")
    at, phone = desk.at(DAY, 16), row.borrower.phones[0].id
    assert gate.decide(row.borrower, Channel.call, at, phone_id=phone).verdict == "allowed"
    hold.open(row, HoldKind.dispute, DAY, "not mine", DAY + timedelta(days=20))
    assert "US-DIS-01" in gate.decide(row.borrower, Channel.call, at, phone_id=phone).rules


def test_what_a_rule_says_is_kept_by_is_there():
    for where in {*kept.BY_THE_HOUSE.values(), *kept.BESIDE.values()}:
        if where in kept.BESIDE.values() and ":" not in where:
            continue
        module, _, name = where.partition(":")
        assert name, where
        assert hasattr(importlib.import_module(module), name), where


def told_by_the_desk():
    """The flags that holds, wishes and marks of the desk can set."""
    known = {name for names in gate.FLAGS.values() for name in names} | kept.TOLD
    for kind, set_flag in wish.FLAGS.items():
        found = {"sms_consent_or_use_at": NOON}
        hours = {"from_time": "09:00", "to_time": "17:00", "weekdays": "", "ends_on": None}
        set_flag(SimpleNamespace(kind=kind, channel="sms", received_at=NOON, place="home", **hours), found)
        known |= found.keys()
    for mark in gate.MARKS.values():
        found = {}
        mark(1, found)
        known |= found.keys()
    return known


def is_untold(check, known):
    """Whether a check asks for what the desk is never told, of a contact that the desk can make: to its borrower."""
    if isinstance(check, Once) or (isinstance(check, Bar) and check.to and "borrower" not in check.to):
        return False
    if isinstance(check, Fresh):
        return "sms_consent_or_use_at" not in known
    if not isinstance(check, Bar) or (check.channels and not set(check.channels) & {*map(str, Channel)}):
        return False
    return bool(check.says or check.purposes or (check.flag and check.flag not in known))


def test_each_check_of_the_gate_is_told_what_it_asks_for_or_names_who_keeps_that_part():
    known = told_by_the_desk()
    untold = {rule.id for rule in law.ALL for check in rule.checks if is_untold(check, known)}
    assert untold == set(kept.BESIDE)
