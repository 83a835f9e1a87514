"""Pauses: which days do not count."""

from datetime import date

import pytest

from rules import pause
from rules.errors import RuleError
from rules.pause import Pause, Resume

TODAY = date(2026, 3, 15)
MARCH = Pause(date(2026, 3, 10), date(2026, 3, 20))


def add(new, actions=(MARCH,), status="active"):
    return pause.add(list(actions), new, status, date(2026, 1, 1), TODAY)


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        (Pause(date(2026, 4, 2), date(2026, 4, 2)), "end_not_after_start"),
        (Pause(date(2026, 4, 2), date(2026, 4, 1)), "end_not_after_start"),
        (Pause(date(2025, 12, 31), date(2026, 1, 5)), "before_disbursement"),
        (Pause(date(2026, 3, 19), date(2026, 3, 25)), "overlap"),
        (Pause(date(2026, 3, 1), date(2026, 3, 11)), "overlap"),
        (Pause(date(2026, 3, 12), date(2026, 3, 13)), "overlap"),
        (Resume(TODAY, date(2026, 3, 20)), "resume_with_end"),
        (Resume(date(2026, 3, 14)), "resume_not_today"),
        (Resume(date(2026, 3, 16)), "resume_not_today"),
    ],
)
def test_a_pause_that_breaks_a_rule_is_refused_with_its_reason(new, reason):
    with pytest.raises(RuleError) as refused:
        add(new)

    assert refused.value.values["reason"] == reason


@pytest.mark.parametrize("status", ["pending", "approved", "overpaid", "closed"])
@pytest.mark.parametrize("new", [Pause(date(2026, 4, 2), date(2026, 4, 3)), Resume(TODAY)])
def test_only_an_active_loan_is_paused(new, status):
    with pytest.raises(RuleError, match="active"):
        add(new, status=status)


def test_touching_pauses_are_allowed_and_come_back_sorted():
    before = Pause(date(2026, 3, 5), date(2026, 3, 10))

    assert add(before) == [before, MARCH]


def test_a_resume_ends_the_pause_on_its_day_and_frees_the_rest():
    assert add(Resume(TODAY)) == [Pause(date(2026, 3, 10), TODAY)]

    again = Pause(TODAY, date(2026, 3, 18))
    assert add(again, (MARCH, Resume(TODAY))) == [Pause(date(2026, 3, 10), TODAY), again]
    with pytest.raises(RuleError, match="No pause runs"):
        add(Resume(TODAY), (MARCH, Resume(TODAY)))


def test_a_pause_resumed_on_its_first_day_leaves_nothing():
    assert add(Resume(TODAY), (Pause(TODAY, date(2026, 3, 20)),)) == []


def test_a_pause_has_no_running_day_at_its_end():
    with pytest.raises(RuleError, match="No pause runs"):
        add(Resume(TODAY), (Pause(date(2026, 3, 10), TODAY),))


@pytest.mark.parametrize(
    ("first", "end", "days"),
    [
        (date(2026, 3, 1), date(2026, 3, 10), 0),
        (date(2026, 3, 1), date(2026, 3, 11), 1),
        (date(2026, 3, 1), date(2026, 4, 1), 10),
        (date(2026, 3, 19), date(2026, 4, 1), 1),
        (date(2026, 3, 20), date(2026, 4, 1), 0),
    ],
)
def test_paused_days_are_half_open(first, end, days):
    assert pause.paused_days([MARCH], first, end) == days
