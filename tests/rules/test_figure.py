"""The figures of a week: their formulas, units, words and intervals."""

from decimal import Decimal

import pytest

from rules import figure
from rules.figure import Unit

D = Decimal


def test_each_figure_is_its_formula_with_what_it_was_divided_from():
    assert figure.success_rate_amount(D(30), D(120), 4) == ("success_rate_amount", D("0.25"), 30, 120, 4, "")
    assert figure.contact_rate(0, 0) == ("contact_rate", None, 0, 0, 0, "")
    days = figure.average_days_to_collect([(D(1000), 5), (D(3000), 12), (D(6000), 40)])
    assert (days.value, days.numerator, days.denominator, days.n) == (D("28.10"), 281000, 10000, 3)
    assert figure.overdue_change_rate(D(-15), D(0), 2).value is None


@pytest.mark.parametrize(
    ("top", "bottom", "low", "high"),
    [(0, 10, "0.000000", "0.277533"), (10, 10, "0.722467", "1.000000"), (81, 263, "0.255289", "0.366210")],
)
def test_the_interval_is_wilsons(top, bottom, low, high):
    assert figure.interval(top, bottom) == (D(low), D(high))


def test_nothing_counted_has_no_interval():
    assert figure.interval(0, 0) is None


def test_every_figure_has_a_unit_and_every_rate_says_what_it_means():
    assert figure.unit("overdue_correction_money") == Unit.money
    assert figure.unit("average_days_to_collect") == Unit.days
    assert figure.unit("kept_rate_amount") == Unit.rate
    assert all(figure.meaning(name).endswith(".") for name in figure.RULES)
