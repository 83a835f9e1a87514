"""QIF statements: a letter before each field, a caret after each entry. Source: Quicken Interchange Format."""

import re
from collections.abc import Iterator

from rules.errors import RuleError
from rules.portfolio.values import Cell
from services.receipt.formats.entries import Entries, filled

_FIELDS = {"D": "received_on", "T": "amount", "U": "amount", "P": "payer", "M": "memo", "N": "number", "L": "kind"}
_DAY = re.compile(r"(\d{1,2})[/.\-' ]+(\d{1,2})[/.\-' ]+(\d{2,4})")


def is_qif(head: bytes) -> bool:
    """Whether a file begins as QIF."""
    return re.match(rb"(?:\xef\xbb\xbf)?\s*!(?:Type|Account|Option)", head, re.IGNORECASE) is not None


def read(data: bytes) -> Iterator[Entries]:
    """The entries of a file. Raises RuleError for one that ends in the middle of an entry."""
    text = data.decode("utf-8-sig", "replace")
    rows: list[dict[str, Cell]] = []
    entry: dict[str, Cell] = {}
    for line in text.splitlines():
        mark, told = line[:1], line[1:].strip()
        if mark == "^":
            rows += [_row(entry)] if "received_on" in entry else []
            entry = {}
        elif mark in _FIELDS and told:
            entry.setdefault(_FIELDS[mark], told)
    if entry:
        raise RuleError("The QIF file is cut off; export it again.")
    yield Entries("QIF", rows)


def _row(entry: dict[str, Cell]) -> dict[str, Cell]:
    """One entry as fields; 5/11'26 is a day like 5/11/26."""
    day = _DAY.sub(r"\1/\2/\3", str(entry["received_on"]))
    memo = " ".join(str(entry[name]) for name in ("memo", "number") if name in entry)
    told = {name: entry.get(name, "") for name in ("amount", "payer", "kind")}
    return filled({**told, "received_on": day, "memo": memo or entry.get("payer", "")})
