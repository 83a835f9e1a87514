"""Portfolio beside: the contact people, joint debtors and guarantors whom a person takes over from a file."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from rules.errors import RuleError
from rules.portfolio import values
from rules.portfolio.columns import FIELDS
from rules.portfolio.headers import GROUP, words_of
from rules.portfolio.mapping import Mapping, Match, reader
from rules.portfolio.values import Cell

FIELDS_BESIDE = frozenset(name for name in FIELDS if name.startswith(("contact_", "joint_", "guarantor_")))
CONTACT, GUARANTOR = "contact", "guarantor"
MANY = ("phone",)
"""What one person may have several of."""
_NUMBERS = "一二三四五六七八九十"
_RELATIONS = {
    "spouse": ("配偶", "丈夫", "妻", "夫", "爱人", "老公", "老婆", "太太", "spouse", "husband", "wife", "partner"),
    "relative": (
        "父", "母", "爸", "妈", "媽", "子", "女", "兄", "弟", "姐", "姊", "妹", "哥", "亲", "親", "家", "叔",
        "舅", "姑", "姨", "father", "mother", "parent", "son", "daughter", "brother", "sister", "relative", "family",
        "uncle", "aunt", "cousin",
    ),
    "friend": ("朋友", "好友", "friend"),
    "colleague": ("同事", "同僚", "colleague", "coworker", "co worker"),
}  # fmt: skip


class Person(NamedTuple):
    """A person beside the borrower: which kind, the header of the first column, and field -> value where readable."""

    kind: str
    header: str
    values: dict[str, Any]
    problems: tuple[RuleError, ...] = ()


class _Column(NamedTuple):
    match: Match
    name: str
    read: Callable[[Cell], Any]


def finder(mapping: Mapping) -> Callable[[Sequence[Cell]], tuple[Person, ...]]:
    """Build the reader of the people beside the borrower in the rows of a table."""
    groups = _groups(mapping)

    def read(cells: Sequence[Cell]) -> tuple[Person, ...]:
        return tuple(person for group in groups if (person := _person(group, cells)))

    return read


def relation(text: str) -> str:
    """What a word says that a person is to the borrower: spouse, relative, friend, colleague or other."""
    return next((kind for kind, words in _RELATIONS.items() if any(word in text.lower() for word in words)), "other")


def _groups(mapping: Mapping) -> list[list[_Column]]:
    """The columns of each person: another begins with another number or group in the header, or a field once more.

    A second telephone under the same number or group is the same person's.
    """
    found: list[list[_Column]] = []
    before: tuple[str, str] | None = None
    for match in mapping.columns:
        if match.field not in FIELDS_BESIDE:
            continue
        kind, _, name = match.field.partition("_")
        mark = kind, _mark(match.header)
        again = name not in MANY or before != mark or not mark[1]
        is_more = bool(found) and again and any(each.name == name for each in found[-1])
        if not found or is_more or (before and _differ(before, mark)):
            found.append([])
        before = mark
        found[-1].append(_Column(match, name, reader(FIELDS[match.field], match.header, mapping.style)))
    return found


def _differ(before: tuple[str, str], mark: tuple[str, str]) -> bool:
    return before[0] != mark[0] or (before[1] != mark[1] and bool(before[1]) and bool(mark[1]))


def _mark(header: str) -> str:
    """What tells the columns of one person from those of the next: the title of their group, else a number."""
    if GROUP in header:
        return header.rpartition(GROUP)[0]
    text = "".join(words_of(header))
    return next((sign for sign in text if sign.isdigit() or sign in _NUMBERS), "")


def _person(group: Sequence[_Column], cells: Sequence[Cell]) -> Person | None:
    """The person of these columns in a row; None where none is told of."""
    found: dict[str, Any] = {}
    problems: list[RuleError] = []
    for match, name, read in group:
        cell = cells[match.position] if match.position < len(cells) else None
        if values.is_empty(cell):
            continue
        try:
            found[name] = (*found.get(name, ()), *read(cell)) if name in MANY else read(cell)
        except RuleError as error:
            problems.append(error)
    first = group[0].match
    if not found and not problems:
        return None
    return Person((first.field or "").partition("_")[0], first.title, found, tuple(problems))
