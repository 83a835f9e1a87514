"""Promises: kept, partly kept or broken by posted payments."""

from datetime import date
from decimal import Decimal

import pytest

from rules import promise
from rules.payment import Payment
from rules.promise import Outcome, Promise, Status

MADE = Promise(Decimal("200.00"), date(2026, 3, 10), date(2026, 3, 20), 2, Decimal("0.95"))


def paid(amount, on=date(2026, 3, 15), **more):
    return Payment(on, Decimal(amount), **more)


@pytest.mark.parametrize(
    ("payments", "today", "status", "total"),
    [
        ([], date(2026, 3, 22), Status.open, "0.00"),
        ([], date(2026, 3, 23), Status.broken, "0.00"),
        ([paid("189.99")], date(2026, 3, 22), Status.open, "189.99"),
        ([paid("189.99")], date(2026, 3, 23), Status.partly_kept, "189.99"),
        ([paid("190.00")], date(2026, 3, 15), Status.kept, "190.00"),
        ([paid("190.00")], date(2026, 3, 14), Status.open, "0.00"),
        ([paid("200.00", date(2026, 3, 9))], date(2026, 3, 23), Status.broken, "0.00"),
        ([paid("200.00", date(2026, 3, 10))], date(2026, 3, 23), Status.kept, "200.00"),
        ([paid("200.00", date(2026, 3, 22))], date(2026, 4, 1), Status.kept, "200.00"),
        ([paid("200.00", date(2026, 3, 23))], date(2026, 4, 1), Status.broken, "0.00"),
        ([paid("200.00", posted_on=date(2026, 3, 30))], date(2026, 3, 29), Status.broken, "0.00"),
        ([paid("200.00", posted_on=date(2026, 3, 30))], date(2026, 3, 30), Status.kept, "200.00"),
        ([paid("200.00", reversed_on=date(2026, 3, 30))], date(2026, 3, 29), Status.kept, "200.00"),
        ([paid("200.00", reversed_on=date(2026, 3, 30))], date(2026, 3, 30), Status.broken, "0.00"),
    ],
)
def test_a_promise_is_judged_by_what_is_known_on_the_day(payments, today, status, total):
    assert promise.judge(MADE, payments, today) == Outcome(status, Decimal(total))


@pytest.mark.parametrize("ended", [Status.cancelled, Status.superseded])
def test_a_promise_ends_on_the_day_it_is_cancelled_or_superseded(ended):
    changed = MADE._replace(**{f"{ended}_on": date(2026, 3, 14)})

    assert promise.judge(changed, [], date(2026, 3, 13)).status is Status.open
    assert promise.judge(changed, [], date(2026, 3, 14)).status is ended
    assert promise.judge(changed, [], date(2026, 4, 14)).status is ended


def test_the_first_end_of_a_promise_is_the_one_that_counts():
    changed = MADE._replace(cancelled_on=date(2026, 3, 16), superseded_on=date(2026, 3, 14))

    assert promise.judge(changed, [], date(2026, 3, 20)).status is Status.superseded


def test_a_threshold_is_exact():
    odd = MADE._replace(amount=Decimal("333.33"))

    assert promise.judge(odd, [paid("316.66")], date(2026, 4, 1)).status is Status.partly_kept
    assert promise.judge(odd, [paid("316.67")], date(2026, 4, 1)).status is Status.kept


@pytest.mark.parametrize(
    ("today", "pay_day", "last", "found"),
    [
        ("2026-03-02", None, "2026-04-01", "today 2, tomorrow 3, friday 6"),
        ("2026-03-05", None, "2026-04-01", "today 5, tomorrow 6"),
        ("2026-03-06", 10, "2026-04-01", "today 6, tomorrow 7, friday 13, pay_day 10"),
        ("2026-03-02", 6, "2026-04-01", "today 2, tomorrow 3, friday 6"),
        ("2026-03-02", 20, "2026-03-05", "today 2, tomorrow 3"),
    ],
)
def test_the_days_that_promises_are_made_for_are_offered_once_each_and_none_beyond_the_policy(
    today, pay_day, last, found
):
    days = promise.days(date.fromisoformat(today), pay_day, date.fromisoformat(last))

    assert ", ".join(f"{name} {on.day}" for name, on in days) == found


@pytest.mark.parametrize(
    ("today", "day", "next_on"),
    [
        ("2026-01-31", 31, "2026-02-28"),
        ("2026-02-28", 31, "2026-03-31"),
        ("2026-03-02", 2, "2026-04-02"),
        ("2026-04-30", 31, "2026-05-31"),
    ],
)
def test_the_pay_day_of_a_short_month_is_its_last_day(today, day, next_on):
    assert promise.next_day(date.fromisoformat(today), day) == date.fromisoformat(next_on)
