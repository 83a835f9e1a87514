"""The figures of the reports."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import metric, power, roll
from rules.errors import RuleError

AMOUNTS = st.integers(0, 1_000_000).map(lambda units: Decimal(units) / 100)
DPD = st.none() | st.integers(0, 400)
ACCOUNTS = st.lists(st.builds(roll.Account, DPD, DPD, AMOUNTS), max_size=20)
RISKS = {"alpha": Decimal("0.05"), "power": Decimal("0.8")}


@pytest.mark.parametrize("name", sorted(metric.RATIOS))
def test_a_ratio_is_one_input_over_the_other_and_empty_over_zero(name):
    top, bottom = metric.RATIOS[name]

    assert metric.value(name, {top: Decimal(1), bottom: 8}) == metric.over(1, 8, metric.unit_of(name))
    assert metric.value(name, {top: 0, bottom: 0}) is None


@pytest.mark.parametrize(
    ("name", "inputs", "expected"),
    [
        ("chain_rate", {"rates": [Decimal("0.0012345"), Decimal("0.1")]}, "0.000123"),
        ("loss_forecast", {"balance": Decimal(1000), "rates": [Decimal("0.333"), Decimal("0.333")]}, "110.89"),
        ("performance", {"rate": Decimal("1.2")}, "-0.2"),
        ("par", {"overdue_principal": 2, "restructured": 1, "portfolio": 9}, "0.333333"),
        ("return_on_collection", {"collected": 50, "cost": 100}, "-0.5"),
        ("broken_rate", {"matured": 3, "kept": 1}, "0.666667"),
        ("complaint_rate", {"complaints": 6, "contacts": 4200}, "1.428571"),
        ("average_days_to_collect", {"payments": []}, None),
        ("dso", {"receivables": 1, "credit_sales": 3, "days": 365}, "121.67"),
        ("dso", {"receivables": 1, "credit_sales": 0, "days": 365}, None),
        ("average_days_delinquent", {"receivables": 3, "current_receivables": 2, "credit_sales": 3, "days": 1}, "0.33"),
        ("cei", {"beginning": 1, "sales": 1, "months": 3, "end_total": 1, "end_current": 0}, "0.25"),
        ("cei", {"beginning": 1, "sales": 1, "months": 0, "end_total": 1, "end_current": 0}, None),
        ("rpc_per_hour", {"rpc_calls": 10, "dial_hours": 3}, "3.333333"),
        ("collected_per_hour", {"collected": 10, "hours": 3}, "3.33"),
    ],
)
def test_the_other_figures_by_hand(name, inputs, expected):
    assert metric.value(name, inputs) == (expected and Decimal(expected))


def test_an_unknown_figure_is_refused():
    with pytest.raises(RuleError):
        metric.value("luck", {})


@given(*[AMOUNTS] * 6)
def test_the_bridge_closes(opening, newly, cash, off, waived, reaged):
    bridge = metric.overdue_bridge(opening, newly, cash, off, waived, reaged)

    assert bridge.closing + cash + off + waived + reaged == opening + newly
    assert bridge.closing - opening == bridge.change
    assert (bridge.change_rate is None) == (opening == 0)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2026, 3, 12), (0, 0, None, None)),
        (date(2026, 3, 13), (1, 1, "1", "1")),
        (date(2026, 3, 14), (2, 1, "0.5", "0.909091")),
    ],
)
def test_only_matured_promises_count(as_of, expected):
    promises = [
        metric.Promised(Decimal(1000), date(2026, 3, 10), Decimal(950)),
        metric.Promised(Decimal(100), date(2026, 3, 11), Decimal("94.99")),
    ]

    kept = metric.kept_rate(promises, as_of, grace_days=2, threshold_rate=Decimal("0.95"))

    assert kept == (*expected[:2], *(rate and Decimal(rate) for rate in expected[2:]))


@given(st.lists(st.tuples(AMOUNTS, st.integers(0, 9), AMOUNTS), max_size=9), st.randoms(use_true_random=False))
def test_the_kept_rate_lies_between_none_and_all_whatever_the_order(rows, random):
    promises = [metric.Promised(amount, date(2026, 1, 1) + timedelta(days=day), paid) for amount, day, paid in rows]
    kept = metric.kept_rate(promises, date(2026, 1, 8), 2, Decimal("0.95"))

    assert 0 <= kept.kept <= kept.matured <= len(promises)
    assert all(rate is None or 0 <= rate <= 1 for rate in (kept.rate_count, kept.rate_amount))
    random.shuffle(promises)
    assert metric.kept_rate(promises, date(2026, 1, 8), 2, Decimal("0.95")) == kept


def test_a_funnel_step_after_nobody_has_no_rate():
    assert metric.funnel([]) == []
    assert metric.funnel([3, 1, 0, 5]) == [None, Decimal("0.333333"), Decimal(0), None]


@pytest.mark.parametrize(
    ("days", "name"),
    [(None, "closed"), (0, "M0"), (1, "M1"), (30, "M1"), (31, "M2"), (91, "M4"), (180, "M6"), (181, "M7")],
)
def test_a_day_lies_in_one_band(days, name):
    assert roll.band(days) == name


@given(ACCOUNTS, st.booleans(), st.randoms(use_true_random=False))
def test_each_row_of_the_matrix_adds_up_to_all(accounts, by_amount, random):
    matrix = roll.matrix(accounts, by_amount)

    assert list(matrix) == [band.name for band in roll.BANDS]
    for row in matrix.values():
        assert row is None or abs(sum(row.values()) - 1) <= Decimal("0.00001")
    random.shuffle(accounts)
    assert roll.matrix(accounts, by_amount) == matrix


def test_a_new_account_is_in_no_row():
    matrix = roll.matrix([roll.Account(None, 5, Decimal(9))], by_amount=False)

    assert set(matrix.values()) == {None}


@given(st.integers(1, 98), st.integers(1, 98))
def test_a_smaller_difference_needs_more_people(one, other):
    p1, p2 = Decimal(one) / 100, Decimal(other) / 100
    if p1 == p2:
        return
    size = power.arm_size(p1, p2, **RISKS)

    assert size == power.arm_size(p2, p1, **RISKS)
    assert size <= power.arm_size(p1, (p1 + p2) / 2, **RISKS)


@pytest.mark.parametrize("size", [100, 1000])
def test_the_smallest_effect_is_told_and_a_step_less_is_not(size):
    effect = power.min_effect(Decimal("0.3"), size, **RISKS)

    assert power.arm_size(Decimal("0.3"), Decimal("0.3") + effect, **RISKS) <= size
    assert power.arm_size(Decimal("0.3"), Decimal("0.3") + effect - power.STEP, **RISKS) > size


def test_no_rise_can_be_told_by_two_people():
    assert power.min_effect(Decimal("0.9"), 2, **RISKS) is None


@pytest.mark.parametrize(("p1", "p2", "alpha"), [("0.3", "0.3", "0.05"), ("0.3", "1.3", "0.05"), ("0.3", "0.4", "0")])
def test_a_test_that_makes_no_sense_is_refused(p1, p2, alpha):
    with pytest.raises(RuleError):
        power.arm_size(Decimal(p1), Decimal(p2), Decimal(alpha), Decimal("0.8"))
