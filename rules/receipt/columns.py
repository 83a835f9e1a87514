"""Receipt columns: which column of a bank file holds what, by the headers that banks and wallets write."""

import re
from collections.abc import Mapping, Sequence

from rules.errors import RuleError
from rules.portfolio.headers import plain, words_of

REQUIRED = ("received_on", "amount")
TOGETHER = frozenset({"memo"})
"""Fields that several columns make up together."""

# The most telling header of a field first; where two columns claim one field, the earlier header wins.
_WORDS = {
    "reference": """bank reference | transaction id | transaction no | transaction number
        transaction reference | reference | reference no | reference number | entry reference | receipt no | ref
        fitid | transferwise id | balance transaction id | 资金流水单号 | 微信支付业务单号 | 银行流水号
        交易流水号 | 流水号 | 核心流水号 | 主机流水号 | 账户明细编号交易流水号 | 交易流水 | 流水编号
        账务流水号 | 交易单号 | 交易订单号 | 交易编号 | 交易号 | 交易序号 | 凭证号 | 凭证编号 | 凭证号码
        参考号 | 备查号 | 订单号 | id""",
    "received_on": """value date | received on | date received | finished on | date completed | completed date
        记账时间 | 起息日 | 起息日期 | 到账日期 | 到账日 | 到账时间 | 入账日期 | 入账日 | 入账时间 | 付款时间
        交易日期 | 交易日 | 交易时间 | 交易日期时间 | 发生时间 | 记账日期 | 记账日 | 收款日期 | 汇款日期
        交易创建时间 | transaction date | valutadatum | valuta | wertstellung | posting date | booking date
        buchungstag | buchungsdatum | entry date | paid on | payment date | date | created utc
        created date utc | date completed utc | created on | datum | 日期""",
    "time": "time | 时间 | 交易时分",
    "amount": """credit amount | credit | amount received | received amount | amount in | paid in | money in
        deposit | deposits | deposit amount | 贷方发生额 | 贷方金额 | 贷方发生金额 | 贷方 | 交易金额收入
        记账金额收入 | 收入金额 | 收入 | 存入金额 | 存入 | 转入金额 | 收款金额 | 到账金额 | 入账金额 | 存款
        存款金额 | 收支金额 | gross | target amount | amount | transaction amount | amt | betrag | umsatz
        交易金额 | 发生额 | 金额""",
    "spent": """debit amount | debit | amount out | paid out | money out | withdrawal | withdrawals
        withdrawal amount | 提款 | 提款金额 | 借方发生额 | 借方金额 | 借方发生金额 | 借方 | 交易金额支出
        记账金额支出 | 支出金额 | 支出 | 支取金额 | 转出金额""",
    "side": """direction | in out | balance impact | debit credit | dr cr | cr dr | credit debit
        debit credit indicator | dc | 借贷标志 | 借贷 | 借贷方向 | 收支 | 收支标志 | 收付标志 | 收支类型
        交易方向 | soll haben | s h""",
    "status": "status | transaction status | payment status | 交易状态 | state | 当前状态 | 状态 | 资金状态 | 处理状态",
    "kind": """type | transaction type | 交易类型 | 类型 | 业务类型 | 交易分类 | 交易种类 | 业务摘要
        reporting category | buchungstext""",
    "currency": """currency | currency code | ccy | target currency | 币种 | 币别 | 货币 | 交易币种 | 记账币种
        waehrung | währung""",
    "balance": """balance | running balance | account balance | 余额 | 账户余额 | 本次余额 | 联机余额
        交易后余额 | 结余 | 账户结余 | saldo""",
    "related": """reference txn id | original reference | original transaction id | related transaction
        原交易流水号 | 原流水号 | 原订单号 | 原交易号""",
    "refunded": "amount refunded | refunded amount | 成功退款 | 退款金额 | 已退款金额 | 退款金额合计",
    "reversed": """reversal | reversed | reversal flag | 冲正标志 | 冲销标志 | 冲正标识 | 撤销标志 | 红冲标志
        红蓝字标志""",
    "account": "own account | 本方账号 | 本方帐号 | auftragskonto",
    "payer": """payer | payer name | counterparty | counterparty name | remitter | remitter name | sender
        sender name | paid by | source name | zahlungspflichtige r | 对手户名 | 对方账户名 | debtor name | name
        对方户名 | 對方戶名 | 对方账户名称 | 对方名称 | 对方单位名称 | 对方姓名 | 付款人 | 付款人名称
        付款人姓名 | 付款方 | 付款方名称 | 付款方户名 | 付款户名 | 汇款人 | 汇款人姓名 | 缴款人 | 交易对手
        交易对方 | 收付方名称 | 对方账号与户名 | 对方账号户名 | 对手信息 | 对方信息
        beguenstigter zahlungspflichtiger | begünstigter zahlungspflichtiger | auftraggeber | 户名 | 姓名""",
    "phone": """phone | payer phone | mobile | mobile number | phone number | telephone | 手机号 | 手机号码
        手机 | 电话 | 电话号码 | 联系电话 | 付款人手机号 | 付款人电话 | 行动电话""",
    "memo": """memo | remark | remarks | narrative | description | details | purpose | message | payment details
        payment reference | remittance information | transaction description | note | subject | item title
        transaction details | particulars | narration | transaction remarks | invoice number | verwendungszweck
        附言 | 摘要 | 备注 | 備註 | 用途 | 交易附言 | 转账附言 | 汇款附言 | 交易备注 | 交易摘要 | 客户附言
        客户摘要 | 留言 | 个性化信息 | 交易地点附言 | 交易用途 | 商品 | 商品说明 | 商品名称""",
}


