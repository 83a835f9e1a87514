"""Messages to borrowers: which words a template may leave open, and how they are filled."""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from rules.errors import RuleError
from rules.sentence import Field, Sentence

PLACE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
BRACES = re.compile(r"\{\{|\}\}")

VARIABLES = {
    "addressed": "how the borrower is addressed: surname only in Chinese, the name in English",
    "name": "the borrower's name in full",
    "lender": "the lender in whose name we write",
    "collector": "the named person who signs",
    "amount": "what is overdue today over all cases and instalments, with its currency",
    "days_past_due": "days past due of the oldest instalment",
    "overdue_since": "the due date of the oldest instalment",
    "contracts": "the contract numbers, separated by commas",
    "instalments": "what is overdue by instalment, a line each, oldest first",
    "callback_number": "the number to call back",
    "complaints_number": "the number for complaints",
    "pay_to": "where to pay",
    "today": "the day of the message",
}

OF_A_LETTER = ("%letter%on its way%", "%另函%", "%信函已寄%", "%信函已於%", "%信函已于%")
"""How a text says that a letter was sent, as patterns of SQL."""

COMPOUND_SURNAMES = frozenset(
    (
        "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 夏侯 东方 東方 皇甫 尉迟 尉遲 "
        "公孙 公孫 慕容 令狐 宇文 长孙 長孫 司徒 司空 端木"
    ).split()
)


class Fault(NamedTuple):
    """A place that no message can fill, or a pair of braces that opens none: then `name` is empty; [start, end)."""

    start: int
    end: int
    name: str


def faults(text: str, names: Collection[str] = VARIABLES.keys()) -> list[Fault]:
    """Collect what a template with these places leaves open for nothing, in the order of the text."""
    found = [Fault(*each.span(), each[1]) for each in PLACE.finditer(text) if each[1] not in names]
    rest = PLACE.sub(lambda each: " " * len(each[0]), text)
    return sorted([*found, *(Fault(*each.span(), "") for each in BRACES.finditer(rest))])


def check(text: str, names: Collection[str] = VARIABLES.keys()) -> None:
    """Refuse a template with a place that no message can fill, or with a stray brace."""
    for fault in faults(text, names):
        raise RuleError(said(fault, names))


def said(fault: Fault, names: Collection[str] = VARIABLES.keys()) -> Sentence:
    """What is wrong with a place, in words."""
    if not fault.name:
        return Sentence("A variable must stand between two pairs of braces, like {{ name }}.")
    return Sentence(
        "There is no variable %(name)s; a template may use: %(known)s.", name=fault.name, known=known(names)
    )


def known(names: Collection[str] = VARIABLES.keys()) -> str:
    """The variables of a template, in one line."""
    return ", ".join(sorted(names))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values in the places of a template; an empty or missing one is an error, never a blank in a letter."""

    def value_of(match: re.Match[str]) -> str:
        name = match.group(1)
        if not values.get(name):
            raise RuleError("The message needs %(name)s, and there is none.", name=Field(name, "lender"))
        return values[name]

    return PLACE.sub(value_of, text)


def once(text: str) -> str:
    """A text without a line that only repeats the one before: who signs as the lender stands there once."""
    lines = text.split("\n")
    return "\n".join(line for before, line in zip(["", *lines], lines, strict=False) if not line or line != before)


def surname(name: str) -> str:
    """The surname of a Chinese name, two characters where it is a compound one."""
    return name[:2] if name[:2] in COMPOUND_SURNAMES else name[:1]


def greeted(name: str, language: str) -> str:
    """How a text addresses a person: as `addressed`, but never by a name in another script than the text's.

    One such sign makes an English text travel in parts of 67 signs instead of 153.
    """
    return "customer" if language == "en" and not name.isascii() else addressed(name, language)


def addressed(name: str, language: str) -> str:
    """How a message addresses a person: a lock screen shows no full Chinese name.

    Source: compliance handbook RQ-CN-02 (policy).
    """
    if not name or name[0].isascii():
        return name
    title = {"zh_Hans": "先生/女士", "zh_Hant": "先生/女士"}.get(language)
    return f"{surname(name)}{title}" if title else name
