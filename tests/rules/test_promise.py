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
