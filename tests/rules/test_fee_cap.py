"""The cap on contingency fees."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.referral.fee_agreement import fee_cap

AMOUNTS = st.integers(0, 10**11).map(lambda units: Decimal(units) / 100)


@pytest.mark.parametrize(
    ("realised", "cap"),
    [
        ("1000000.00", "180000.00"),
        ("1000001.00", "180000.15"),
        ("5000000.00", "780000.00"),
        ("10000000.00", "1380000.00"),
        ("50000000.00", "4980000.00"),
        ("0.03", "0.01"),
    ],
)
def test_each_part_carries_the_rate_of_its_tier(realised, cap):
    assert fee_cap(Decimal(realised)).cap == Decimal(cap)


def test_what_came_in_before_the_demand_carries_no_fee():
    result = fee_cap(Decimal(300), excluded=Decimal(100), agreed_rate=Decimal("0.1801"))

    assert result == (Decimal("36.00"), Decimal("0.180000"), Decimal("36.02"), False)


def test_nothing_recovered_costs_nothing():
    assert fee_cap(Decimal(10), excluded=Decimal(20)) == (Decimal(0), None, None, None)


@given(AMOUNTS, AMOUNTS)
def test_the_cap_rises_with_the_sum_and_stays_between_the_rates(one, other):
    low, high = sorted((one, other))

    assert 0 <= fee_cap(low).cap <= fee_cap(high).cap
    if high:
        assert Decimal("0.06") <= fee_cap(high).effective_rate <= Decimal("0.18")
