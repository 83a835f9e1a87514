"""Versions as documents, their spans, who publishes; the effect of a version with its interval."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from rules import strategy
from rules.errors import RuleError
from rules.strategy import Difference, Span, effect
from rules.strategy.effect import Part, Verdict, Window

START = date(2026, 3, 2)


def day(number):
    return START + timedelta(days=number)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({}, {}, []),
        ({"stage": [{"id": 1, "days": 1}]}, {"stage": [{"id": 1, "days": 1}]}, []),
        ({"stage": [{"id": 1, "days": 1}]}, {"stage": [{"id": 1, "days": 2}]}, [Difference("stage", 1, "days", 1, 2)]),
        ({"stage": [{"id": 1}]}, {"stage": [{"id": 1, "newer": 2}]}, []),
        ({"stage": []}, {"stage": [{"id": 2}]}, [Difference("stage", 2, "", None, {"id": 2})]),
        ({"stage": [{"id": 2}]}, {}, [Difference("stage", 2, "", {"id": 2}, None)]),
    ],
)
def test_versions_differ_field_by_field(before, after, found):
    assert strategy.differences(before, after) == found


def test_the_order_of_rows_is_no_difference():
    one, other = {"stage": [{"id": 1}, {"id": 2}], "template": []}, {"stage": [{"id": 2}, {"id": 1}]}

    assert strategy.digest(one) == strategy.digest(other)
    assert strategy.digest(one) != strategy.digest({"stage": [{"id": 1}]})


@pytest.mark.parametrize(
    ("number", "place"),
    [(-1, None), (0, 0), (9, 0), (10, 1), (99, 1)],
)
def test_a_day_belongs_to_the_version_that_began_last(number, place):
    assert strategy.in_force([Span(START, day(10)), Span(day(10), None)], day(number)) == place


def test_a_version_of_one_day_that_another_replaced_at_once_was_never_in_force():
    assert strategy.in_force([Span(START, START), Span(START, None)], START) == 1


def test_who_wrote_or_asked_does_not_publish():
    strategy.check_publication(1, [2], 3)
    for who in (1, 2):
        with pytest.raises(RuleError, match="second person"):
            strategy.check_publication(1, [2], who)


@pytest.mark.parametrize(
    ("days", "length"),
    [(6, None), (7, 7), (20, 20), (28, 28), (90, 28)],
)
def test_before_and_after_are_equally_long(days, length):
    found = effect.windows(START, day(days))

    assert found == (length and (Window(day(-length), START), Window(START, day(length))))


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ((200, 1000), (260, 1000), Verdict.rose),
        ((260, 1000), (200, 1000), Verdict.fell),
        ((20, 100), (26, 100), Verdict.cannot_tell),
        ((0, 29), (29, 29), Verdict.cannot_tell),
        ((0, 0), (5, 100), Verdict.cannot_tell),
        ((50, 100), (50, 100), Verdict.cannot_tell),
        ((9, 3), (5, 100), Verdict.cannot_tell),
    ],
)
def test_only_what_chance_does_not_explain_is_said(before, after, verdict):
    assert effect.compare(Part(*before), Part(*after)).verdict == verdict


def test_the_interval_is_newcombes():
    found = effect.compare(Part(56, 70), Part(48, 80))

    # Newcombe 1998, table II (a), method 10: 56/70 - 48/80 = 0.20 (0.0524, 0.3339).
    assert (-found.high, -found.low) == (Decimal("0.0524"), Decimal("0.3339"))


def test_what_cannot_be_told_yet_says_how_many_more_it_takes():
    found = effect.compare(Part(20, 100), Part(26, 100))

    # rules/power: 771 to tell 26 % from 20 %.
    assert found.more == effect.power.arm_size(Decimal("0.2"), Decimal("0.26"), effect.ALPHA, effect.POWER) - 100 > 600
    assert effect.compare(Part(50, 100), Part(50, 100)).more is None
