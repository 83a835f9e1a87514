"""How late a loan is: the rules of days past due."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import delinquency
from rules.bucket import Bucket
from rules.delinquency import Delinquency, Instalment, Part
from rules.pause import Pause
from rules.payment import Payment

APRIL = Instalment(date(2026, 4, 10), Decimal("300.00"))
MAY = Instalment(date(2026, 5, 10), Decimal("300.00"))
NOTHING = Delinquency(0, 0, None, Decimal("0.00"))


def measured(day, payments=(), pauses=(), grace_days=0):
    parts = delinquency.unpaid_on([MAY, APRIL], payments, day)
    return delinquency.measure(parts, grace_days, pauses, day)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 4, 10), NOTHING),
        (date(2026, 4, 11), Delinquency(1, 1, date(2026, 4, 10), Decimal("300.00"))),
        (date(2026, 5, 10), Delinquency(30, 30, date(2026, 4, 10), Decimal("300.00"))),
        (date(2026, 5, 11), Delinquency(31, 31, date(2026, 4, 10), Decimal("600.00"))),
    ],
)
def test_the_due_date_is_day_0(day, expected):
    assert measured(day) == expected


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        (Payment(date(2026, 5, 1), Decimal("299.99")), Delinquency(30, 30, date(2026, 4, 10), Decimal("0.01"))),
        (Payment(date(2026, 5, 1), Decimal("300.00")), NOTHING),
        (Payment(date(2026, 5, 11), Decimal("300.00")), Delinquency(30, 30, date(2026, 4, 10), Decimal("300.00"))),
        (
            Payment(date(2026, 5, 1), Decimal("300.00"), reversed_on=date(2026, 5, 10)),
            Delinquency(30, 30, date(2026, 4, 10), Decimal("300.00")),
        ),
        (Payment(date(2026, 5, 1), Decimal("300.00"), reversed_on=date(2026, 5, 11)), NOTHING),
        (Payment(date(2026, 4, 10), Decimal("300.00"), posted_on=date(2026, 6, 1)), NOTHING),
    ],
)
def test_a_payment_counts_by_its_value_date_and_until_it_is_reversed(paid, expected):
    assert measured(date(2026, 5, 10), [paid]) == expected


def test_grace_and_paused_days_do_not_count_but_the_days_past_due_go_on():
    pauses = [Pause(date(2026, 4, 5), date(2026, 4, 12)), Pause(date(2026, 4, 20), date(2026, 4, 30))]

    assert measured(date(2026, 4, 25), (), pauses, grace_days=3) == Delinquency(
        15, 15 - 3 - 2 - 5, date(2026, 4, 13), Decimal("300.00")
    )


def test_each_instalment_falls_into_the_bucket_of_its_own_unpaused_days():
    parts = [Part(date(2026, 4, 10), Decimal("70.00")), Part(date(2026, 5, 10), Decimal("300.00"))]
    buckets = [Bucket(1, 7), Bucket(31, None)]

    assert delinquency.by_bucket(parts, [], buckets, date(2026, 5, 17)) == [Decimal("300.00"), Decimal("70.00")]
    assert delinquency.by_bucket(parts, [], buckets, date(2026, 5, 10)) == [Decimal(0), Decimal(0)]
    paused = [Pause(date(2026, 5, 10), date(2026, 5, 18))]
    assert delinquency.by_bucket(parts, paused, buckets, date(2026, 5, 17)) == [Decimal(0), Decimal(0)]


amounts = st.decimals("0.01", "999.99", places=2)
days = st.integers(0, 200).map(lambda shift: date(2026, 1, 1) + timedelta(shift))
standing = st.builds(Payment, days, amounts, st.none(), st.none())


@given(st.lists(st.builds(Instalment, days, amounts), max_size=6), st.lists(standing), days)
def test_what_is_left_is_what_was_asked_less_what_was_paid(instalments, payments, day):
    left = sum(part.unpaid for part in delinquency.unpaid_on(instalments, payments, day))
    paid = sum(each.amount for each in payments if each.on <= day)

    assert left == max(0, sum(each.amount for each in instalments) - paid)


@given(st.lists(st.builds(Instalment, days, amounts), max_size=6), st.lists(standing), days)
def test_something_is_overdue_exactly_when_days_past_due_are_counted(instalments, payments, day):
    measured = delinquency.measure(delinquency.unpaid_on(instalments, payments, day), 0, [], day)

    assert (measured.dpd > 0) == (measured.overdue > 0)
