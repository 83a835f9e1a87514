"""Portfolio marks: columns that say that a person is not to be dunned, and what their cells say."""

import re
from functools import lru_cache
from typing import NamedTuple

from rules.errors import RuleError
from rules.portfolio import identity, values
from rules.portfolio.headers import simplified, words_of
from rules.portfolio.values import Cell

YES = "yes"
MAY_CONTACT = "may_contact"

_NEVER = "停止?|禁止?|暂停|暂缓|中止|终止|拒绝|请?勿|免|不要|不再|不得|不可|不|缓"
_TOUCH = "催|联系|联络|连络|致电|来电|拨打|外呼|打扰|骚扰|通知|跟进|作业"
_ZH: dict[str, str] = {
    MAY_CONTACT: "(?<!不)(?:可以?|能|可否|能否|允许|同意)再?(?:催|联系|联络|致电|外呼|拨打)"
    "(?!.*(?:时间|时段|方式|次数))",
    "stopped": rf"(?:{_NEVER})(?:再|对其|被|人工|电话|短信)?(?:{_TOUCH})"
    rf"|(?:催收|催缴|催告|联系|外呼|作业)(?:停止|暂停|冻结|禁止|终止|中止)|勿扰|停呼|禁呼|停拨|禁拨|停收|退订|拒收|冻结催",
    "deceased": "死亡|身故|已故|亡故|去世|过世|离世|逝世|病故|身亡|殁|失能|丧失行为",
    "represented": "律师|法律代表|法律代理|代理人介入",
    "insolvent": "破产|更生|债协|前置协商|债务清理|个债清理|债务重整|资不抵债",
    "complained": "投诉|客诉|申诉|举报|信访|抱怨|陈情",
    "defrauded": "欺诈|诈骗|冒名|盗用|冒用|被骗|非本人",
    "vulnerable": "困难|弱势|特殊人群|特殊群体|重病|大病|重疾|残疾|残障|精神障碍|精神疾病|住院|服刑|在押|收监|羁押",
}
_EN: dict[str, str] = {
    MAY_CONTACT: """
        (?:ok|okay|allowed|may|can) (?:to )?(?:be )?(?:contact|contacted|call|called|text) | contact allowed
        contact permitted | contactable | consent to contact
    """,
    "stopped": """
        cease | desist | c d | cnd | dnc | do not | dont | don t | no (?:contact|calls?|texts?|sms|mail)
        not to contact | not to call | not to be contacted | stop | stops | stopped | opt outs? | opted out | optouts?
        unsubscribed? | suppress(?:ed|ion)? | holds? | contact (?:ban|block|blocked|prohibited|refused|restriction)
        refus(?:ed|es|al) contact | breathing space | moratorium
    """,
    "deceased": "deceased | decease | dead | death | died | dod | passed away | probate | incapacitated",
    "represented": """
        attorneys? | atty | lawyers? | solicitors? | counsel | represented | representation | legal rep | poa
        legal representatives? | debt counsell?ors? | debt counsell?ing | debt management | debt settlement company
    """,
    "insolvent": "bankruptcy | bankrupt | bk | insolven(?:t|cy) | iva | dro | sequestration | chapter (?:7|11|13)",
    "complained": "complaints? | complained | grievances? | ombudsman | cfpb",
    "defrauded": "fraud | fraudulent | identity theft | id theft | not mine",
    "vulnerable": """
        vulnerable | vulnerability | hardship | incarcerated | scra | active duty | hospitali[sz]ed
    """,
}
_BESIDE_ZH = re.compile(
    r"费|金额|金$|余额|利率|电话|手机|邮箱|地址|姓名|名称|事务所|律所|函|信$|编号|号码|单号|证号|热线|渠道|率|人数|保险|比例|还款额|解除|取消|结束|恢复"
)
_BESIDE_EN = frozenset(
    """
    fee fees cost costs amount amt balance phone mobile email mail address name firm number no ref letter letters
    hotline rate insurance type reason dpd length term terms loan interest loss payoff deferral percent count public
    record records history prior previous settlement text hours end ended lifted
    released removed
    """.split()
)
_NOT_TO = re.compile(r"\b(?:no|not|dont|don t) (?:to )?(?:contact|calls?|texts?|sms|e mail|mail|email|phone)\b")
_MARKS_ZH = {name: re.compile(pattern) for name, pattern in _ZH.items()}
_BAR = re.compile(r" [|] |\n\s*")
_MARKS_EN = {name: re.compile(rf"\b(?:{'|'.join(_BAR.split(words.strip()))})\b") for name, words in _EN.items()}

