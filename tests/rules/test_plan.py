"""Plans: parts that add up, dates that fit."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import calendar, money, plan
from rules.errors import RuleError
from rules.payment import Payment
from rules.plan import Period

TOTALS = st.integers(0, 10_000_000).map(lambda units: Decimal(units) / 100)
UNITS = st.sampled_from([Decimal("0.01"), Decimal("0.5"), Decimal(1), Decimal(10)])
COUNTS = st.integers(1, 60)
PERIODS = st.sampled_from([Period(months=1), Period(months=3), Period(weeks=2), Period(days=10)])
FIRST = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def amounts(total: str, count: int, **how: object) -> list[str]:
    return [str(row.amount) for row in plan.instalments(Decimal(total), count, date(2026, 1, 1), **how)]


@pytest.mark.parametrize(
    ("total", "count", "how", "expected"),
    [
        ("100.00", 3, {}, ["33.33", "33.33", "33.34"]),
        ("0.05", 3, {}, ["0.01", "0.01", "0.03"]),
        ("100.00", 3, {"rounding": "largest_remainder"}, ["33.34", "33.33", "33.33"]),
        ("101.50", 2, {"unit": Decimal(1)}, ["50", "51.50"]),
        ("100.00", 3, {"unit": Decimal(10)}, ["30", "30", "40.00"]),
        ("7.25", 2, {"unit": Decimal(1), "rounding": "largest_remainder"}, ["4", "3.25"]),
    ],
)
def test_odd_units_go_where_the_rounding_says(total, count, how, expected):
    assert amounts(total, count, **how) == expected


@given(TOTALS, COUNTS, FIRST, PERIODS, UNITS, st.sampled_from([plan.LAST_PART, plan.LARGEST_REMAINDER]))
def test_a_plan_adds_up_to_its_total_on_rising_dates(total, count, first_on, every, unit, rounding):
    rows = plan.instalments(total, count, first_on, every, unit=unit, rounding=rounding)

    assert sum(row.amount for row in rows) == total
    assert all(row.amount >= 0 for row in rows)
    assert all(row.amount % unit == 0 for row in rows[:-1])
    assert [row.due_on for row in rows] == sorted({row.due_on for row in rows})
    assert rows[0].due_on == first_on


@given(TOTALS, st.lists(st.integers(1, 10_000).map(Decimal), min_size=1, max_size=12), UNITS)
def test_shares_add_up_and_none_is_off_by_more_than_a_unit(total, weights, unit):
    total -= total % unit
    parts = money.share(total, weights, unit)

    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - total * weight / sum(weights)) < unit


def test_equal_remainders_go_to_the_earlier_part_though_the_weights_differ():
    assert money.share(Decimal("0.13"), [Decimal(10), Decimal(1), Decimal(1)], Decimal("0.01")) == [
        Decimal("0.11"),
        Decimal("0.01"),
        Decimal("0.01"),
    ]


def test_a_shifted_date_does_not_move_the_ones_after_it():
    rows = plan.instalments(
        Decimal(3), 3, date(2026, 5, 2), Period(weeks=1), shift=plan.NEXT_WORKING_DAY, holidays=[date(2026, 5, 4)]
    )

    assert [row.due_on for row in rows] == [date(2026, 5, 5), date(2026, 5, 11), date(2026, 5, 18)]


@given(COUNTS, FIRST, PERIODS)
def test_no_shifted_date_is_a_rest_day_or_before_its_own(count, first_on, every):
    rows = plan.instalments(Decimal(count), count, first_on, every, shift=plan.NEXT_WORKING_DAY)

    for row, unmoved in zip(rows, plan.series(first_on, count, every), strict=True):
        assert timedelta(0) <= row.due_on - unmoved <= timedelta(days=2)
        assert not calendar.is_rest_day(row.due_on)


def test_a_series_from_the_last_of_january_comes_back_to_the_last_of_march():
    assert plan.series(date(2028, 1, 31), 3, plan.MONTHLY) == [date(2028, 1, 31), date(2028, 2, 29), date(2028, 3, 31)]


@pytest.mark.parametrize(
    ("grace_days", "after", "late_no"), [(0, 0, None), (0, 1, 1), (2, 2, None), (2, 3, 1), (2, 34, 1)]
)
def test_an_instalment_is_late_once_its_last_day_is_over_and_not_on_it(grace_days, after, late_no):
    rows = plan.instalments(Decimal(200), 2, date(2026, 3, 2))

    today = rows[0].due_on + timedelta(days=after)

    assert plan.judge(rows, [], rows[0].due_on, today, grace_days=grace_days).late_no == late_no


def test_money_of_the_last_day_itself_is_in_time_and_a_day_later_it_is_not():
    rows = plan.instalments(Decimal(100), 1, date(2026, 3, 2))
    last = rows[0].due_on + timedelta(days=2)

    for after, late_no in ((0, None), (1, 1)):
        paid = [Payment(last + timedelta(days=after), Decimal(100))]
        found = plan.judge(rows, paid, rows[0].due_on, last + timedelta(days=5), grace_days=2)
        assert (found.late_no, found.done) == (late_no, True)


@pytest.mark.parametrize(
    ("total", "count", "every"),
    [
        ("1", 0, plan.MONTHLY),
        ("1", 601, plan.MONTHLY),
        ("-1", 2, plan.MONTHLY),
        ("1", 2, Period()),
        ("1", 2, Period(days=-1)),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(total, count, every):
    with pytest.raises(RuleError):
        plan.instalments(Decimal(total), count, date(2026, 1, 1), every)
