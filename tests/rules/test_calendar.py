"""Rest days and working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import calendar

DAYS = st.integers(0, 60).map(lambda days: date(2026, 2, 1) + timedelta(days=days))


@pytest.mark.parametrize(
    ("day", "rests"),
    [("2026-05-01", True), ("2026-05-02", True), ("2026-05-09", False), ("2026-05-11", False), ("2026-05-10", True)],
)
def test_weekends_and_holidays_rest_but_make_up_days_do_not(day, rests):
    holidays, working_days = [date(2026, 5, 1)], [date(2026, 5, 9)]

    assert calendar.is_rest_day(date.fromisoformat(day), holidays, working_days) is rests


def test_a_make_up_day_is_worked_even_when_the_list_of_holidays_holds_it():
    assert not calendar.is_rest_day(date(2026, 5, 9), [date(2026, 5, 9)], [date(2026, 5, 9)])


@given(DAYS, st.sets(DAYS, max_size=20), st.sets(DAYS, max_size=5))
def test_the_next_working_day_is_worked_and_only_rest_days_lie_before_it(day, holidays, working_days):
    found = calendar.next_working_day(day, holidays, working_days)

    assert not calendar.is_rest_day(found, holidays, working_days)
    assert all(
        calendar.is_rest_day(day + timedelta(days=skipped), holidays, working_days)
        for skipped in range((found - day).days)
    )
    assert calendar.next_working_day(found, holidays, working_days) == found
