"""How an amount of money and an address are written."""

from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel.numbers import format_currency

from rules import money

REGIONS = {"en": {"us": "US", "uk": "GB", "hk": "HK"}, "zh_Hant": {"hk": "HK"}}
ELSEWHERE = {"en": "GB", "zh_Hans": "CN", "zh_Hant": "TW"}


def locale(language: str, licence: str) -> str:
    """How the readers of a licence's country write in a language: `en_GB`, `zh_Hant_HK`."""
    region = REGIONS.get(language, {}).get(licence.split("_")[0], ELSEWHERE[language])
    return f"{language}_{region}"


@lru_cache(maxsize=10_000)
def amount(of: Decimal, currency: str, language: Any) -> str:
    """An amount with its currency in the ways of a language; what an old book keeps finer than its unit is not hidden.

    `language` is a tag or a locale. Kept, since pages say the same amounts again and again.
    """
    is_finer = of % money.unit(currency) != 0
    if currency == "CNY" and str(language).startswith("zh_Hant"):
        return f"人民幣{format_currency(of, currency, '#,##0.00', language, currency_digits=not is_finer)}元"
    return format_currency(of, currency, locale=language, currency_digits=not is_finer)


def in_line(address: str, language: str) -> str:
    """The lines of an address as one line."""
    return ("，" if language.startswith("zh") else ", ").join(filter(None, map(str.strip, address.splitlines())))
