"""Texts of the pattern with the numbers and names in them that each copy must say differently."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from models.base import db, table_of

MARKS = {
    "C-": "loan",
    "K-": "loan",
    "R-": "referral",
    "PF-": "referral",
    "No. ": "referral",
    "D-": "demand",
    "D": "borrower",
    "reminder-": "reminder",
    "phone ": "phone",
    "address ": "address",
    "offer ": "offer",
    "Collector ": "app_user",
}
"""What stands before a number in a text, and the table whose ids it follows."""
REFERENCE = "reference"
NAME, NAME_IN_JSON = "name", "name in JSON"
PLAIN = {("contact", "decision_id"): "decision", ("offer", "after_id"): "payment"}
"""Columns that hold an id without a foreign key."""
SIGNS = re.compile(
    r'"(?P<key>\w+_id)": \[(?P<old>null|\d+), (?P<new>null|\d+)\]'
    r'|"contacts": \[(?P<contacts>[\d, ]+)\]'
    r"|(?<![\w-])(?P<mark>C-|K-|R-|PF-|D-|D|reminder-|phone |address |offer |Collector )(?P<no>\d+)\b"
    r"|(?P<docket>No\. )(?P<file>\d+)"
    r"|DEMO-\d{8}-(?P<paid>\d{3})"
)
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
IDEOGRAPHS = re.compile(r"[\u4e00-\u9fff]{3,}")


class Slot(NamedTuple):
    """A place in a text: the number there goes up with the ids of `noun`, or it is the name of a borrower."""

    start: int
    end: int
    noun: str
    number: int


class Text(NamedTuple):
    """A text with places; `form` is filled by %."""

    form: str
    slots: tuple[tuple[str, int], ...]


class Reader:
    """Finds what a copy must say differently; `collectors_from` is the id of the first person that a copy changes."""

    def __init__(self, names: Mapping[str, int], collectors_from: int) -> None:
        self.names, self.collectors_from = names, collectors_from

    def read(self, text: str, record: str, in_json: bool, quoted: Callable[[str], str]) -> Text | None:
        """The places of a text of a record; None where every copy says the same."""
        slots = sorted([*self._signs(text, record), *self._people(text, in_json)])
        if not slots:
            return None
        return Text(_form(text, slots, in_json, quoted), tuple((each.noun, each.number) for each in slots))

    def _signs(self, text: str, record: str) -> Iterator[Slot]:
        for found in SIGNS.finditer(text):
            if found["key"]:
                yield from self._ids(found, record)
            elif found["contacts"]:
                start = found.start("contacts")
                for each in re.finditer(r"\d+", found["contacts"]):
                    yield Slot(start + each.start(), start + each.end(), "contact", int(each.group()))
            elif found["mark"]:
                yield _slot(found, "no", MARKS[found["mark"]])
            elif found["docket"]:
                yield _slot(found, "file", MARKS[found["docket"]])
            else:
                yield _slot(found, "paid", REFERENCE)

    def _ids(self, found: re.Match[str], record: str) -> Iterator[Slot]:
        noun = target(record, found["key"])
        for name in ("old", "new"):
            if noun and found[name] != "null":
                slot = _slot(found, name, noun)
                if noun != "app_user" or slot.number >= self.collectors_from:
                    yield slot

    def _people(self, text: str, in_json: bool) -> Iterator[Slot]:
        for run in IDEOGRAPHS.finditer(text):
            for start in range(run.start(), run.end() - 2):
                who = self.names.get(text[start : start + 3])
                if who:
                    yield Slot(start, start + 3, NAME_IN_JSON if in_json else NAME, who)


def target(record: str, column: str) -> str:
    """The table that a column of a record points at; empty for none."""
    if (record, column) in PLAIN:
        return PLAIN[record, column]
    table = db.metadata.tables.get(table_of(record))
    if table is None or column not in table.c:
        return ""
    return next((key.column.table.name for key in table.c[column].foreign_keys), "")


def fill(text: Text, shifts: Mapping[str, int], people: Mapping[str, Mapping[int, str]]) -> str:
    """What a copy says, with its ids and names."""
    return text.form % tuple(
        people[noun][number] if noun in people else number + shifts.get(noun, 0) for noun, number in text.slots
    )


def escaped(text: str) -> str:
    """Text inside JSON as the database keeps it."""
    return BEYOND_ASCII.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _slot(found: re.Match[str], group: str, noun: str) -> Slot:
    return Slot(found.start(group), found.end(group), noun, int(found[group]))


def _form(text: str, slots: Sequence[Slot], in_json: bool, quoted: Callable[[str], str]) -> str:
    parts: list[str] = []
    end = 0
    for slot in slots:
        parts += [text[end : slot.start], _place(slot)]
        end = slot.end
    parts.append(text[end:])
    return "".join(part if no % 2 else _still(part, in_json, quoted) for no, part in enumerate(parts))


def _still(part: str, in_json: bool, quoted: Callable[[str], str]) -> str:
    return quoted(escaped(part) if in_json else part).replace("%", "%%")


def _place(slot: Slot) -> str:
    return "%s" if slot.noun in (NAME, NAME_IN_JSON) else f"%0{slot.end - slot.start}d"


def said(value: Any) -> bool:
    """Whether a value is a text that may have places."""
    return isinstance(value, str) and value != ""
