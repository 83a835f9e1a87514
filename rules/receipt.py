"""Receipts: which column of a bank file holds what, and what one line says of money that came in."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from rules import money
from rules.errors import RuleError
from rules.portfolio import Problem, identity, values
from rules.portfolio import words as vocabulary
from rules.portfolio.headers import plain
from rules.portfolio.values import Cell

REQUIRED = ("reference", "received_on", "amount")
_IN = frozenset("c cr credit in + 贷 貸 贷方 貸方 收 收入 转入 轉入 存入".split())
_OUT = frozenset("d dr debit out - 借 借方 支 支出 付 转出 轉出 支取".split())

# The most telling header of a field first; where two columns claim one field, the earlier header wins.
_WORDS = {
    "reference": """bank reference | transaction id | transaction no | transaction number | transaction reference
        reference | reference no | reference number | entry reference | receipt no | ref | 银行流水号 | 交易流水号
        流水号 | 核心流水号 | 主机流水号 | 账户明细编号交易流水号 | 交易流水 | 流水编号 | 交易编号 | 交易号 | 交易序号
        凭证号 | 凭证编号 | 凭证号码 | 参考号 | 备查号 | 订单号""",
    "received_on": """value date | received on | date received | 起息日 | 起息日期 | 到账日期 | 到账日 | 到账时间
        入账日期 | 入账日 | 入账时间 | 交易日期 | 交易日 | 交易时间 | 交易日期时间 | 记账日期 | 记账日 | 收款日期
        汇款日期 | transaction date | posting date | booking date | entry date | paid on | payment date | date
        日期""",
    "amount": """credit amount | credit | amount received | received amount | paid in | money in | deposit | deposits
        deposit amount | 贷方发生额 | 贷方金额 | 贷方发生金额 | 贷方 | 收入金额 | 收入 | 存入金额 | 存入 | 转入金额
        收款金额 | 到账金额 | 入账金额 | amount | transaction amount | amt | 交易金额 | 发生额 | 金额""",
    "spent": """debit amount | debit | paid out | money out | withdrawal | withdrawals | withdrawal amount | 借方发生额
        借方金额 | 借方发生金额 | 借方 | 支出金额 | 支出 | 支取金额 | 转出金额""",
    "side": """debit credit | dr cr | credit debit | debit credit indicator | dc | 借贷标志 | 借贷 | 借贷方向 | 收支
        收支标志 | 收付标志 | 交易方向""",
    "currency": "currency | currency code | ccy | 币种 | 币别 | 货币 | 交易币种",
    "payer": """payer | payer name | counterparty | counterparty name | remitter | remitter name | sender | sender name
        paid by | debtor name | name | 对方户名 | 對方戶名 | 对方账户名称 | 对方名称 | 付款人 | 付款人名称 | 付款人姓名
        付款方 | 付款方名称 | 付款方户名 | 付款户名 | 汇款人 | 汇款人姓名 | 缴款人 | 交易对手 | 交易对方
        户名 | 姓名""",
    "phone": """phone | payer phone | mobile | mobile number | phone number | telephone | 手机号 | 手机号码 | 手机
        电话 | 电话号码 | 联系电话 | 付款人手机号 | 付款人电话 | 行动电话""",
    "memo": """memo | remark | remarks | narrative | description | details | purpose | message | payment details
        remittance information | note | 附言 | 摘要 | 备注 | 備註 | 用途 | 交易附言 | 转账附言 | 汇款附言 | 交易备注
        交易摘要 | 客户附言 | 留言 | 个性化信息""",
}
HEADERS: dict[str, tuple[str, ...]] = {
    field: tuple(dict.fromkeys(plain(word) for word in re.split(r"[|\n]", words) if word.strip()))
    for field, words in _WORDS.items()
}
FIELDS = tuple(HEADERS)

Columns = Mapping[int, str]
"""Position of a column -> what it holds."""


class ReceiptRow(NamedTuple):
    """A line that may land: field -> value, empty cells left out."""

    values: dict[str, Any]


Outcome = ReceiptRow | list[Problem] | None
"""None: money that went out, or a line that only tells a balance."""


def propose(headers: Sequence[str]) -> dict[int, str]:
    """Say of each column what it holds, by its header; a column that is not needed is left out."""
    names = [plain(header) for header in headers]
    found: dict[int, str] = {}
    for field, known in HEADERS.items():
        at = next((names.index(word) for word in known if word in names and names.index(word) not in found), None)
        if at is not None:
            found[at] = field
    return found


def choose(chosen: Columns) -> dict[int, str]:
    """Take what a person chose. Raises RuleError for an unknown field and for one that two columns claim."""
    found: dict[int, str] = {}
    for at, field in chosen.items():
        if field and field not in FIELDS:
            raise RuleError("There is no field '%(field)s'.", field=field)
        if field and field in found.values():
            raise RuleError("Two columns are mapped to the field '%(field)s'.", field=field)
        if field:
            found[at] = field
    return found


def is_whole(columns: Columns) -> bool:
    """Whether the columns make up a receipt."""
    return set(REQUIRED) <= set(columns.values())


def parser(columns: Columns, headers: Sequence[str], today: date) -> Callable[[Sequence[Cell]], Outcome]:
    """Build the reader of all lines of a file; `today` is the last day on which money can have come in."""
    titles = {field: headers[at] for at, field in columns.items()}

    def parse(cells: Sequence[Cell]) -> Outcome:
        said = {field: cells[at] for at, field in columns.items() if at < len(cells) and not values.is_empty(cells[at])}
        if _went_out(said):
            return None
        found, problems = _read(said, titles)
        wrong = {problem.field for problem in problems}
        lacking = (field for field in REQUIRED if field not in said and field not in wrong)
        problems += [_problem(titles, field, RuleError("The value is missing.")) for field in lacking]
        problems += [] if problems else _check(found, titles, today)
        return problems or ReceiptRow(found)

    return parse


def _went_out(said: Mapping[str, Cell]) -> bool:
    """Whether a line tells of money that left the account, or of no money at all."""
    side = values.words(said["side"]).lower() if "side" in said else ""
    if side in _OUT:
        return True
    return "spent" in said and side not in _IN and (_is_nothing(said.get("amount")) and not _is_nothing(said["spent"]))


def _is_nothing(cell: Cell) -> bool:
    return cell is None or re.fullmatch(r"0*\.?0*", values.words(cell)) is not None


def _read(said: Mapping[str, Cell], titles: Mapping[str, str]) -> tuple[dict[str, Any], list[Problem]]:
    """Read the cells of a line."""
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for field, read in READERS.items():
        if field in said:
            try:
                found[field] = read(said[field])
            except RuleError as error:
                problems.append(_problem(titles, field, error))
    return found, problems


def _check(found: Mapping[str, Any], titles: Mapping[str, str], today: date) -> list[Problem]:
    """Check that there is money, in whole units of its currency, and that it has come in already."""
    problems = []
    if not found["amount"]:
        problems.append(_problem(titles, "amount", RuleError("The amount must be more than 0.")))
    if found["received_on"] > today:
        error = RuleError("The value date %(day)s lies in the future.", day=found["received_on"])
        problems.append(_problem(titles, "received_on", error))
    if "currency" in found:
        try:
            money.whole(found["amount"], found["currency"])
        except RuleError as error:
            problems.append(_problem(titles, "amount", error))
    return problems


def _problem(titles: Mapping[str, str], field: str, error: RuleError) -> Problem:
    return Problem(titles.get(field, ""), field, error.message, error.values)


def _amount(cell: Cell) -> Any:
    """Read money; a plus sign before it says nothing."""
    return values.an_amount(cell.strip().removeprefix("+") if isinstance(cell, str) else cell)


def _phone(cell: Cell) -> str | None:
    """Read a phone; one that cannot be read is no reason to refuse money."""
    try:
        return next(iter(identity.phones(cell)), None)
    except RuleError:
        return None


READERS: dict[str, Callable[[Cell], Any]] = {
    "reference": identity.reference,
    "received_on": values.a_date,
    "amount": _amount,
    "currency": vocabulary.currency,
    "payer": partial(identity.text, most=100),
    "phone": _phone,
    "memo": partial(identity.text, most=300),
}