_HINTING = ("stopped", "deceased", "represented", "insolvent", "complained", "defrauded")
_HINTS_ZH = tuple(_MARKS_ZH[name] for name in _HINTING)
_HINTS_EN = tuple(_MARKS_EN[name] for name in _HINTING)
_YES = frozenset("yes|y|true|t|1|是|有|对|√|✓|✔|☑|已|真".split("|"))
_NO = frozenset(
    "no|n|false|f|0|否|无|没有|没|不是|未|假|正常|健在|在世|存活|alive|living|normal|clear|0000-00-00".split("|")
)
_DENIED = re.compile(r"(?:未|无|没有|没|非|否|不是|不存在|尚未|并未|not|no|never)(?:被|有|曾|yet|been|a)?(?P<rest>.*)")
_NUMBER = re.compile(r"[0-9Xx\s()+-]+")
_MOST = 12


class Mark(NamedTuple):
    """One mark of a row: its field, the header of its column, and the cell: `YES`, else a word nobody knows.

    The field is empty where the column is none of marks, and only its word may be one.
    """

    field: str
    header: str
    word: str

    @property
    def is_sure(self) -> bool:
        """Whether the word says yes."""
        return self.word == YES


def of(header: str) -> str | None:
    """The mark that a column holds by its header; None for another one, as for the fee or the phone of a lawyer."""
    words = words_of(header)
    chinese, english = simplified("".join(words)), " ".join(words)
    found = next((name for name, pattern in _MARKS_ZH.items() if pattern.search(chinese)), None)
    if found:
        return None if _BESIDE_ZH.search(chinese) else found
    if _BESIDE_EN.intersection(_NOT_TO.sub("", english).split()):
        return None
    return next((name for name, pattern in _MARKS_EN.items() if pattern.search(english)), None)


def told(cell: Cell) -> tuple[str, ...]:
    """What a mark's cell says: nothing for no, `YES` for yes or a day since when, else the word as it may be shown."""
    text = simplified(values.words(cell).lower().rstrip(".。 "))
    if values.is_empty(cell) or _is_no(text):
        return ()
    return (YES,) if text in _YES or _is_day(cell) or _names_a_mark(text) else (shown(cell),)


def told_of_leave(cell: Cell) -> tuple[str, ...]:
    """The same for a column that says whether the person may be contacted: there, no is what stops."""
    text = simplified(values.words(cell).lower().rstrip(".。 "))
    if values.is_empty(cell) or text in _YES:
        return ()
    return (YES,) if _is_no(text) or (of(text) or MAY_CONTACT) != MAY_CONTACT else (shown(cell),)


@lru_cache(maxsize=65536)
def hints(text: str) -> bool:
    """Whether a text in a column that nothing takes over may say that a person is not to be dunned.

    Hardship is left out: every second note speaks of it.
    """
    if not any(map(str.isalpha, text)) or _is_no(simplified(text.strip().lower())):
        return False
    words = words_of(text)
    chinese, english = simplified("".join(words)), " ".join(words)
    return any(pattern.search(chinese) for pattern in _HINTS_ZH) or any(
        pattern.search(english) for pattern in _HINTS_EN
    )


def shown(cell: Cell) -> str:
    """A cell as a hold may quote it: a short word; what could be a number, an e-mail or an address only as a mask."""
    text = " ".join(values.words(cell).split())
    if len(text) <= _MOST and "@" not in text and sum(sign.isdigit() for sign in text) < 5:
        return text
    return identity.mask(text) if _NUMBER.fullmatch(text) else "…"


def _is_no(text: str) -> bool:
    if text in _NO:
        return True
    denied = _DENIED.fullmatch(text)
    return bool(denied and _names_a_mark(denied["rest"]))


def _names_a_mark(text: str) -> bool:
    return (of(text) or MAY_CONTACT) != MAY_CONTACT and len(text) <= _MOST * 2


def _is_day(cell: Cell) -> bool:
    if isinstance(cell, bool):
        return False
    try:
        values.a_date(cell)
    except RuleError:
        return False
    return True
