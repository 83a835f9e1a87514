"""The stage of a case: a function of the facts of the day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules import stage
from rules.delinquency import Instalment
from rules.errors import RuleError
from rules.payment import Payment
from rules.stage import Arrears, AskingLevel, Asks, Condition, Facts, Knows, Level, Policy, Reached, Rest, Sent, Story
from tests import thorough

DUE = date(2026, 1, 31)
FACTS = Facts([Instalment(DUE, Decimal("100.00"))])
LEVELS = (
    Level("initial", "days_past_due", 1),
    Level("mild", "days_past_due", 11),
    Level("firm", "days_past_due", 46),
)
BY_DAYS = Policy(LEVELS, requires_sent=False)
BY_SENT = Policy(LEVELS, requires_sent=True)


def after(days):
    return DUE + timedelta(days)


def place(facts, policy, day, holds=()):
    found = stage.of(facts, policy, holds, day)
    return found.stage, found.next_stage_on


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-5, (None, after(1))),
        (0, (None, after(1))),
        (1, ("initial", after(11))),
        (10, ("initial", after(11))),
        (11, ("mild", after(46))),
        (46, ("firm", None)),
        (400, ("firm", None)),
    ],
)
def test_a_stage_opens_on_its_day_past_due(days, expected):
    assert place(FACTS, BY_DAYS, after(days)) == expected


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ([], ("initial", None)),
        ([Sent("initial", after(5))], ("mild", None)),
        ([Sent("initial", after(0))], ("initial", None)),
        ([Sent("initial", after(61))], ("initial", None)),
        ([Sent("mild", after(12))], ("initial", None)),
        ([Sent("initial", after(5)), Sent("mild", after(60))], ("firm", None)),
    ],
)
def test_a_stage_rises_only_when_the_reminder_before_it_was_sent_for_these_arrears(sent, expected):
    assert place(FACTS._replace(sent=sent), BY_SENT, after(60)) == expected


def test_days_count_from_the_first_reminder_of_the_level_before():
    policy = Policy((Level("first", "days_past_due", 10), Level("second", "since_previous_sent", 7)))
    facts = FACTS._replace(sent=[Sent("first", after(20)), Sent("first", after(15))])

    assert place(facts, policy, after(21)) == ("first", after(22))
    assert place(facts, policy, after(22)) == ("second", None)


def test_the_end_of_the_month_is_that_of_the_day_reached():
    policy = Policy((Level("late", "end_of_month", 28),))

    assert place(FACTS, policy, date(2026, 2, 27)) == (None, date(2026, 2, 28))
    assert place(FACTS, Policy((Level("late", "end_of_month", 29),)), date(2026, 2, 28)) == (None, date(2026, 3, 31))


def test_the_climb_ends_at_the_first_level_that_is_not_open():
    policy = Policy((Level("slow", "days_past_due", 30), Level("quick", "days_past_due", 5)), requires_sent=False)

    assert place(FACTS, policy, after(29)) == (None, after(30))
    assert place(FACTS, policy, after(30)) == ("quick", None)


def test_too_little_overdue_has_no_stage_until_more_falls_due():
    policy = BY_DAYS._replace(min_overdue=Decimal("150.00"))
    facts = FACTS._replace(instalments=[*FACTS.instalments, Instalment(after(20), Decimal("50.00"))])

    assert place(FACTS, policy, after(30)) == (None, None)
    assert place(facts, policy, after(20)) == (None, after(21))
    assert place(facts, policy, after(21)) == ("mild", after(46))


def test_everything_paid_means_no_stage_and_nothing_to_come():
    assert place(FACTS._replace(payments=[Payment(after(3), Decimal("100.00"))]), BY_DAYS, after(3)) == (None, None)


def test_a_hold_keeps_the_stage_down_and_the_days_count_in_full_after_it():
    holds = [Rest(after(5), after(50))]

    assert place(FACTS, BY_DAYS, after(4), holds) == ("initial", after(51))
    assert place(FACTS, BY_DAYS, after(50), holds) == ("initial", after(51))
    assert place(FACTS, BY_DAYS, after(51), holds) == ("firm", None)


def test_holds_that_overlap_or_touch_are_one():
    holds = [Rest(after(21), after(30)), Rest(after(5), after(15)), Rest(after(12), after(20))]

    assert place(FACTS, BY_DAYS, after(29), holds) == ("initial", after(31))


def test_a_hold_without_an_end_never_lets_the_stage_rise():
    assert place(FACTS, BY_DAYS, after(60), [Rest(after(5), None)]) == ("initial", None)


def test_a_payment_during_a_hold_lowers_the_stage_for_good_even_when_it_bounces():
    holds = [Rest(after(15), after(30))]
    facts = FACTS._replace(payments=[Payment(after(18), Decimal("100.00"), reversed_on=after(22))])

    assert place(facts, BY_DAYS, after(17), holds)[0] == "mild"
    assert place(facts, BY_DAYS, after(18), holds)[0] is None
    assert place(facts, BY_DAYS, after(25), holds) == (None, after(31))
    assert place(facts, BY_DAYS, after(31), holds)[0] == "mild"


def test_a_back_dated_payment_counts_from_its_value_date():
    late_entry = [Payment(DUE, Decimal("100.00"), posted_on=after(40))]

    assert place(FACTS._replace(payments=late_entry), BY_DAYS, after(40)) == (None, None)


def test_known_arrears_give_the_same_answer_without_the_ledger():
    arrears = Arrears(DUE, Decimal("100.00"))

    assert stage.at(arrears, BY_DAYS, (), after(20)) == stage.of(FACTS, BY_DAYS, (), after(20))
    held = [Rest(after(5), after(50))]
    assert stage.at(arrears, BY_DAYS, held, after(20), ceiling=1) == stage.of(FACTS, BY_DAYS, held, after(20))


@pytest.mark.parametrize(
    ("facts", "policy", "holds", "days", "sentence"),
    [
        (FACTS, BY_DAYS, (), 5, "Overdue since 2026-01-31; mild starts on 2026-02-11."),
        (FACTS, BY_DAYS, (), -5, "If what is due on 2026-01-31 stays unpaid, initial starts on 2026-02-01."),
        (FACTS, BY_DAYS, (), 46, "Overdue since 2026-01-31; firm is the last stage."),
        (FACTS, BY_SENT, (), 20, "Overdue since 2026-01-31; mild waits until the reminder of initial is sent."),
        (
            FACTS,
            BY_DAYS,
            (Rest(after(5), after(50)),),
            20,
            "Overdue since 2026-01-31; after the hold firm starts on 2026-03-23.",
        ),
        (FACTS, BY_DAYS, (Rest(after(5), None),), 20, "On hold without an end; mild waits."),
        (
            FACTS,
            BY_DAYS._replace(min_overdue=Decimal("150.00")),
            (),
            20,
            "Less than 150.00 is owed, too little for initial.",
        ),
        (Facts([]), BY_DAYS, (), 20, "Everything is paid."),
    ],
)
def test_the_case_page_says_why_here_what_next_and_when(facts, policy, holds, days, sentence):
    reason = stage.of(facts, policy, holds, after(days)).reason

    assert reason.message % reason.values == sentence


def test_a_policy_cannot_begin_by_waiting_for_a_reminder():
    stage.check(BY_DAYS)
    with pytest.raises(RuleError, match="first stage"):
        stage.check(Policy((Level("first", "since_previous_sent", 5),)))


days = st.integers(0, 90).map(after)
amounts = st.integers(1, 8).map(lambda units: Decimal(units * 25))
policies = st.builds(
    Policy,
    st.tuples(
        st.builds(Level, st.just("a"), st.sampled_from(["days_past_due", "end_of_month"]), st.integers(0, 20)),
        st.builds(Level, st.just("b"), st.sampled_from([*stage.TRIGGERS]), st.integers(0, 40)),
        st.builds(Level, st.just("c"), st.sampled_from([*stage.TRIGGERS]), st.integers(0, 60)),
    ),
    st.booleans(),
    st.sampled_from([Decimal(0), Decimal(60), Decimal(150)]),
)
bounced = st.builds(
    lambda on, amount, later: Payment(on, amount, reversed_on=on + timedelta(later)), days, amounts, st.integers(1, 30)
)
histories = st.builds(
    Facts,
    st.lists(st.builds(Instalment, days, amounts), min_size=1, max_size=4),
    st.lists(st.builds(Payment, days, amounts, st.none(), st.none()) | bounced, max_size=4),
    st.lists(st.builds(Sent, st.sampled_from("abc"), days), max_size=4),
)
rests = st.lists(
    st.builds(lambda start, length: Rest(start, start + timedelta(length)), days, st.integers(0, 25)), max_size=3
)


@settings(max_examples=thorough.examples(60))
@given(histories, policies, rests)
def test_day_by_day_a_stage_never_rises_during_a_hold_and_elsewhere_is_that_of_the_facts(facts, policy, holds):
    before = 0
    for number in range(-1, 150):
        day = after(number)
        level = stage.of(facts, policy, holds, day).level
        free = stage.of(facts, policy, (), day).level
        assert level == (min(before, free) if stage.held(holds, day) else free)
        before = level


@settings(max_examples=thorough.examples(100))
@given(histories, policies, rests, days)
def test_the_next_stage_is_on_the_first_later_day_with_a_higher_one(facts, policy, holds, today):
    known = Facts(
        facts.instalments,
        [
            paid if paid.reversed_on and paid.reversed_on <= today else paid._replace(reversed_on=None)
            for paid in facts.payments
            if paid.on <= today
        ],
        [sent for sent in facts.sent if sent.on <= today],
    )
    now = stage.of(facts, policy, holds, today)

    later = (today + timedelta(number) for number in range(1, 400))
    first = next((day for day in later if stage.of(known, policy, holds, day).level > now.level), None)

    assert now.next_stage_on == first


def test_no_stage_begins_where_nobody_said_in_its_currency_how_little_is_too_little():
    here = place(FACTS, BY_DAYS._replace(min_overdue=None), date(2026, 3, 1))

    assert here == (None, None)


SEEN = stage.Past([after(20), after(30)], [after(-80)], [Reached("call", after(5))])


def asking(*conditions):
    """Mild from day 11, asked for more than days."""
    return Policy((LEVELS[0], AskingLevel("mild", "days_past_due", 11, conditions), LEVELS[2]), requires_sent=False)


@pytest.mark.parametrize(
    ("condition", "days", "expected"),
    [
        (Condition(Knows.overdue_amount, Asks.at_least, Decimal(100)), 12, "mild"),
        (Condition(Knows.overdue_amount, Asks.at_least, Decimal("100.01")), 12, "initial"),
        (Condition(Knows.overdue_amount, Asks.at_most, Decimal(100)), 12, "mild"),
        (Condition(Knows.overdue_amount, Asks.at_most, Decimal(99)), 12, "initial"),
        (Condition(Knows.overdue_amount, Asks.at_least, None), 12, "initial"),
        (Condition(Knows.broken_promises, Asks.at_least, Decimal(1)), 19, "initial"),
        (Condition(Knows.broken_promises, Asks.at_least, Decimal(1)), 20, "mild"),
        (Condition(Knows.broken_promises, Asks.at_least, Decimal(2)), 29, "initial"),
        (Condition(Knows.broken_promises, Asks.at_least, Decimal(2)), 30, "mild"),
        (Condition(Knows.broken_promises, Asks.at_most, Decimal(0)), 19, "mild"),
        (Condition(Knows.cures_lately, Asks.at_most, Decimal(0)), 11, "mild"),
        (Condition(Knows.cures_lately, Asks.at_least, Decimal(1)), 11, "initial"),
        (Condition(Knows.reached_by, Asks.is_this, None, "call"), 12, "mild"),
        (Condition(Knows.reached_by, Asks.is_this, None, "sms"), 12, "initial"),
        (Condition(Knows.reached_by, Asks.is_other, None, "call"), 12, "initial"),
        (Condition(Knows.reached_by, Asks.is_other, None, "sms"), 12, "mild"),
    ],
)
def test_a_stage_may_ask_more_than_days(condition, days, expected):
    facts = Story(FACTS.instalments, (), (), SEEN)

    assert place(facts, asking(condition), after(days))[0] == expected


@pytest.mark.parametrize("asks", [Asks.at_least, Asks.at_most, Asks.is_this, Asks.is_other])
@pytest.mark.parametrize("knows", [Knows.broken_promises, Knows.cures_lately, Knows.reached_by])
def test_what_nobody_knows_fulfils_no_condition(knows, asks):
    condition = Condition(knows, asks, Decimal(0), "call")

    assert place(FACTS, asking(condition), after(60))[0] == "initial"


def test_a_case_is_looked_at_on_the_day_on_which_an_answer_changes_by_itself():
    cured_on = after(5) - timedelta(days=60)
    facts = Story(FACTS.instalments, (), (), stage.Past([], [cured_on], []))
    policy = asking(Condition(Knows.cures_lately, Asks.at_most, Decimal(0)))

    assert place(facts, policy, after(12)) == ("initial", cured_on + timedelta(days=90))
    assert place(facts, policy, after(35))[0] == "mild"
    growing = Facts([*FACTS.instalments, Instalment(after(28), Decimal(50))])
    more = asking(Condition(Knows.overdue_amount, Asks.at_least, Decimal(150)))
    assert place(growing, more, after(12)) == ("initial", after(29))
    assert place(growing, more, after(29))[0] == "mild"


def test_the_case_page_says_that_a_stage_asks_more():
    reason = stage.of(FACTS, asking(Condition(Knows.overdue_amount, Asks.at_least, Decimal(500))), (), after(12)).reason

    assert reason.message % reason.values == ("Overdue since 2026-01-31; mild asks for more than days: overdue_amount.")


@pytest.mark.parametrize(
    "condition",
    [
        Condition(Knows.overdue_amount, Asks.at_least),
        Condition(Knows.overdue_amount, Asks.is_this, Decimal(1)),
        Condition(Knows.overdue_amount, Asks.at_least, Decimal(-1)),
        Condition(Knows.broken_promises, Asks.at_least, Decimal("1.5")),
        Condition(Knows.broken_promises, Asks.at_least, Decimal(1), "sms"),
        Condition(Knows.reached_by, Asks.is_this),
        Condition(Knows.reached_by, Asks.at_least, Decimal(1)),
    ],
)
def test_a_condition_that_says_nothing_is_refused(condition):
    with pytest.raises(RuleError):
        stage.check_condition(condition)


def test_no_outlook_and_no_score_can_be_asked():
    assert {each.name for each in Knows} == {"overdue_amount", "broken_promises", "cures_lately", "reached_by"}


conditions = st.lists(
    st.builds(
        Condition, st.sampled_from(Knows), st.sampled_from(Asks), st.none() | amounts, st.sampled_from(["", "sms"])
    ),
    max_size=2,
)
pasts = st.builds(
    stage.Past,
    st.none() | st.lists(days, max_size=2),
    st.none() | st.lists(days, max_size=2),
    st.none() | st.lists(st.builds(Reached, st.sampled_from(["sms", "call"]), days), max_size=2),
)


@settings(max_examples=thorough.examples(60))
@given(histories, policies, st.tuples(conditions, conditions, conditions), pasts, days)
def test_what_a_stage_asks_never_brings_a_case_higher_than_its_days(facts, policy, asked, past, today):
    levels = [AskingLevel(*level, more) for level, more in zip(policy.levels, asked, strict=True)]
    story = Story(facts.instalments, facts.payments, facts.sent, past)

    found = stage.of(story, policy._replace(levels=levels), (), today)

    assert found.level <= stage.of(facts, policy, (), today).level
