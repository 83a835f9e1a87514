"""Portfolio particulars: what the lines above a table, and the headers of its money, say of every row."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from rules.errors import RuleError
from rules.portfolio import values
from rules.portfolio import words as vocabulary
from rules.portfolio.headers import HEADERS, plain
from rules.portfolio.heading import UNIT
from rules.portfolio.style import currency_in, unit_of

_DAYS = (
    *HEADERS["as_of"],
    *map(
        plain,
        ("截止日期", "截止日", "截至", "数据截止日", "数据截止日期", "As at", "As of", "Data as of", "Data as at"),
    ),
    *map(plain, ("Balances as of", "Balance date")),
)
_CURRENCIES = tuple(map(plain, ("Currency", "币种", "币别")))


def as_of(told: Mapping[str, str]) -> date | None:
    """The day of the balances; None where the lines name none. Raises RuleError for one that cannot be read."""
    text = next((told[key] for key in _DAYS if key in told), None)
    return values.a_date(text) if text else None


def unit(told: Mapping[str, str]) -> Decimal:
    """What one of the table's money is where a column does not say otherwise."""
    return unit_of(f"({told[UNIT]})") or Decimal(1) if UNIT in told else Decimal(1)


def currency(told: Mapping[str, str], headers: Iterable[str]) -> str | None:
    """The currency of all rows by the lines above and by the headers of money; None where neither names one.

    Raises RuleError for a word that is none, and where they name several.
    """
    named = (text for key, text in told.items() if key in HEADERS["currency"] or key.endswith(_CURRENCIES))
    found = {vocabulary.currency(text) for text in named}
    found |= {code for header in headers if (code := currency_in(header))}
    if UNIT in told and (code := currency_in(f"({told[UNIT].rpartition(':')[2].rpartition('：')[2].strip()})")):
        found.add(code)
    if len(found) > 1:
        raise RuleError(
            "The file names several currencies: %(codes)s; give each row its own.", codes=", ".join(sorted(found))
        )
    return next(iter(found), None)
