"""What a rule of the house may be, and what keeps it from its work."""

from datetime import date, timedelta

import pytest

from rules import automation as rule
from rules.automation import AWAY, NOT_OPEN, PLANNED, RESTS, Facts
from rules.errors import RuleError

DAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("does", "facts", "why"),
    [
        ("tell", Facts(False), NOT_OPEN),
        ("tell", Facts(True, rests=True, with_partner=True), None),
        ("assign", Facts(True, rests=True), None),
        ("book_action", Facts(True, rests=True), RESTS),
        ("book_action", Facts(True, planned_by_person=True), PLANNED),
        ("propose_plan", Facts(True, planned_by_person=True), None),
        ("propose_plan", Facts(True, with_partner=True), AWAY),
        ("write_reminder", Facts(True, rests=True), RESTS),
        ("propose_referral", Facts(True, rests=True), RESTS),
        ("anything new", Facts(True, rests=True), RESTS),
        ("book_action", Facts(True), None),
    ],
)
def test_what_keeps_a_rule_from_its_work(does, facts, why):
    assert rule.kept_from(does, facts) == why


def test_what_sends_or_is_about_money_takes_a_second_person():
    assert rule.needs_second("write_reminder")
    assert rule.needs_second("propose_plan")
    assert not rule.needs_second("tell")
    with pytest.raises(RuleError, match="second person"):
        rule.check_second([1, 2], 2)
    rule.check_second([1, None], 2)


@pytest.mark.parametrize("most", [0, -1, 201])
def test_a_rule_does_its_work_at_least_once_and_not_too_often(most):
    with pytest.raises(RuleError, match="1 to 200"):
        rule.check_most(most)


@pytest.mark.parametrize(("first", "last"), [(-1, None), (None, -1), (9, 3)])
def test_days_past_due_stand_in_order(first, last):
    with pytest.raises(RuleError, match="ays past due"):
        rule.check_days(first, last)
    rule.check_days(3, 3)


@pytest.mark.parametrize("days", [None, 0, 366])
def test_silence_has_days(days):
    with pytest.raises(RuleError, match="without a contact"):
        rule.check_quiet(days)


def test_a_rule_looks_back_two_days_and_never_before_it_was_switched_on():
    assert rule.window(DAY - timedelta(days=9), DAY) == (DAY - timedelta(days=2), DAY)
    assert rule.window(DAY, DAY) == (DAY, DAY)


def test_at_most_so_many_a_night():
    found = [(DAY, n) for n in range(3)] + [(DAY + timedelta(days=1), 9)]

    assert rule.nightly(found, lambda each: each[0], 2) == [(DAY, 0), (DAY, 1), (DAY + timedelta(days=1), 9)]
