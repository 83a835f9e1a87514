"""Interest, its cap, interest for delay, damages."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import interest
from rules.errors import RuleError
from rules.interest import Repayment
from rules.law import cn_money

START = date(2026, 1, 1)
DAYS = st.integers(-30, 400).map(lambda days: START + timedelta(days=days))
AMOUNTS = st.integers(0, 1_000_000).map(lambda units: Decimal(units) / 100)
REPAYMENTS = st.lists(st.builds(Repayment, DAYS, AMOUNTS), max_size=6)


@pytest.mark.parametrize(
    ("rate", "end", "repayments", "expected"),
    [
        ("0.10", date(2026, 1, 11), [], "10.00"),
        (None, date(2026, 1, 11), [], "0.00"),
        ("0.10", date(2025, 12, 1), [], "0.00"),
        ("0.10", date(2026, 1, 11), [(date(2025, 12, 1), "1825.00")], "5.00"),
        ("0.10", date(2026, 1, 11), [(date(2026, 1, 11), "3650.00")], "10.00"),
        ("0.10", date(2026, 1, 11), [(date(2026, 2, 1), "3650.00")], "10.00"),
        ("0.10", date(2026, 1, 11), [(date(2026, 1, 6), "9999.00")], "5.00"),
    ],
)
def test_interest_runs_on_what_is_left_of_the_principal(rate, end, repayments, expected):
    accrued = interest.simple(
        Decimal("3650.00"),
        rate and Decimal(rate),
        START,
        end,
        [Repayment(day, Decimal(amount)) for day, amount in repayments],
    )

    assert accrued.interest == Decimal(expected)
    assert accrued.days == max((end - START).days, 0)


def test_what_was_deducted_up_front_bears_no_interest():
    accrued = interest.simple(Decimal(4000), Decimal("0.1"), START, date(2026, 1, 11), deducted_upfront=Decimal(350))

    assert accrued == (10, Decimal("10.00"), Decimal(3650))


@given(AMOUNTS, REPAYMENTS, DAYS, st.randoms(use_true_random=False))
def test_repayments_only_lower_interest_whatever_their_order_of_entry(principal, repayments, end, random):
    rate = Decimal("0.24")
    accrued = interest.simple(principal, rate, START, end, repayments)

    assert 0 <= accrued.interest <= interest.simple(principal, rate, START, end).interest
    random.shuffle(repayments)
    assert interest.simple(principal, rate, START, end, repayments) == accrued


@pytest.mark.parametrize(
    ("day", "rate"),
    [("2019-08-20", "0.0425"), ("2020-08-20", "0.0385"), ("2025-05-19", "0.0310"), ("2026-06-22", "0.0300")],
)
def test_the_prime_rate_holds_until_the_next_one(day, rate):
    assert interest.lpr_on(date.fromisoformat(day)) == Decimal(rate)


def test_there_is_no_prime_rate_before_the_first_row():
    with pytest.raises(RuleError):
        interest.lpr_on(date(2019, 8, 19))


def test_the_prime_rates_are_in_order_and_reviewed_after_the_last():
    days = [day for day, _ in cn_money.ONE_YEAR]

    assert days == sorted(set(days))
    assert days[-1] <= cn_money.REVIEWED_ON


def test_the_cap_is_four_times_the_rate_of_the_table_given():
    limit = interest.cap("cn_private_lender", date(2021, 1, 1), table=[(date(2020, 1, 1), Decimal("0.05"))])

    assert limit == (True, Decimal("0.05"), Decimal("0.20"), None)
    assert interest.excess_rate(limit, Decimal("0.20")) == 0
    assert interest.excess_rate(limit, Decimal("0.15"), [Decimal("0.0501")]) == Decimal("0.0001")
    assert interest.most_payable(limit, Decimal(100), Decimal("1.5")) == Decimal("130.00")


@pytest.mark.parametrize("licence", ["cn_micro_lender", "cn_bank", "us_first_party"])
def test_the_cap_binds_private_lenders_only(licence):
    limit = interest.cap(licence, date(2025, 6, 1))

    assert limit == (False, None, None, None)
    assert interest.excess_rate(limit, Decimal(9)) == 0
    assert interest.most_payable(limit, Decimal(100), Decimal(3)) is None


@pytest.mark.parametrize(
    ("contract", "rate", "since"),
    [("2020-08-19", "0.0300", date(2020, 8, 20)), ("2020-08-20", "0.0385", None)],
)
def test_an_older_contract_takes_the_rate_of_the_suit(contract, rate, since):
    limit = interest.cap("cn_private_lender", date.fromisoformat(contract), date(2025, 7, 1))

    assert (limit.lpr_rate, limit.cap_from) == (Decimal(rate), since)


def test_an_older_contract_needs_the_day_of_the_suit():
    with pytest.raises(RuleError):
        interest.cap("cn_private_lender", date(2020, 8, 19))


@pytest.mark.parametrize(
    ("as_of", "payments", "expected"),
    [
        (date(2026, 1, 1), [], (0, "0.00", "10000")),
        (date(2025, 12, 1), [], (0, "0.00", "10000")),
        (date(2026, 1, 11), [], (10, "17.50", "10000")),
        (date(2026, 1, 11), [(date(2025, 12, 30), "4000")], (10, "10.50", "6000")),
        (date(2026, 1, 11), [(date(2026, 1, 11), "4000")], (10, "17.50", "6000")),
        (date(2026, 1, 11), [(date(2026, 1, 12), "4000")], (10, "17.50", "10000")),
        (date(2026, 1, 11), [(date(2026, 1, 6), "12000")], (10, "8.75", "0")),
    ],
)
def test_delay_costs_by_the_day_on_what_is_left_of_the_judgment(as_of, payments, expected):
    delay = interest.delay(Decimal(10000), START, as_of, [Repayment(day, Decimal(amount)) for day, amount in payments])

    assert delay == (expected[0], Decimal(expected[1]), Decimal(expected[2]))


@pytest.mark.parametrize(
    ("agreed", "loss", "over_rate", "excessive"),
    [
        ("130.00", "100.00", "0.3", False),
        ("130.01", "100.00", "0.3001", True),
        ("0.00", "0.00", None, False),
        ("0.01", "0.00", None, True),
    ],
)
def test_damages_are_excessive_only_beyond_thirty_percent(agreed, loss, over_rate, excessive):
    excess = interest.damages(Decimal(agreed), Decimal(loss))

    assert excess == (over_rate and Decimal(over_rate), excessive)
