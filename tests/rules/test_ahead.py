"""What lies ahead of a case, from facts alone."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from rules import ahead
from rules.ahead import Due, Facts
from rules.stage import Rest

TODAY = date(2026, 3, 2)


def day(number):
    return date(2026, 3, number)


def told(facts):
    return [f"{each.on.day} {each.kind} {each.what}" for each in ahead.of(facts, TODAY)]


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        (Facts(), []),
        (Facts(task_on=day(1)), ["2 asked task"]),
        (Facts(promise=Due(day(6), day(8), Decimal(1))), ["6 due promise", "9 checked promise"]),
        (Facts(plan=[Due(day(6), day(9), Decimal(1))]), ["6 due plan", "10 checked plan"]),
        (Facts(offer_by=day(5), requests=[day(4)]), ["4 lapses request", "6 lapses offer"]),
        (Facts(stage_on=day(9), rises_with_word=True), ["9 sent message", "9 raised stage"]),
        (Facts(message_on=day(3), stage_on=day(9)), ["3 sent message", "9 raised stage"]),
        (Facts(message_on=day(9), stage_on=day(9), rises_with_word=True), ["9 sent message", "9 raised stage"]),
        (Facts(disputes=[day(7)], hardships=[day(5)], reviews=[day(6)]), ["5 asked hardship", "6 asked hold_review", "7 asked dispute"]),
        (Facts(limitation_on=day(30)), ["31 lapses limitation"]),
        (Facts(limitation_on=TODAY + timedelta(days=900)), []),
        (Facts(counts_again_on=day(8), statements=[day(9)], rest_due_on=day(10)), ["8 lapses pause", "9 lapses statement", "10 due rest_of_debt"]),
    ],
)  # fmt: skip
def test_everything_that_runs_stands_on_its_day(facts, found):
    assert told(facts) == found


def test_a_hold_moves_what_goes_by_itself_and_one_without_an_end_stops_it():
    moving = Facts(message_on=day(3), stage_on=day(9), holds=[Rest(TODAY, day(10))], task_on=day(4))
    stopped = moving._replace(holds=[Rest(TODAY, None)])

    assert told(moving) == ["4 asked task", "11 raised stage", "11 lapses hold"]
    assert told(stopped) == ["4 asked task"]


@pytest.mark.parametrize(
    ("gone", "every", "on"),
    [
        ([], None, TODAY),
        ([], 7, TODAY),
        ([day(1)], None, None),
        ([date(2026, 2, 20), day(1)], 7, day(8)),
        ([date(2026, 2, 1)], 7, TODAY),
    ],
)
def test_a_stage_asks_for_its_first_message_at_once_and_for_further_ones_after_its_days(gone, every, on):
    assert ahead.next_message(gone, every, TODAY) == on
