"""Which forbidden meanings a text to a borrower or another person carries, and where they stand in it."""

import enum
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from rules.content import en, en_law, en_third, fold, frame, glyph, match, spoken, zh, zh_law, zh_money, zh_third
from rules.content.fold import Folded
from rules.content.frame import Tongue
from rules.content.match import Span

AMOUNT_ZH = re.compile(
    r"(?<![\d,.])\d[\d,.oO]{0,15}(?:元|块|万|千|百|人民币|rmb|新台币)"
    r"|[一二两三四五六七八九十几][百千万](?:元|块|多)?|[$￥¥][\d,.]{1,15}|几百|几千|几万"
)
FIGURE_ZH = re.compile(r"(?<![\d,.-])\d[\d,.]{1,15}(?![\d,.:年月日天期号点时分%-])")
AMOUNT_EN = re.compile(r"[$£€]?\d[\d,.]*k?|two|three|four|five|six|ten|twenty|thirty|fifty|hundred|thousand|grand")
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕丁沈任姚卢"
    "傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严武赖洪施颜柯庄詹简"
)
NAME_ZH = re.compile(
    rf"(?:小|老|阿)?[{SURNAMES}][一-鿿]{{1,2}}?(?=先生|女士|小姐|的|欠|在|逾|借|贷|拖|还|没|未|因|向|已|,|因|这)"
    rf"|[{SURNAMES}](?:先生|女士|小姐|某)"
)
NAME_EN = re.compile(
    r"(?<=[a-z,'’0-9] )[A-Z][a-z]+(?:\s[A-Z][a-z]+)?"
    r"|^[A-Z][a-z]+(?=\s[A-Z][a-z]+|['’]s\b|\s(?:(?:still|also|already|now)\s)?(?:owes|has|is|borrowed|took|defaulted|missed)\b)"
    r"|(?:Mr|Mrs|Ms|Miss)\.?\s[A-Z][a-z]+"
)
NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december i english bank court".split()
)
SEEN = ("START", "END", "AMOUNT", "FIGURE", "NAME")


class Meaning(enum.StrEnum):
    """What must not be said; the value is the category of the content rules."""

    threat = "CT-THREAT"
    shame = "CT-SHAME"
    false_authority = "CT-IMPERS"
    false_law = "CT-FALSELAW"
    told_others = "CT-TPDISC"
    others_announced = "CT-THIRD"
    coercion = "CT-COERCE"


class Finding(NamedTuple):
    """A forbidden meaning and its place in the original text, [start, end)."""

    category: str
    start: int
    end: int
    phrase: str


def check(text: str, language: str, recipient: str) -> list[Finding]:
    """Find what must not be said: threats, shaming, impersonation, false law, disclosure, others announced, coercion.

    `language` is zh-Hans, zh-Hant or en; mixed texts are read in both ways. Where `recipient` is third_party,
    disclosure to them is looked for, and not that others will be told. Source: content rules CT-THREAT to CT-COERCE, with the laws named there.
    """
    rows = fold.letters(text)
    found: list[Finding] = []
    if language != "en" or fold.has_characters(text):
        folded = fold.characters(rows)
        found += _read(text, folded, chinese(), _seen_in_chinese(folded), recipient)
    if language == "en" or spoken.has_words(text):
        folded = spoken.spoken(rows, known_words())
        found += _read(text, folded, english(), _seen_in_english(folded, text), recipient)
    return _merged(found, text)


def _read(
    text: str, folded: Folded, speech: Tongue, seen: Mapping[str, list[Span]], recipient: str
) -> Iterator[Finding]:
    """Match one language against a folded text."""
    found = match.mark(speech, folded.units)
    stops = match.breaks(folded.units)
    begins = [0, *(at + 1 for at in stops.clause)]
    found.add("START", [(at, at) for at in begins])
    found.add("END", [(at, at) for at in [*stops.clause, len(folded.units)]])
    for group, spans in seen.items():
        found.add(group, spans)
    skipped = "CT-THIRD" if recipient == "third_party" else "CT-TPDISC"
    for category, (first, last) in match.hits(speech, found, stops, skipped):
        if last > first:
            start, end = folded.starts[first], folded.ends[last - 1]
            yield Finding(category, start, end, text[start:end])


def _seen_in_chinese(folded: Folded) -> dict[str, list[Span]]:
    text = "".join(folded.units)
    return {
        "AMOUNT": [found.span() for found in AMOUNT_ZH.finditer(text)],
        "FIGURE": [found.span() for found in FIGURE_ZH.finditer(text)],
        "NAME": [found.span() for found in NAME_ZH.finditer(text)],
    }


def _seen_in_english(folded: Folded, text: str) -> dict[str, list[Span]]:
    named = [] if text.isupper() else [found.span() for found in NAME_EN.finditer(text)]
    begins = {start for start, _ in named}
    places = [at for at, start in enumerate(folded.starts) if start in begins and folded.units[at] not in NOT_NAMES]
    amounts = [at for at, unit in enumerate(folded.units) if AMOUNT_EN.fullmatch(unit)]
    return {"NAME": [(at, at + 1) for at in places], "AMOUNT": [(at, at + 1) for at in amounts]}


def _merged(found: Iterable[Finding], text: str) -> list[Finding]:
    """Join findings of one category that overlap."""
    merged: list[Finding] = []
    for one in sorted(found):
        last = merged[-1] if merged and merged[-1].category == one.category else None
        if last and one.start < last.end:
            end = max(last.end, one.end)
            merged[-1] = Finding(last.category, last.start, end, text[last.start : end])
        else:
            merged.append(one)
    return sorted(merged, key=lambda one: (one.start, one.end, one.category))


@cache
def chinese() -> Tongue:
    """The Chinese frames, compiled once, with the words that people hide in their disguises."""
    sources = zh.GROUPS | zh_law.GROUPS | zh_money.GROUPS | zh_third.GROUPS
    groups = {name: zh.words(group) for name, group in sources.items()}
    tables = zh.TABLES | zh_law.TABLES | zh_third.TABLES
    speech = frame.tongue(groups, tables, "", SEEN)
    return frame.disguised(speech, glyph.disguises(speech.words))


@cache
def english() -> Tongue:
    """The English frames, compiled once."""
    sources = en.GROUPS | en_law.GROUPS | en_third.GROUPS
    groups = {name: en.words(group) for name, group in sources.items()}
    tables = en.TABLES | en_law.TABLES | en_third.TABLES
    return frame.tongue(groups, tables, " ", SEEN)


@cache
def known_words() -> frozenset[str]:
    """Every English word that a frame may ask for."""
    return frozenset(part for word in english().words for part in word.split(" ") if len(part) > 2)
