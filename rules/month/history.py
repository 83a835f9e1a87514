"""The month ends of a former system: which column holds what, and what its cells and statuses mean."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rules import month
from rules.errors import RuleError
from rules.portfolio import headers, values, words
from rules.portfolio.values import Cell

WORDS: dict[str, str] = {
    "contract_no": "contract no | contract number | contract id | contract | loan no | loan number | loan id "
    "| account no | account id | account | id | 合同号 | 合同编号 | 借据号 | 借据编号 | 契约编号 | 帐号 | 账号",
    "month": "month | month end | as of | period | 月份 | 月 | 月末 | 统计月 | 账期 | 截至日",
    "days": "days | dpd | days past due | days late | 逾期天数 | 天数 | 逾期日数",
    "status": "status | delay | bucket | stage | pay status | 状态 | 逾期状态 | 账龄 | 逾期阶段",
    "balance": "balance | outstanding | owed | bill | bill amount | 余额 | 欠款 | 未还本金 | 账单金额",
    "paid": "paid | payment | payments | amount paid | pay amount | 还款 | 还款额 | 还款金额 | 已还",
    "currency": "currency | 币种 | 币别",
}
FIELDS = {word.strip().replace(" ", ""): field for field, text in WORDS.items() for word in text.split("|")}
NEEDED = ("contract_no", "month")
CURRENT = frozenset({"c", "current", "normal", "ok", "正常", "未逾期"})
STEPS = re.compile(r"m?(-?\d{1,2})\+?")
MOST_STEPS = 24
MONTH = re.compile(r"(\d{4})[-/.年]?(\d{1,2})月?")
PLAUSIBLE = range(1990, 2100)


class Told(NamedTuple):
    """What a row tells of a loan at the end of a month; `currency` is empty where the file names none."""

    contract_no: str
    month_on: date
    days: int
    status: str
    balance: Decimal | None
    paid: Decimal | None
    currency: str


def is_known(header: str) -> bool:
    """Whether a header names one of the fields."""
    return headers.plain(header) in FIELDS


def columns(names: Sequence[str]) -> Mapping[str, int]:
    """Which column holds which field; of two for one field the first.

    Raises RuleError, naming what lacks, unless contract, month, and days or status are there.
    """
    found: dict[str, int] = {}
    for at, name in enumerate(names):
        if field := FIELDS.get(headers.plain(name)):
            found.setdefault(field, at)
    lacking = [name for name in NEEDED if name not in found]
    if not {"days", "status"} & found.keys():
        lacking.append("days")
    if lacking:
        raise RuleError("No column holds %(fields)s. A row is a loan at the end of a month.", fields=lacking)
    return found


def read(cells: Sequence[Cell], where: Mapping[str, int]) -> Told:
    """One row. Raises RuleError with a sentence about the cell that cannot be read."""
    given = {name: cells[at] for name, at in where.items() if at < len(cells)}
    contract = values.words(given.get("contract_no"))
    if values.is_empty(contract):
        raise RuleError("The row names no contract.")
    days, status = _late(given)
    balance, paid = amount(given.get("balance")), amount(given.get("paid"))
    code = given.get("currency")
    said = "" if values.is_empty(code) else words.currency(code)
    return Told(contract, month_end(given.get("month")), days, status, balance, paid, said)


def _late(given: Mapping[str, Cell]) -> tuple[int, str]:
    if not values.is_empty(given.get("days")):
        return values.days(given["days"]), ""
    if values.is_empty(given.get("status")):
        raise RuleError("The row says neither days past due nor a status: how late the loan was is not known.")
    text = values.words(given["status"])
    return days_of(text), text


def days_of(status: str) -> int:
    """The least days past due that a status means: months late as 2, M2 or M6+; 0, -1, C or 正常 are current.

    Raises RuleError for any other word: what is not known is not taken for current.
    """
    plain = status.strip().lower()
    if plain in CURRENT:
        return 0
    found = STEPS.fullmatch(plain)
    steps = int(found[1]) if found else 0
    if not found or steps > MOST_STEPS:  # 30, 60 or 90 in such a column are days, which nobody said.
        raise RuleError("'%(value)s' is no status of a month end; write months late as M2, or the days.", value=status)
    edges = [each * 30 for each in range(max(steps, 1))]
    return edges[-1] + 1 if steps > 0 else 0


def month_end(cell: Cell) -> date:
    """The last day of the month that a cell names: 2005-04, 200504, 2005年4月, or any day in it."""
    text = "" if cell is None or isinstance(cell, date) else values.words(cell)
    if found := MONTH.fullmatch(text):
        year, number = int(found[1]), int(found[2])
        if year not in PLAUSIBLE or not 1 <= number <= 12:
            raise RuleError("'%(value)s' is not a month.", value=values.shown(cell))
        return month.end(date(year, number, 1))
    return month.end(values.a_date(cell))


def amount(cell: Cell) -> Decimal | None:
    """An amount; None where the cell is empty. A balance below zero, as of a card paid too much, is nothing owed."""
    if values.is_empty(cell):
        return None
    text = values.words(cell)
    if text.startswith(("-", "−")):
        values.an_amount(text[1:])
        return Decimal("0.00")
    return values.an_amount(cell)
