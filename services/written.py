"""How an amount of money is written."""

from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel.numbers import format_currency

from rules import money


@lru_cache(maxsize=10_000)
def amount(of: Decimal, currency: str, language: Any) -> str:
    """An amount with its currency in the ways of a language; what an old book keeps finer than its unit is not hidden.

    `language` is a tag or a locale. Kept, since pages say the same amounts again and again.
    """
    is_finer = of % money.unit(currency) != 0
    return format_currency(of, currency, locale=language, currency_digits=not is_finer)
