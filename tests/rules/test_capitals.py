"""Amounts in Chinese capitals. The examples are those of the rules on payment and settlement, annex 1."""

from decimal import Decimal

import pytest

from rules import capitals
from rules.errors import RuleError


@pytest.mark.parametrize(
    ("amount", "found"),
    [
        ("1409.50", "人民币壹仟肆佰零玖元伍角"),
        ("6007.14", "人民币陆仟零柒元壹角肆分"),
        ("1680.32", "人民币壹仟陆佰捌拾元叁角贰分"),
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
        ("107000.53", "人民币壹拾万柒仟元伍角叁分"),
        ("0.05", "人民币伍分"),
        ("0.00", "人民币零元整"),
        ("10000000.00", "人民币壹仟万元整"),
        ("100000001.00", "人民币壹亿零壹元整"),
        ("2942.20", "人民币贰仟玖佰肆拾贰元贰角"),
    ],
)
def test_an_amount_is_written_in_capitals(amount, found):
    assert capitals.of(Decimal(amount), "CNY", "zh_Hans") == found


def test_each_currency_and_script_has_its_words():
    assert capitals.of(Decimal("1234.00"), "TWD", "zh_Hant") == "新臺幣壹仟貳佰參拾肆元整"
    assert capitals.of(Decimal("1.10"), "JPY", "zh_Hans") == "JPY 壹元壹角"


@pytest.mark.parametrize("amount", ["-1", "0.001", "1000000000000"])
def test_what_cannot_be_written_is_refused(amount):
    with pytest.raises(RuleError):
        capitals.of(Decimal(amount), "CNY", "zh_Hans")
