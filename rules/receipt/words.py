"""Receipt words: directions and states of a line from closed lists; a word that stands in none is asked about."""

import enum
import re
import unicodedata
from collections.abc import Mapping
from enum import auto
from functools import lru_cache

from rules.portfolio.headers import simplified


class Way(enum.StrEnum):
    """Which way the money of a line went; a credit or a debit of before may be taken back."""

    came_in = auto()
    went_out = auto()
    neither = auto()
    credit_back = auto()
    debit_back = auto()


class State(enum.StrEnum):
    """How far the bank is with a line."""

    done = auto()
    pending = auto()
    failed = auto()
    refunded = auto()


_WAYS = {
    Way.came_in: """c | cr | credit | crdt | in | + | h | haben | gutschrift | received | deposit | 贷 | 贷方 | 贷记
        收 | 收入 | 收款 | 已收入 | 转入 | 转账收入 | 转帐收入 | 存入 | 存款 | 入账 | 进账 | 来账""",
    Way.went_out: """d | dr | debit | dbit | out | - | s | soll | lastschrift | sent | withdrawal | 借 | 借方 | 借记
        支 | 支出 | 已支出 | 付 | 付款 | 转出 | 转账支出 | 转帐支出 | 支取 | 取款 | 出账 | 往账""",
    Way.neither: "/ | neutral | memo | 不计收支 | 中性交易 | 中性 | 其他 | 资金转移 | 不计",
    Way.credit_back: "rc | erc | reversal of credit | credit reversal",
    Way.debit_back: "rd | erd | reversal of debit | debit reversal",
}
_STATES = {
    State.done: """completed | complete | cleared | book | booked | posted | settled | succeeded | success | successful
        paid | available | umsatz gebucht | gebucht | 交易成功 | 支付成功 | 成功 | 收款成功 | 已收钱 | 对方已收钱
        已存入零钱 | 已转账
        朋友已收钱 | 已到账 | 已入账 | 入账成功 | 已完成 | 交易完成 | 处理成功 | 充值完成 | 提现已到账 | 已收入
        已支出 | 资金转移""",
    State.pending: """pending | pdng | info | futr | on hold | held | hold | processing | in progress | uncleared
        created | umsatz vorgemerkt
        vorgemerkt | requires capture | 等待付款 | 等待确认收货 | 等待发货 | 处理中 | 待处理
        待入账 | 待收款 | 待确认收款 | 待对方收款 | 未入账 | 在途 | 付款中 | 审核中""",
    State.failed: """failed | denied | declined | canceled | cancelled | expired | removed | voided | void | blocked
        rejected | unclaimed | 交易关闭 | 已关闭 | 关闭 | 失败 | 交易失败 | 支付失败 | 已撤销 | 已取消 | 处理失败""",
    State.refunded: """refunded | partially refunded | partial refund | reversed | returned | charged back | chargeback
        disputed | reverted | canceled reversal | 退款成功 | 已退款 | 已全额退款 | 对方已退还 | 已退还 | 退款
        退票 | 已冲正 | 冲正""",
}
_GAPS = re.compile(r"[^\w+/\-]+|_+")
_IN_BRACKETS = re.compile(r"\([^()]*\)")


@lru_cache(maxsize=4096)
def key(word: str) -> str:
    """A word as it is looked up: half-width, lower case, simplified, without brackets and other signs."""
    text = _IN_BRACKETS.sub(" ", unicodedata.normalize("NFKC", word))
    return simplified(_GAPS.sub(" ", text).strip().casefold())


def _turned(table: Mapping[Way, str] | Mapping[State, str]) -> dict[str, str]:
    return {key(word): str(said) for said, words in table.items() for word in re.split(r"[|\n]", words) if word.strip()}


MEANINGS: dict[str, dict[str, str]] = {"side": _turned(_WAYS), "status": _turned(_STATES)}
CHOICES: dict[str, type[enum.StrEnum]] = {"side": Way, "status": State}

Known = Mapping[tuple[str, str], str]
"""What a person has said of a word: (field, key) -> meaning."""


def meaning(field: str, word: str, known: Known) -> str | None:
    """What a word of a field means, by the lists or by what a person said; None where nobody knows it.

    A word of two parts, such as 贷 Cr, means what both say.
    """
    found = key(word)
    if said := known.get((field, found)) or MEANINGS[field].get(found):
        return said
    parts = {MEANINGS[field].get(part) for part in found.split()}
    return parts.pop() if len(parts) == 1 else None


def way_of(word: str) -> Way | None:
    """Which way money went by a word that is one of a direction wherever it stands; None for any other word."""
    said = MEANINGS["side"].get(key(word))
    return Way(said) if said in (Way.came_in, Way.went_out) else None


_NOT_REVERSED = frozenset(map(key, "|0|n|no|false|否|未|无|正常|蓝|蓝字|-|/|未冲正|未冲销".split("|")))


def is_reversed(word: str) -> bool:
    """Whether a mark of a line says that it was taken back; a word that nobody knows counts as one that does."""
    return key(word) not in _NOT_REVERSED


_RETURNED = re.compile(
    r"退票|退汇|退回|退款|退还|冲正|冲销|冲账|冲帐|撤销|抹账|拒付|划扣失败|\breturn(?:ed|s)?\b|\brevers(?:al|ed|e)\b|\brefund(?:ed|s)?\b"
    r"|charge ?back|\bbounced\b|dishonou?r|\bnsf\b|\bunpaid\b|insufficient funds|\brejected\b"
    r"|rücklastschrift|ruecklastschrift|rücküberweisung|rueckueberweisung|retoure|storno",
    re.IGNORECASE,
)
_FEE = re.compile(
    r"手续费|服务费|工本费|账户管理费|结算费|\bfees?\b|\bcharges?\b|\bcommission\b|entgelt|gebühr", re.IGNORECASE
)


def tells_return(text: str) -> bool:
    """Whether a text speaks of money that goes back the way it came."""
    return _RETURNED.search(simplified(unicodedata.normalize("NFKC", text))) is not None


def tells_fee(text: str) -> bool:
    """Whether a text speaks of what the bank takes for itself."""
    return _FEE.search(simplified(unicodedata.normalize("NFKC", text))) is not None
