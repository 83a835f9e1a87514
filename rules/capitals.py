"""An amount in Chinese capitals, as it stands in a paper that is signed."""

from decimal import Decimal

from rules.errors import RuleError

DIGITS = {"zh_Hans": "零壹贰叁肆伍陆柒捌玖", "zh_Hant": "零壹貳參肆伍陸柒捌玖"}
PLACES = ("", "拾", "佰", "仟")
GROUPS = {"zh_Hans": ("", "万", "亿"), "zh_Hant": ("", "萬", "億")}
NAMES = {
    "zh_Hans": {"CNY": "人民币", "HKD": "港币", "TWD": "新台币", "USD": "美元", "GBP": "英镑", "EUR": "欧元"},
    "zh_Hant": {"CNY": "人民幣", "HKD": "港幣", "TWD": "新臺幣", "USD": "美元", "GBP": "英鎊", "EUR": "歐元"},
}
MOST = Decimal(10) ** 12


def of(amount: Decimal, currency: str, language: str) -> str:
    """`1409.50` as 壹仟肆佰零玖元伍角, with the currency before it; to the 分, which is a cent.

    Raises RuleError for less than nothing, a trillion or more, or a fraction of a cent.
    Source: rules on payment and settlement, annex 1 (正确填写票据和结算凭证的基本规定).
    """
    if not 0 <= amount < MOST or amount * 100 % 1:
        raise RuleError("%(amount)s cannot be written in capitals.", amount=amount)
    whole, cents = divmod(int(amount * 100), 100)
    tens, ones = divmod(cents, 10)
    digits = DIGITS[language]
    found = f"{_whole(whole, language)}元" if whole or not cents else ""
    if tens:
        found += f"{digits[tens]}角"
    elif ones and whole:
        found += digits[0]
    found += f"{digits[ones]}分" if ones else "整" if not tens else ""
    return NAMES[language].get(currency, f"{currency} ") + found


def _whole(number: int, language: str) -> str:
    """The whole units: groups of four figures, one zero for any run of them inside."""
    if not number:
        return DIGITS[language][0]
    found = ""
    for at in (2, 1, 0):
        part = number // 10000**at % 10000
        if part:
            found += DIGITS[language][0] if found and part < 1000 else ""
            found += _group(part, language) + GROUPS[language][at]
    return found


def _group(part: int, language: str) -> str:
    found, gap = "", False
    for at in (3, 2, 1, 0):
        figure = part // 10**at % 10
        if figure:
            found += (DIGITS[language][0] if gap and found else "") + DIGITS[language][figure] + PLACES[at]
        gap = figure == 0
    return found
