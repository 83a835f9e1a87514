"""QIF statements: a letter before each field, a caret after each entry. Source: Quicken Interchange Format."""

import re
from collections.abc import Iterator

from rules.errors import RuleError
from rules.portfolio.values import Cell
from services.portfolio import patience
from services.receipt.formats.entries import Entries, Entry, entry

_FIELDS = {"D": "received_on", "T": "amount", "U": "amount", "P": "payer", "M": "memo", "N": "number", "L": "kind"}
_DAY = re.compile(r"(\d{1,2})[/.\-' ]+(\d{1,2})[/.\-' ]+(\d{2,4})")


def is_qif(head: bytes) -> bool:
    """Whether a file begins as QIF."""
    return re.match(rb"(?:\xef\xbb\xbf)?\s*!(?:Type|Account|Option)", head, re.IGNORECASE) is not None


def read(data: bytes) -> Iterator[Entries]:
    """The entries of a file. Raises RuleError for one that ends in the middle of an entry."""
    rows: list[Entry] = []
    told: dict[str, Cell] = {}
    for line in patience.checked(data.decode("utf-8-sig", "replace").splitlines()):
        mark, text = line[:1], line[1:].strip()
        if mark == "^":
            rows += [_row(told)] if "received_on" in told else []
            told = {}
        elif mark in _FIELDS and text:
            told.setdefault(_FIELDS[mark], text)
    if told:
        raise RuleError("The QIF file is cut off; export it again.")
    yield Entries("QIF", rows, uses=("received_on", "amount", "payer", "kind", "memo"))


def _row(told: dict[str, Cell]) -> Entry:
    """One entry as fields; 5/11'26 is a day like 5/11/26."""
    day = _DAY.sub(r"\1/\2/\3", str(told["received_on"]))
    memo = " ".join(str(told[name]) for name in ("memo", "number") if name in told)
    return entry({**told, "received_on": day, "memo": memo or told.get("payer")})
