"""Limitation: when a claim is out of time, and what starts the time anew."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import limitation
from rules.limitation import Event, EventKind, Rest, Status, Term

DUE = date(2023, 5, 20)
WEEKENDS = Rest()
RESTARTING = [
    EventKind.demand_delivered,
    EventKind.call_connected,
    EventKind.part_payment,
    EventKind.extension_requested,
    EventKind.security_given,
    EventKind.assignment_notice,
]


def run(*events, starts_on=DUE, licence="cn_micro_lender", rest=WEEKENDS, breach_on=DUE):
    return limitation.of(starts_on, events, rest, licence, breach_on)


@pytest.mark.parametrize("kind", RESTARTING)
def test_an_act_that_counts_starts_three_years_anew(kind):
    assert run(Event(kind, date(2025, 1, 31))).expires_on == date(2028, 1, 31)


@pytest.mark.parametrize("kind", [EventKind.demand_failed, EventKind.call_missed, EventKind.settlement_agreed])
def test_an_act_without_effect_changes_nothing(kind):
    assert run(Event(kind, date(2025, 1, 31))) == run()


@pytest.mark.parametrize(
    ("kind", "licence", "counts"),
    [
        (EventKind.demand_sent_reserved, "cn_bank", True),
        (EventKind.demand_sent_reserved, "cn_micro_lender", False),
        (EventKind.account_debit, "cn_bank", True),
        (EventKind.account_debit, "cn_micro_lender", True),
        (EventKind.account_debit, "cn_private_lender", False),
    ],
)
def test_some_acts_work_only_for_some_lenders(kind, licence, counts):
    event = Event(kind, date(2025, 1, 31))

    assert run(event, licence=licence).starts_on == (event.on if counts else DUE)


def test_an_act_before_the_due_day_does_not_bring_the_end_forward():
    assert run(Event(EventKind.demand_delivered, date(2023, 1, 1))) == run()


def test_an_act_counts_on_the_rolled_last_day_and_not_after():
    # given a nominal end on Sunday 28 February 2027
    due_on = date(2024, 2, 29)

    in_time = run(Event(EventKind.demand_delivered, date(2027, 3, 1)), starts_on=due_on)
    late = run(Event(EventKind.demand_delivered, date(2027, 3, 2)), starts_on=due_on)

    assert in_time.starts_on == date(2027, 3, 1)
    assert late == Term(due_on, date(2027, 2, 28), date(2027, 3, 1))


def test_a_procedure_restarts_at_its_end_even_when_a_demand_came_in_between():
    procedure = Event(EventKind.payment_order_applied, date(2025, 9, 1), ended_on=date(2025, 10, 20))
    demand = Event(EventKind.demand_delivered, date(2025, 9, 15))

    assert run(procedure, demand).starts_on == date(2025, 10, 20)


def test_a_plan_counts_from_its_last_instalment():
    plan = Event(EventKind.plan_agreed, date(2025, 3, 1), last_due_on=date(2026, 3, 1))

    assert run(plan).expires_on == date(2029, 3, 1)


def test_making_the_whole_loan_due_brings_the_start_forward():
    accelerated = Event(EventKind.accelerated, date(2024, 3, 1), all_due_on=date(2024, 3, 15))

    assert run(accelerated, starts_on=date(2026, 12, 20)).starts_on == date(2024, 3, 15)


@pytest.mark.parametrize(
    ("on", "removed_on", "expires_on"),
    [
        (date(2025, 6, 1), date(2025, 11, 20), DUE.replace(year=2026)),
        (date(2025, 6, 1), date(2025, 11, 21), date(2026, 5, 21)),
        (date(2026, 5, 20), date(2026, 8, 1), date(2027, 2, 1)),
        (date(2026, 5, 21), date(2026, 8, 1), DUE.replace(year=2026)),
        (date(2026, 5, 1), None, DUE.replace(year=2026)),
    ],
)
def test_an_obstacle_in_the_last_six_months_leaves_six_months_after_it(on, removed_on, expires_on):
    assert run(Event(EventKind.obstacle, on, removed_on=removed_on)).expires_on == expires_on


@pytest.mark.parametrize(
    ("on", "expires_on"),
    [(date(2027, 3, 1), date(2027, 10, 1)), (date(2027, 3, 2), date(2027, 2, 28))],
)
def test_an_obstacle_on_the_rolled_last_day_counts_and_one_after_it_does_not(on, expires_on):
    # given a nominal end on Sunday 28 February 2027
    obstacle = Event(EventKind.obstacle, on, removed_on=date(2027, 4, 1))

    assert run(obstacle, starts_on=date(2024, 2, 29)).expires_on == expires_on


@pytest.mark.parametrize(
    ("removed_on", "expires_on"),
    [
        (date(2026, 2, 27), date(2026, 8, 31)),
        (date(2026, 2, 28), date(2026, 8, 31)),
        (date(2026, 3, 1), date(2026, 9, 1)),
    ],
)
def test_where_the_month_has_no_such_day_the_last_six_months_begin_with_its_last(removed_on, expires_on):
    obstacle = Event(EventKind.obstacle, date(2025, 9, 1), removed_on=removed_on)

    assert run(obstacle, starts_on=date(2023, 8, 31)).expires_on == expires_on


def test_an_act_in_the_time_that_an_obstacle_gave_still_counts():
    obstacle = Event(EventKind.obstacle, date(2026, 5, 1), removed_on=date(2026, 8, 3))

    assert run(obstacle, Event(EventKind.part_payment, date(2027, 2, 3))).starts_on == date(2027, 2, 3)
    assert run(obstacle, Event(EventKind.part_payment, date(2027, 2, 4))).starts_on == DUE


def test_twenty_years_from_the_breach_are_the_end_and_the_working_day_before_is_safe():
    # given a breach 20 years before Saturday 2 May 2026
    breach_on = date(2006, 5, 2)

    term = run(starts_on=date(2025, 1, 10), breach_on=breach_on)

    assert term == Term(date(2025, 1, 10), date(2026, 5, 2), date(2026, 5, 1))


@pytest.mark.parametrize(
    ("refused_on", "starts_on"),
    [(None, date(2026, 2, 4)), (date(2026, 1, 5), date(2026, 1, 5)), (date(2026, 3, 1), date(2026, 2, 4))],
)
def test_without_a_due_day_the_grace_or_an_earlier_refusal_starts_the_time(refused_on, starts_on):
    assert limitation.starts_on_demand(date(2026, 1, 5), 30, refused_on) == starts_on


def test_several_due_days_count_from_the_last_and_an_unknown_debtor_from_the_day_he_is_known():
    assert limitation.starts_on_due([date(2025, 3, 31), date(2025, 1, 31)]) == date(2025, 3, 31)
    assert limitation.starts_on_due([DUE], known_on=date(2025, 1, 10)) == date(2025, 1, 10)


def test_the_last_day_is_still_in_time_and_the_next_is_not():
    term = run()

    assert term.status(term.last_day) is Status.running
    assert term.status(term.last_day + timedelta(1)) is Status.time_barred


@given(st.lists(st.tuples(st.sampled_from(RESTARTING), st.dates(date(2023, 1, 1), date(2032, 1, 1))), max_size=6))
def test_the_order_in_which_events_are_told_does_not_matter(pairs):
    events = [Event(kind, on) for kind, on in pairs]

    assert run(*events) == run(*reversed(events))
    assert run(*events).starts_on >= DUE