def _names(field: str, words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain(word) for word in (*re.split(r"[|\n]", words), field) if word.strip()))


HEADERS: dict[str, tuple[str, ...]] = {field: _names(field, words) for field, words in _WORDS.items()}
FIELDS = tuple(HEADERS)

_EITHER_WAY = frozenset(
    map(plain, re.split(r" [|] ", "gross | target amount | amount | transaction amount | amt | betrag | umsatz"))
) | frozenset(("交易金额", "发生额", "金额", "收支金额"))
_TELLING = {
    "side": re.compile(r"借贷|收支|收付|进出|方向|direction|debitcredit|creditdebit|drcr|crdr"),
    "status": re.compile(r"(?:状态|结果|status|outcome)$"),
    "reversed": re.compile(
        r"(?:冲正|冲销|撤销|红冲|抹账|红蓝).{0,2}(?:标|记|$)|(?:reversal|reversed)(?:flag|indicator)?$"
    ),
}
"""What a header holds that no list knows: a column that may turn money in into something else is never passed over."""
_SPEAKING = re.compile(r"narrat|descript|particular|remittanceinfo|附言|备注|用途|摘要|说明|留言")
"""A header of words about a payment, in which the payer may name a contract."""
_BESIDE = re.compile(
    r"额|余|款|名|户|号|行|人|式|类|摘要|对账|打印|回单|发票|证件|amount|name|account|type|number|balance|address"
)

Columns = Mapping[int, str]
"""Position of a column -> what it holds."""


def propose(headers: Sequence[str]) -> dict[int, str]:
    """Say of each column what it holds, by its header; a column that is not needed is left out.

    What stands in brackets counts first: 交易金额(收入) and 交易金额(支出) are two fields.
    """
    names = [_known(header) for header in headers]
    found: dict[int, str] = {}
    for field, known in HEADERS.items():
        fits = [names.index(word) for word in known if word in names and names.index(word) not in found]
        for at in fits if field in TOGETHER else fits[:1]:
            found[at] = field
    for field, tells in _TELLING.items():
        told = [at for at, name in enumerate(names) if at not in found and _tells(name, tells)]
        if field not in found.values():
            found |= dict.fromkeys(told[:1], field)
    if "memo" not in found.values():
        speaks = (at for at, name in enumerate(names) if at not in found and name not in _ALL)
        found |= {at: "memo" for at in speaks if _SPEAKING.search(names[at])}
    return found


def _tells(name: str, tells: re.Pattern[str]) -> bool:
    return name not in _ALL and tells.search(name) is not None and not _BESIDE.search(name)


def _known(header: str) -> str:
    """A header as the table spells it, with what stands in its brackets where the table knows it so."""
    whole = "".join(words_of(header))
    return whole if whole in _ALL else plain(header)


def is_by_payers(header: str) -> bool:
    """Whether a column called a reference may hold what payers wrote: no word says that the bank gave it."""
    return _known(header) in _BY_PAYERS


def tells_way(header: str) -> bool:
    """Whether the header of an amount says by itself that the money came in."""
    name = _known(header)
    return name in HEADERS["amount"] and name not in _EITHER_WAY


_BY_PAYERS = frozenset(map(plain, ("reference", "ref", "reference no", "reference number", "参考号")))
_ALL = frozenset(word for words in HEADERS.values() for word in words)


def choose(chosen: Columns) -> dict[int, str]:
    """Take what a person chose. Raises RuleError for an unknown field and for one that two columns claim."""
    found: dict[int, str] = {}
    for at, field in chosen.items():
        if field and field not in FIELDS:
            raise RuleError("There is no field '%(field)s'.", field=field)
        if field and field not in TOGETHER and field in found.values():
            raise RuleError("Two columns are mapped to the field '%(field)s'.", field=field)
        if field:
            found[at] = field
    return found


def is_whole(columns: Columns) -> bool:
    """Whether the columns make up a receipt."""
    return set(REQUIRED) <= set(columns.values())
