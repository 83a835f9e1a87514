"""Portfolio people: whose value a column holds, the borrower's or that of another person or of a workplace."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rules.portfolio.columns import MEANINGS, PERSONAL, Field, Shape
from rules.portfolio.headers import GROUP, plain, simplified, spelled, words_of

_PERSON_ZH = re.compile(
    r"联系人|联络人|连络人|紧急|应急|亲属|亲戚|亲友|家属|家人|家长|直系|配偶|爱人|老公|老婆|太太|儿子|女儿|子女|孩子"
    r"|[父母爸妈夫妻哥姐弟妹]|朋友|好友|友人|同事|同学|邻居|室友|房东|第三方|第三人|他人|其他人|关系人|关联人"
    r"|担保|保证人|保人|连带|抵押人|质押人|出质人|共同|共借|共债|共签|联合借款|从借人|次借人|推荐人|介绍人|证明人|见证人"
    r"|代理人|受托人|委托人|监护人|继承人|受益人|律师|法人|法定代表|代表人|股东|实控人|实际控制人|对接人"
    r"|经理|主管|专员|业务员|信贷员|催收|催员|外访|坐席|客服|顾问|负责人|经办|承办|跟进人|管户|审批人|审核人|录入人|经纪"
    r"|销售|渠道|中介"
)
_PLACE_ZH = re.compile(
    r"单位|公司|雇主|企业|工作|办公|老板|上司|人事|任职|就职|就业|受雇|学校|门店|网点|机构|分行|支行|商户|店铺|居委|村委|物业"
)
_UNIT = re.compile(r"单位(?=元|万|千元|位|天|月|年|人民币|美元|港|新台币)")
_PERSON_EN = frozenset(
    """
    emergency urgent relative relatives relation relationship spouse husband wife partner father mother parent parents
    dad mom mum son daughter child children sibling brother sister uncle aunt cousin kin nok family friend friends
    colleague coworker supervisor manager boss guarantor guarantors surety cosigner cosignatory coborrower coapplicant
    codebtor coobligor comaker joint referee referees referrer referral agent attorney lawyer solicitor counsel
    representative rep collector officer advisor adviser dealer broker sales salesman salesperson underwriter nominee
    beneficiary guardian trustee executor heir landlord neighbor neighbour roommate witness introducer director
    signatory handler assignee
    """.split()
)
_PLACE_EN = frozenset(
    "employer employment company work workplace office business firm job hr school branch store merchant".split()
)
_PHRASES_EN = re.compile(
    r"\b(?:co|second|secondary|2 nd|other|another|additional|third|3 rd)"
    r" (?:borrower|applicant|debtor|signer|signatory|maker|obligor|party|person|worker|owner)\b"
    r"|\bcontacts? (?:s )?(?:person|persons|people|names?|relation|relationship)\b|\bcontacts? s\b|\bof contact\b"
    r"|\bcontacts? (?:[0-9]+|[a-e]|one|two|three|first|second) \w"
    r"|\breferences?(?: s)?(?: [0-9]+)? (?:name|phone|mobile|cell|tel|telephone|e|email|mail|address|contact|person)\b"
    r"|\b(?:phone|mobile|cell|tel|telephone|email|mail|address|name) (?:of )?reference\b|\breferences\b"
)
_OWNERS = (
    "主借款人", "主借人", "主贷人", "借款人", "贷款人", "借款客户", "债务人", "欠款人", "申请人", "持卡人", "本人",
    "客户", "用户", "会员", "primaryborrower", "mainborrower", "borrowers", "borrower", "debtors", "debtor",
    "customers", "customer", "clients", "client", "applicants", "applicant", "cardholder", "accountholder", "consumer",
    "member", "user", "primary",
)  # fmt: skip
_OWN = re.compile("|".join(owner for owner in _OWNERS if owner != "user"))
_UNIT_END = re.compile(
    r"(?:单位)?(?:人民币)?(?:(?:[十百千]?[亿万]|千|仟|百|佰)?(?:元|圆|美元|港元|港币|新台币|台币|欧元|英镑)|人民币"
    r"|(?:in)?(?:usd|eur|cny|rmb|gbp|hkd|twd|ntd)?(?:000s?|thousands?|millions?|lakhs?|crores?|k)?)$"
)
_DATA = re.compile(
    r"电话|手机|证件|身份证|身分证|邮箱|信箱|地址|住址|姓名|名称|phone|mobile|mail|name|idn|idcard|address"
)
_NOTE = re.compile(r"备注|说明|记录|标签|标记|标识|情况|结果|remark|note|comment|memo|flag")
_RELATION = re.compile(r"关系|relation")
_NUMBERS = r"第?[一二三四五六七八九十]|[0-9]+"
_WHO = re.compile(rf"{_PERSON_ZH.pattern}|{_OWN.pattern}|{_NUMBERS}|姓名|名称|名字|[人亲的]")
_WHO_EN = frozenset("contact contacts person name full s next of co third party".split())
_NAMING_EN = (
    _PERSON_EN
    | _WHO_EN
    | frozenset(
        "borrower applicant debtor signer signatory maker obligor party worker owner second secondary other another"
        " third additional nd rd one two first".split()
    )
)
_FOLLOWING = frozenset(("phones", "id_number", "email", "address"))
_TITLE = re.compile(
    r"联系人|联络人|连络人|紧急|亲属|亲友|家属|配偶|担保人|保证人|保人|共同借款人|共借人|第三方|第三人|关系人"
    r"|\b(?:contacts?|guarantors?|suret(?:y|ies)|references?|referees?|relatives?|famil(?:y|ies)|spouses?|cosigners?"
    r"|employers?|next of kin|kin|emergency|third part(?:y|ies)|co ?(?:borrowers?|signers?|applicants?))\b"
)
_FILE = re.compile(r"(.*)\.(?:csv|tsv|txt|xlsx)$", re.IGNORECASE)
_WHOLE = re.compile(
    rf"(?:[0-9]+ ?)*(?:借款人|客户)?(?:{_TITLE.pattern})+(?: ?"
    r"(?:信息|明细|资料|名单|清单|列表|表|list|data|info|export|persons?|people))*(?: ?[0-9]+)*"
)

Meanings = tuple[tuple[Field, int], ...]


@lru_cache(maxsize=8192)
def meanings(header: str) -> Meanings:
    """The fields that a header may mean, each with its rank; "借款人手机号" and "Debtor's e-mail" mean what is left."""
    known = MEANINGS.get(plain(header)) or MEANINGS.get(_unnumbered(header)) or MEANINGS.get(spelled(header))
    if known is not None:
        return known
    if bare := MEANINGS.get(_UNIT_END.sub("", plain(header))):
        return tuple(pair for pair in bare if pair[0].shape is Shape.amount)
    if GROUP in header:
        return meanings(header.rpartition(GROUP)[2])
    return tuple(pair for pair in MEANINGS.get(_own_part(header), ()) if pair[0].name in PERSONAL)


def is_others(header: str) -> bool:
    """Whether a header names somebody beside the borrower: a contact, relative, guarantor, workplace, lender's staff.

    Everything is read, what stands in brackets too; the word may stand before or after "phone" or "name".
    """
    return is_person(header) or _is_place(header)


def may_note(header: str) -> bool:
    """Whether a column may hold a note about the borrower: one that is named after somebody else or a place may not."""
    text = _text(header)
    return bool(_NOTE.search(text)) or not (is_others(header) or _DATA.search(text))


def names_others(title: str) -> bool:
    """Whether the title of a table or of a sheet says that its people are others than the borrowers.

    The name of a file says so only where it says nothing else: lists of borrowers are called after their contacts too.
    """
    if stem := _FILE.match(title):
        return bool(_WHOLE.fullmatch(_text(stem[1])) or _WHOLE.fullmatch(" ".join(words_of(stem[1]))))
    return bool(_TITLE.search(_text(title)) or _TITLE.search(" ".join(words_of(title))))


def strangers(headers: Sequence[str], title: str = "") -> frozenset[int]:
    """The columns that hold another person's data, by position; `title` is that of the sheet.

    A bare "phone" after a column for a person, as in "guarantor, ID number, phone", is that person's; after any other
    column it is the borrower's again, and also where the person's own columns say whose they are. In a sheet of other
    people only what is called the borrower's is the borrower's.
    """
    found: set[int] = set()
    following, named, group = False, False, ""
    everywhere = names_others(title) and not any(map(_tells_of_others, headers))
    for position, header in enumerate(headers):
        fields = {field.name for field, _ in meanings(header)}
        others = is_others(header)
        own = bool(_OWN.search(_text(header)))
        bare = bool(fields & _FOLLOWING) and not own
        linked = bool(_RELATION.search(_text(header))) or (named and "name" in fields)
        following = following and header.rpartition(GROUP)[0] == group
        if others or (following and (bare or linked)) or (everywhere and not own and fields & {*_FOLLOWING, "name"}):
            found.add(position)
        following = (others and _says_who(header)) or (following and (linked or (bare and not others)))
        named, group = named or ("name" in fields and not others), header.rpartition(GROUP)[0]
    return frozenset(found)


def _unnumbered(header: str) -> str:
    """The plain header without the number that tells equal columns apart, as in "phone 2"."""
    return plain(header).rstrip("0123456789")


def _own_part(header: str) -> str:
    """The plain header without the words that say that it is the borrower's."""
    text = _unnumbered(header)
    for owner in _OWNERS:
        for rest in (text.removeprefix(owner), text.removesuffix(f"of{owner}"), text.removesuffix(owner)):
            if rest != text:
                return rest.removeprefix("的")
    return ""


def _text(header: str) -> str:
    return simplified("".join(words_of(header)))


def is_person(header: str) -> bool:
    """Whether a header names a person beside the borrower."""
    words = words_of(header)
    return bool(
        _PERSON_ZH.search(_text(header)) or _PERSON_EN.intersection(words) or _PHRASES_EN.search(" ".join(words))
    )


def _is_place(header: str) -> bool:
    return bool(_PLACE_ZH.search(_UNIT.sub("", _text(header))) or _PLACE_EN.intersection(words_of(header)))


def _tells_of_others(header: str) -> bool:
    """Whether a header holds another person's name, number or address, not only what they are to the borrower."""
    text = _text(header)
    return is_others(header) and bool(_says_who(header) or _DATA.search(text)) and not _RELATION.search(text)


def _says_who(header: str) -> bool:
    """Whether a header says who a person is and nothing of them, as "担保人", "联系人1姓名" and "Guarantor name" do."""
    words = words_of(header)
    latin = [word for word in words if word.isascii() and not word.isdigit() and word not in _NAMING_EN]
    chinese = simplified("".join(word for word in words if not word.isascii()))
    return is_person(header) and not latin and not _WHO.sub("", chinese)
