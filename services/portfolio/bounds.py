"""Bounds of what is read: XML that nests, counts or grows without end is refused before any parser meets it."""

import re
import zipfile
from typing import IO

from rules.errors import RuleError

PIECE = 1 << 16
MOST_DEPTH = 256
MOST_ROWS = 1 << 20
"""The rows of a sheet, as spreadsheets bound them."""
MOST_COLUMNS = 702
"""Columns up to ZZ."""
MOST_GAP = 20_000
"""So many empty rows may stand between two filled ones."""
MOST_PARTS = 2000
MOST_PART = 8 << 20
"""Bytes of a part that holds no cells: styles, relations, themes."""
_CELLS = re.compile(r"xl/(?:worksheets/[^/]+\.xml|sharedStrings\.xml)", re.IGNORECASE)
_WIDE = re.compile(rb"<(?:\w+:)?c\b[^>]{0,200}?\br=[\"']([A-Z]{3,})\d")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]{0,200}?\br=[\"'](\d{1,20})")
_HIDDEN = re.compile(rb"<(?:\w+:)?(?:row|c)\b[^>]{0,200}?\br=[\"'][^\"']{0,20}&")
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")


def check_workbook(packed: zipfile.ZipFile) -> None:
    """Raise RuleError for a workbook with too many parts, columns or rows, or a part too large or too deep."""
    entries = packed.infolist()
    if len(entries) > MOST_PARTS:
        raise _too_much()
    for entry in entries:
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        is_cells = _CELLS.fullmatch(entry.filename) is not None
        if not is_cells and entry.file_size > MOST_PART:
            raise _too_much()
        with packed.open(entry) as part:
            check_xml(part, is_cells)


def check_xml(file: IO[bytes], has_cells: bool = False) -> None:
    """Raise RuleError for XML that declares entities, is not UTF-8, or nests deeper than any table.

    Of a sheet the numbers of rows and columns are looked at too.
    """
    depth, last, rest = 0, 0, b""
    while piece := file.read(PIECE):
        depth = _deeper(depth, rest[-2:] + piece, rest[-2:])
        text = rest + piece
        if any(mark in text for mark in _DECLARED) or b"\0" in piece:
            raise _broken()
        if has_cells:
            last = _checked(text, last)
        rest = text[-300:]


def check_depth(file: IO[bytes]) -> None:
    """Raise RuleError for tags that nest, or are never closed one after the other, without end."""
    longest, run = 0, 0
    for match in re.finditer(rb"<(/?)[A-Za-z]", file.read()):
        run = 0 if match[1] else run + 1
        longest = max(longest, run)
        if longest > MOST_DEPTH:
            raise _broken()


def _deeper(depth: int, text: bytes, before: bytes) -> int:
    """How deep a document is after a piece; opened less closed tags, wherever pieces are cut."""
    opened = text.count(b"<") - before.count(b"<")
    closed = text.count(b"</") - before.count(b"</")
    alone = text.count(b"/>") - before.count(b"/>")
    marks = text.count(b"<?") - before.count(b"<?") + text.count(b"<!") - before.count(b"<!")
    depth += opened - 2 * closed - alone - marks
    if depth > MOST_DEPTH:
        raise _broken()
    return depth


def _checked(text: bytes, last: int) -> int:
    """The highest row of a piece; raises RuleError where rows or columns lie beyond all tables."""
    if _HIDDEN.search(text):
        raise _broken()
    if any(len(match) > 3 or match > b"ZZZ" or _column(match) > MOST_COLUMNS for match in _WIDE.findall(text)):
        raise _too_much()
    for number in _ROW.findall(text):
        row = int(number)
        if row > MOST_ROWS or row - last > MOST_GAP:
            raise _too_much()
        last = max(last, row)
    return last


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _too_much() -> RuleError:
    return RuleError("The workbook holds more than a table does: too many rows, columns, parts or styles.")


def _broken() -> RuleError:
    return RuleError("The file is no plain document: it nests or declares without end.")
