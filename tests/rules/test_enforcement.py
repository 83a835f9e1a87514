"""Enforcement: two years for a judgment, fifteen days for a payment order."""

from datetime import date

import pytest

from rules.limitation import Event, EventKind, Rest
from rules.referral import enforcement

REST = Rest(holidays=[date(2026, 10, 1), date(2026, 10, 2)], working_days=[date(2026, 3, 21)])


@pytest.mark.parametrize(
    ("perform_by", "instalments", "expected"),
    [
        (None, (), date(2025, 3, 10)),
        (date(2025, 3, 20), (), date(2025, 3, 20)),
        (None, (date(2025, 12, 31), date(2025, 6, 30)), date(2025, 12, 31)),
    ],
)
def test_the_start_is_the_last_day_for_performance(perform_by, instalments, expected):
    assert enforcement.starts_on(date(2025, 3, 10), perform_by, instalments) == expected


def test_a_judgment_without_any_day_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="effective day"):
        enforcement.starts_on(None)


def test_two_years_end_on_the_next_working_day():
    term = enforcement.of(date(2024, 10, 1), [], REST)

    assert (term.expires_on, term.last_day) == (date(2026, 10, 1), date(2026, 10, 5))


@pytest.mark.parametrize("kind", [EventKind.settlement_agreed, EventKind.demand_delivered, EventKind.part_payment])
def test_a_settlement_or_demand_in_time_restarts_and_a_late_one_does_not(kind):
    start = date(2022, 3, 20)

    assert enforcement.of(start, [Event(kind, date(2024, 3, 20))], REST).starts_on == date(2024, 3, 20)
    assert enforcement.of(start, [Event(kind, date(2024, 3, 21))], REST).starts_on == start


def test_a_payment_order_is_answered_within_fifteen_days_moved_off_rest_days():
    assert enforcement.respond_by(date(2026, 3, 6), Rest()) == date(2026, 3, 23)
    assert enforcement.respond_by(date(2026, 3, 6), REST) == date(2026, 3, 21)
