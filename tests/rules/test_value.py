"""What a value of its kind may be."""

from datetime import date
from decimal import Decimal

import pytest

from rules import value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-03-02", date(2026, 3, 2)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2199-12-31", date(2199, 12, 31)),
        ("1899-12-31", None),
        ("2200-01-01", None),
        ("0001-01-01", None),
        ("9999-12-31", None),
        ("2026-13-01", None),
        ("", None),
    ],
)
def test_a_day_is_one_that_means_something(text, found):
    assert value.day(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("-12.50", Decimal("-12.50")),
        ("0", Decimal(0)),
        ("0e-999999", Decimal("0e-999999")),
        ("9999999999999.99", Decimal("9999999999999.99")),
        ("10000000000000", None),
        ("1e9999999", None),
        ("1e-9999999", None),
        ("9" * 400, None),
        ("NaN", None),
        ("-Infinity", None),
        ("one", None),
    ],
)
def test_a_number_is_one_that_can_be_kept_and_none_raises(text, found):
    assert value.number(text) == found


@pytest.mark.parametrize(
    ("name", "is_one"), [("Asia/Shanghai", True), ("UTC", True), ("Asia/Shanghay", False), ("", False)]
)
def test_a_zone_is_one_of_the_list(name, is_one):
    assert value.is_zone(name) is is_one


def test_a_text_loses_what_nothing_takes_and_keeps_its_lines():
    assert value.plain("欧\x00阳\x0b𡸅\ud800\n二\t行\x7f") == "欧阳𡸅\n二\t行"
