"""The contact gate: tables of cases of its own, and what must hold for any history, zone and clock change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from rules import contact
from rules.contact import policy
from rules.contact.facts import Action, Entry, Facts, Flags, Inconvenient
from rules.contact.policy import PolicyRow
from rules.law import pack
from rules.law.check import Limit, span
from tests import thorough

NEW_YORK, SHANGHAI, LONDON = "America/New_York", "Asia/Shanghai", "Europe/London"
SECOND = timedelta(seconds=1)


def at(text, zone=SHANGHAI):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def facts(when, licence="cn_micro_lender", zone=SHANGHAI, *, log=(), zones=None, **given):
    flags = {name: value for name, value in given.items() if name in Flags._fields}
    action = {name: value for name, value in given.items() if name in Action._fields}
    return Facts(
        at(when, zone), licence, zones or (zone,), Action(**{"channel": "call"} | action), tuple(log), Flags(**flags)
    )


def past(*texts, channel="call", outcome="no_answer", zone=SHANGHAI, **fields):
    return [Entry(at(text, zone), channel, outcome=outcome, **fields) for text in texts]


US = {"licence": "us_third_party", "zone": NEW_YORK}
UK = {"licence": "uk_firm", "zone": LONDON}
NOON = "2026-09-09 12:00"


@pytest.mark.parametrize(
    ("asked", "rules"),
    [
        (facts(NOON), ()),
        (facts(NOON, channel="visit"), ("CN-FV-01",)),
        (facts(NOON, channel="visit", collectors=1), ("CN-FV-01",)),
        (facts(NOON, channel="public_posting"), ("CN-FV-03",)),
        (facts(NOON, channel="social_public"), ("CN-TP-04",)),
        (facts(NOON, to="third_party"), ("CN-TP-01", "CN-TP-02")),
        (facts(NOON, to="third_party", purpose="locate", borrower_number_invalid=True), ()),
        (facts(NOON, to="spouse"), ("CN-TP-06",)),
        (facts(NOON, to="spouse", household_debt=True, mentions_debt=True), ()),
        (facts(NOON, to="guarantor"), ()),
        (facts(NOON, identifies_collector=False), ("CN-ID-01",)),
        (facts(NOON, dispute_open=True, purpose="dispute_reply"), ()),
        (facts(NOON, no_contact_order=True), ("CN-CRIM-02",)),
        (facts(NOON, place="work", inconvenient_places=("work",)), ("CN-QH-03",)),
        (facts(NOON, cease_received_at=at(NOON), bankruptcy_stay=True, attorney_represented=True), ()),
        (facts(NOON, content_categories=("CT-THREAT", "CT-SHAME"), paid_or_settled=True),
         ("ALL-STOP-PAID", "CT-SHAME", "CT-THREAT")),
        (facts(NOON, channel="sms", number="139 0000", opted_out=("139 0000",)), ("CN-DNC-01",)),
        (facts(NOON, channel="sms", opted_out=("sms",), legally_required=True), ()),
        (facts("2026-09-09 23:00", channel="letter"), ()),
        (facts("2026-09-09 23:00", channel="push"), ("CN-QH-01",)),
        (facts("2026-09-09 23:00", reply_to_borrower=True), ()),
        (facts("2026-09-09 23:30", time_consent=span("22:00", "01:00")), ()),
        (facts("2026-09-10 01:00", time_consent=span("22:00", "01:00")), ("CN-QH-01",)),
        (facts("2026-09-09 22:30", time_consent=span("22:00", "23:00"), time_consent_expires=date(2026, 9, 9)), ()),
        (facts("2026-09-09 22:30", time_consent=span("22:00", "23:00"), time_consent_expires=at("2026-09-09 22:30")),
         ("CN-QH-01",)),
        (facts(NOON, licence="cn_private_lender", instalment_agreement_in_force=True), ("CN-PAUSE-01",)),
        (facts(NOON, **US, purpose="may_invoke_remedy", cease_received_at=at(NOON, NEW_YORK)), ()),
        (facts(NOON, **US, cease_received_at=at(NOON, NEW_YORK), reply_to_borrower=True), ("US-CEASE-01",)),
        (facts(NOON, **US, attorney_represented=True, attorney_unresponsive=True), ()),
        (facts(NOON, **US, channel="sms", opted_out=("sms",), purpose="opt_out_confirmation"), ()),
        (facts(NOON, **US, channel="ringless_voicemail", opted_out=("call",)), ("US-MED-01",)),
        (facts(NOON, **US, channel="sms", sms_basis="call_only"), ("US-EM-03",)),
        (facts(NOON, **US, channel="sms", sms_consent_or_use_at=at("2026-07-11 01:00", NEW_YORK)), ()),
        (facts(NOON, **US, channel="email", email_basis="prior_collector_gap"), ("US-EM-05",)),
        (facts(NOON, **US, channel="postcard"), ("US-MAIL-01",)),
        (facts(NOON, **US, channel="social_public"), ("US-SOC-01",)),
        (facts(NOON, **US, time_barred=True, purpose="threaten_suit"), ("US-TB-01",)),
        (facts(NOON, **US, written_dispute_open=True, purpose="send_verification"), ()),
        (facts(NOON, **US, place="work", employer_prohibits=True, inconvenient_places=("work",)),
         ("US-PL-01", "US-PL-02")),
        (facts(NOON, **UK, channel="visit", particularly_vulnerable=True), ("UK-VIS-01",)),
        (facts(NOON, **UK, channel="sms", opted_out=("sms",)), ("UK-QH-02",)),
        (facts(NOON, licence="hk_lender", to="third_party"), ("HK-TP-01",)),
        (facts(NOON, licence="tw_agency", channel="visit", enter_private=True), ("TW-FV-01",)),
        (facts(NOON, licence="tw_agency", hardship_until=date(2026, 9, 30), dispute_open=True), ()),
    ],
)  # fmt: skip
def test_a_contact_is_judged_by_every_rule_that_binds(asked, rules):
    decision = contact.decide(asked)

    assert decision.rules == rules
    assert decision.verdict == ("blocked" if rules else "allowed")
    assert decision == contact.decide(asked)


@pytest.mark.parametrize(
    ("asked", "then"),
    [
        (facts("2026-09-12 19:00", **UK), at("2026-09-14 08:00", LONDON)),
        (facts("2026-03-07 21:30", **US), at("2026-03-08 08:00", NEW_YORK)),
        (facts("2026-10-31 21:30", **US), at("2026-11-01 08:00", NEW_YORK)),
        (facts(NOON, channel="letter", hardship_until=date(2026, 12, 31)), at("2027-01-01 00:00")),
        (facts(NOON, hardship_until=date(2026, 9, 9), inconvenient_times=(Inconvenient((3,)),)),
         at("2026-09-11 08:00")),
        (facts(NOON, inconvenient_times=(Inconvenient(),)), None),
        (facts(NOON, inconvenient_times=(Inconvenient(span=span("22:00", "12:30")),)), at("2026-09-09 12:30")),
        (facts("2026-09-09 23:00", paid_or_settled=True), None),
        (facts(NOON, zones=(SHANGHAI, "America/Los_Angeles", "Europe/Paris")), None),
        (facts("2026-09-09 22:30", **US, cease_received_at=at("2026-09-10 07:00", NEW_YORK)), None),
        (facts("2026-09-09 22:30", **US, channel="sms", sms_consent_or_use_at=at("2026-07-11 09:00", NEW_YORK)), None),
        (facts(NOON, log=past(*[f"2026-09-09 {hour:02}:00" for hour in (8, 9, 10)], outcome="conversation"),
               reply_to_borrower=True), at("2026-09-10 00:00")),
    ],
)  # fmt: skip
def test_a_blocked_contact_says_from_when_it_may_happen(asked, then):
    assert contact.decide(asked).next_allowed_at == then


def test_a_common_hour_that_only_a_clock_change_opens_is_found():
    only_evenings = Inconvenient(span=span("21:00", "20:00"))
    asked = facts("2026-12-01 12:00", zones=(SHANGHAI, NEW_YORK), inconvenient_times=(only_evenings,))

    assert contact.decide(asked).next_allowed_at == at("2027-03-14 20:00")


@pytest.mark.parametrize(
    ("asked", "ends"),
    [
        (facts("2026-09-09 21:59:59"), at("2026-09-09 22:00")),
        (facts("2026-09-09 21:59:59", time_consent=span("21:00", "23:00")), at("2026-09-09 23:00")),
        (facts(NOON, inconvenient_times=(Inconvenient(span=span("13:00", "14:00")),)), at("2026-09-09 13:00")),
        (facts(NOON, channel="sms"), None),
        (facts(NOON, reply_to_borrower=True), None),
        (facts(NOON, zones=(SHANGHAI, "Asia/Tokyo")), at("2026-09-09 21:00")),
    ],
)
def test_a_talk_has_to_be_over_when_the_clock_closes(asked, ends):
    assert contact.decide(asked).must_end_by == ends


SIX = [f"2026-09-09 {hour:02}:00" for hour in range(8, 14)]


@pytest.mark.parametrize(
    ("asked", "rules"),
    [
        (facts("2026-09-09 15:00", log=past(*SIX)), ("CN-FR-03",)),
        (facts("2026-09-09 15:00", log=past(*SIX), frequency_agreed=True), ()),
        (facts("2026-09-09 15:00", log=past(*SIX, outcome="not_in_service")), ()),
        (facts("2026-09-09 15:00", number="N2", log=past(*SIX, number="N2", to="guarantor")), ("CN-FR-03",)),
        (facts("2026-09-09 15:00", log=past(*SIX, outcome="conversation", to="guarantor")), ()),
        (facts("2026-09-09 15:00", log=past(*SIX, outcome="conversation", provider_id="once")), ()),
        (facts("2026-09-09 15:00", channel="sms", log=past(NOON, channel="sms", outcome="sent")), ("POL-SMS-01",)),
        (facts("2026-09-09 15:00", channel="sms", transactional=True,
               log=past(NOON, channel="sms", outcome="sent")), ()),
        (facts("2026-09-09 15:00", channel="sms", log=past(NOON, channel="sms", outcome="sent", transactional=True)),
         ()),
        (facts("2026-09-09 15:00", to="third_party", purpose="locate", log=past(*SIX[:3])), ("CN-TP-02",)),
        (facts("2026-09-10 08:00", to="third_party", purpose="locate", log=past(*SIX[:3])), ()),
        (facts("2026-09-10 08:00", to="third_party", purpose="locate",
               log=[*past(*SIX[:3]), *past("2026-09-09 20:00", channel="sms", outcome="received", direction="in")]),
         ("CN-TP-02",)),
        (facts("2026-09-10 08:00", to="third_party", purpose="locate", third_party_refused=True, log=past(*SIX[:3])),
         ("CN-TP-03",)),
        (facts("2026-09-09 15:00", **US, log=past(NOON, outcome="conversation", zone=NEW_YORK, to="third_party"),
               to="third_party", purpose="location_info"), ("US-FR-02", "US-TP-02")),
        (facts("2026-09-09 15:00", **US, log=past(NOON, outcome="conversation", zone=NEW_YORK, loans=("A",)),
               loans=("B",)), ()),
        (facts("2026-09-09 15:00", **US, channel="email",
               log=past(NOON, channel="sms", outcome="sent", zone=NEW_YORK)), ()),
    ],
)  # fmt: skip
def test_the_past_is_counted_by_person_number_and_loan(asked, rules):
    assert contact.decide(asked).rules == rules


def test_a_consent_frees_calls_until_the_next_conversation_and_not_a_day_longer():
    consent = past("2026-06-01 12:00", channel="email", outcome="received", direction="in", zone=NEW_YORK,
                   consent_to_calls=True)  # fmt: skip
    calls = past(*[f"2026-06-0{day} 09:00" for day in range(2, 8)], "2026-06-07 10:00", zone=NEW_YORK)
    inside = facts("2026-06-07 12:00", **US, log=consent + calls)
    after = facts("2026-06-08 12:00", **US, log=consent + calls)
    talked = inside._replace(log=(*inside.log, *past("2026-06-07 11:00", outcome="conversation", zone=NEW_YORK)))

    assert contact.decide(inside).rules == ()
    assert contact.decide(after).counters == (("US-FR-01", 0, 7, 7),)
    assert contact.decide(talked).rules == ("US-FR-02",)
    assert contact.decide(talked).next_allowed_at == at("2026-06-14 08:00", NEW_YORK)


def test_a_consent_given_in_a_talk_outlives_this_talk_and_ends_with_the_next():
    agreed = past("2026-06-01 12:00", outcome="conversation", zone=NEW_YORK, consent_to_calls=True)
    again = past("2026-06-02 12:00", outcome="conversation", zone=NEW_YORK)

    assert contact.decide(facts("2026-06-02 13:00", **US, log=agreed)).rules == ()
    assert contact.decide(facts("2026-06-02 13:00", **US, log=agreed + again)).rules == ("US-FR-02",)


@pytest.mark.parametrize(
    ("asked", "began"),
    [
        (facts("2026-09-09 15:00"), past(*SIX, outcome="conversation")),
        (facts("2026-09-09 15:00"), past(*SIX)),
        (facts("2026-09-09 15:00", channel="notice_call"), past(*SIX, channel="notice_call", outcome="played")),
        (facts("2026-09-09 15:00", channel="sms"), past(*SIX, channel="sms", outcome="sent")),
        (facts("2026-09-09 15:00", **US), past(*SIX, "2026-09-09 14:00", zone=NEW_YORK)),
        (facts("2026-09-09 15:00", **US, channel="email"), past(*SIX, channel="email", outcome="sent", zone=NEW_YORK)),
    ],
)
def test_what_the_borrower_began_counts_against_no_cap(asked, began):
    theirs = tuple(entry._replace(direction="in") for entry in began)

    ours, inbound = (contact.decide(asked._replace(log=log)) for log in (tuple(began), theirs))

    assert ours.verdict == "blocked"
    assert (inbound.verdict, inbound.warnings) == ("allowed", ())


@pytest.mark.parametrize(
    ("when", "outcome", "direction", "warnings"),
    [
        ("2026-06-01 12:04:59", "no_answer", "out", ("US-FR-06",)),
        ("2026-06-01 12:05", "no_answer", "out", ()),
        ("2026-06-01 12:04:59", "busy", "out", ("US-FR-06",)),
        ("2026-06-01 12:04:59", "voicemail", "in", ()),
    ],
)
def test_a_call_is_hasty_until_five_minutes_after_an_unanswered_one_are_over(when, outcome, direction, warnings):
    log = past("2026-06-01 12:00", outcome=outcome, direction=direction, zone=NEW_YORK)

    assert contact.decide(facts(when, **US, log=log)).warnings == warnings


def test_own_staff_of_a_creditor_are_warned_where_a_collector_is_stopped():
    log = past("2026-06-01 09:00", "2026-06-01 10:00", "2026-06-01 11:00", outcome="conversation", zone=NEW_YORK)

    decision = contact.decide(facts("2026-06-01 12:00", "us_first_party", NEW_YORK, log=log))

    assert decision.verdict == "allowed"
    assert decision.warnings == ("US-FR-06", "US-SCOPE-01")


@pytest.mark.parametrize(
    ("asked", "rules", "said"),
    [
        (facts(NOON, licence="mars_lender"), ("FACTS",), "no contact rules"),
        (facts(NOON, zones=("Mars/Olympus",)), ("CN-QH-01",), "'Mars/Olympus' is not a time zone"),
        (facts(NOON, zones=("../etc/passwd",)), ("CN-QH-01",), "is not a time zone"),
        (facts(NOON)._replace(zones=()), ("CN-QH-01",), "not known"),
        (facts(NOON)._replace(at=datetime(2026, 9, 9, 12)), ("FACTS",), "needs a time zone"),  # noqa: DTZ001
        (facts(NOON, log=past("2026-09-09 12:00:01")), ("FACTS",), "lies in the future"),
        (facts(NOON, log=past("2026-09-09 11:00", outcome="shrug")), ("FACTS",), "unknown word"),
        (facts(NOON, channel="pigeon"), ("FACTS",), "'pigeon' is not known"),
        (facts(NOON, number="\x00"), ("FACTS",), "is not a telephone number"),
        (facts(NOON, collectors=-1), ("FACTS",), "count of people"),
        (facts(NOON, inconvenient_times=(Inconvenient((7,)),)), ("FACTS",), "day of the week"),
        (facts(NOON, time_consent=(0, 90000)), ("FACTS",), "time of day"),
        (facts(NOON, hardship_until=date.max), ("FACTS",), "date among the flags"),
    ],
)
def test_facts_that_cannot_be_trusted_are_blocked_with_a_reason(asked, rules, said):
    decision = contact.decide(asked)

    assert (decision.verdict, decision.rules, decision.next_allowed_at) == ("blocked", rules, None)
    assert any(said in str(reason) for reason in decision.reasons)


def test_a_stricter_policy_of_a_tenant_binds_beside_the_law():
    own = [PolicyRow("CN-FR-01", (Limit(1, 1),)), PolicyRow("CN-QH-01", week=(span("09:00", "12:00"),) * 7)]
    asked = facts(NOON, log=past("2026-09-09 09:00", outcome="conversation"))

    strict = contact.decide(asked, policy.stricter(own, pack.of("cn_micro_lender")))

    assert contact.decide(asked).verdict == "allowed"
    assert strict.rules == ("CN-FR-01", "CN-QH-01")
    assert strict.next_allowed_at == at("2026-09-10 09:00")


ZONES = some.sampled_from(
    "Asia/Shanghai Asia/Urumqi Asia/Taipei America/New_York America/Los_Angeles America/Phoenix America/Havana"
    " America/Santiago America/St_Johns Asia/Beirut Asia/Kathmandu Africa/Cairo Australia/Lord_Howe Pacific/Apia"
    " Pacific/Honolulu Europe/London UTC".split()
)
LICENCES = some.sampled_from(sorted(pack.PACKS))
STOPS = (
    "paid_or_settled bankruptcy_stay breathing_space dispute_open written_dispute_open attorney_represented"
    " time_barred instalment_agreement_in_force particularly_vulnerable no_contact_order third_party_refused"
    " guarantee_lapsed employer_prohibits work_email"
).split()
# The weeks around the clock changes of both hemispheres.
SEASONS = some.sampled_from(
    [datetime(2026, month, day, tzinfo=UTC) for month, day in ((3, 5), (4, 2), (9, 3), (10, 22))]
)
WALLS = some.integers(0, 95).map(lambda quarter: quarter * 900)
WISHES = some.lists(
    some.builds(
        Inconvenient,
        some.lists(some.integers(0, 6), min_size=1, max_size=4).map(tuple),
        some.tuples(WALLS, WALLS).filter(lambda pair: pair[0] != pair[1]),
    ),
    max_size=2,
).map(tuple)


@some.composite
def histories(draw):
    """A question with a random past of three weeks around a clock change."""
    begins = draw(SEASONS)
    now = begins + timedelta(seconds=draw(some.integers(0, 21 * 86400)))
    entry = some.builds(
        Entry,
        at=some.integers(0, int((now - begins).total_seconds())).map(lambda ahead: begins + timedelta(seconds=ahead)),
        channel=some.sampled_from(["call", "sms", "email", "notice_call"]),
        direction=some.sampled_from(["out", "out", "out", "in"]),
        outcome=some.sampled_from(["no_answer", "conversation", "voicemail", "played", "sent", "busy"]),
        loans=some.sampled_from([(), ("A",), ("B",), ("A", "B")]),
        consent_to_calls=some.sampled_from([False, False, False, True]),
    )
    flags = Flags(
        hardship_until=draw(some.none() | some.just((now + timedelta(days=3)).date())),
        inconvenient_times=draw(WISHES),
        time_consent=draw(some.none() | some.tuples(WALLS, WALLS).filter(lambda pair: pair[0] != pair[1])),
        time_consent_expires=draw(some.none() | some.just(now + timedelta(hours=30)) | some.just(now.date())),
        sms_consent_or_use_at=draw(some.none() | some.just(now - timedelta(days=59))),
    )
    action = Action(
        draw(some.sampled_from(["call", "sms", "email", "letter", "notice_call"])),
        to=draw(some.sampled_from(["borrower", "borrower", "third_party"])),
        purpose=draw(some.sampled_from(["collect", "locate", "location_info"])),
        loans=draw(some.sampled_from([(), ("A",), ("A", "B")])),
        reply_to_borrower=draw(some.sampled_from([False, False, True])),
    )
    zones = tuple(draw(some.lists(ZONES, min_size=1, max_size=2)))
    return Facts(now, draw(LICENCES), zones, action, tuple(draw(some.lists(entry, max_size=12))), flags)


@settings(max_examples=thorough.examples(300))
@given(histories(), some.lists(some.integers(1, 999), min_size=6, max_size=6))
def test_the_next_time_is_allowed_and_nothing_before_it_is(asked, thousandths):
    decision = contact.decide(asked)
    opens = decision.next_allowed_at
    if decision.verdict == "allowed":
        assert opens == asked.at
        return

    span_of_search = (opens - asked.at) if opens else timedelta(days=30)
    for part in thousandths:
        between = asked.at + span_of_search * part / 1000
        assert contact.decide(asked._replace(at=between)).verdict == "blocked"
    if opens:
        assert contact.decide(asked._replace(at=opens)).verdict == "allowed"
        if opens - SECOND >= asked.at:
            assert contact.decide(asked._replace(at=opens - SECOND)).verdict == "blocked"


@settings(max_examples=thorough.examples(200))
@given(histories(), some.lists(some.sampled_from(STOPS), min_size=1, max_size=3))
def test_a_stop_never_turns_blocked_into_allowed(asked, stops):
    stopped = asked._replace(flags=asked.flags._replace(**dict.fromkeys(stops, True)))

    before, after = contact.decide(asked), contact.decide(stopped)

    assert set(before.rules) <= set(after.rules)


@settings(max_examples=thorough.examples(200))
@given(histories())
def test_a_talk_may_go_on_until_its_end_and_no_longer(asked):
    decision = contact.decide(asked)
    if decision.must_end_by:
        ends = decision.must_end_by
        assert asked.at < ends
        assert contact.decide(asked._replace(at=ends)).verdict == "blocked"


STEPS = some.lists(
    some.tuples(
        some.integers(60, 9 * 3600),
        some.sampled_from(["call", "call", "sms", "email", "notice_call"]),
        some.sampled_from(["no_answer", "conversation", "voicemail"]),
        some.sampled_from([("A",), ("B",), ("A", "B")]),
    ),
    max_size=60,
)


def accepted(licence, zones, begins, steps):
    """Live through the steps; only what the gate allows happens."""
    log, now = [], begins
    for seconds, channel, outcome, loans in steps:
        now += timedelta(seconds=seconds)
        asked = Facts(now, licence, zones, Action(channel, loans=loans), tuple(log))
        if contact.decide(asked).verdict == "allowed":
            said = {"call": outcome, "notice_call": "played"}.get(channel, "sent")
            log.append(Entry(now, channel, outcome=said, loans=loans))
    return log


def most_in_days(entries, home, days):
    """The fullest run of so many calendar days."""
    ordinals = [entry.at.astimezone(ZoneInfo(home)).toordinal() for entry in entries]
    return max((sum(1 for other in ordinals if day <= other < day + days) for day in ordinals), default=0)


@settings(max_examples=thorough.examples(120))
@given(some.sampled_from(["cn_bank", "cn_private_lender"]), some.lists(ZONES, min_size=1, max_size=2), SEASONS, STEPS)
def test_no_accepted_sequence_breaks_a_cap_of_the_mainland(licence, zones, begins, steps):
    log = accepted(licence, tuple(zones), begins, steps)

    def kept(channel, *outcomes):
        return [entry for entry in log if entry.channel == channel and entry.outcome in outcomes]

    assert most_in_days(kept("call", "conversation"), zones[0], 1) <= 3
    assert most_in_days(kept("call", "no_answer", "voicemail"), zones[0], 1) <= 6
    assert most_in_days(kept("notice_call", "played"), zones[0], 1) <= 3
    assert most_in_days(kept("sms", "sent"), zones[0], 1) <= 1
    assert most_in_days(kept("sms", "sent"), zones[0], 7) <= 3
    assert all(8 <= entry.at.astimezone(ZoneInfo(zone)).hour < 22 for entry in log for zone in zones)


@settings(max_examples=thorough.examples(120))
@given(some.lists(ZONES, min_size=1, max_size=2), SEASONS, STEPS)
def test_no_accepted_sequence_breaks_a_cap_of_the_states(zones, begins, steps):
    log = accepted("us_third_party", tuple(zones), begins, steps)
    calls = [entry for entry in log if entry.channel in ("call", "notice_call")]

    for loan in "AB":
        about = [entry for entry in calls if loan in entry.loans]
        assert most_in_days(about, zones[0], 7) <= 7
        days = [(entry.at.astimezone(ZoneInfo(zones[0])).toordinal(), entry.outcome) for entry in about]
        for place, (day, outcome) in enumerate(days):
            assert outcome != "conversation" or all(later >= day + 7 for later, _ in days[place + 1 :])
    for channel in ("sms", "email"):
        texts = [entry for entry in log if entry.channel == channel]
        assert most_in_days(texts, zones[0], 1) <= 1
        assert most_in_days(texts, zones[0], 7) <= 3
    assert all(8 <= entry.at.astimezone(ZoneInfo(zone)).hour < 21 for entry in log for zone in zones)
