"""Portfolio xlsx: stream the rows of a workbook that is neither locked, damaged nor a bomb."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from rules.errors import RuleError
from rules.portfolio.values import Cell
from services.portfolio import bounds

MOST_BYTES = 1 << 30
MOST_SHARED = 1 << 28
MOST_RATIO = 200
SMALL = 1 << 24
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, KeyError, ValueError, EOFError, TypeError)


def is_workbook(head: bytes) -> bool:
    """Whether the first bytes are those of a spreadsheet file, new or old."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE))


def check(file: BinaryIO) -> None:
    """Raise RuleError for an old or locked workbook, a file that is none, and one that would unpack without end."""
    file.seek(0)
    if file.read(8) == _OLE:
        raise _old_or_locked(file)
    try:
        with zipfile.ZipFile(file) as packed:
            entries = packed.infolist()
    except _BROKEN as error:
        raise _damaged() from error
    if not any(entry.filename == "xl/workbook.xml" for entry in entries):
        raise RuleError("The file is an archive, not a workbook; unpack it and import the tables inside.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise RuleError("The workbook is protected by a password; save it without one.")
    if sum(entry.file_size for entry in entries) > MOST_BYTES or any(map(_is_bomb, entries)):
        raise RuleError("The workbook would unpack to too many bytes; save the table as CSV.")
    try:
        with zipfile.ZipFile(file) as packed:
            bounds.check_workbook(packed)
    except _BROKEN as error:
        raise _damaged() from error


def sheet_names(file: BinaryIO) -> list[str]:
    """The names of the visible sheets that hold cells."""
    with _book(file) as book:
        return [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]


def records(file: BinaryIO, sheet: str) -> Iterator[tuple[Cell, ...]]:
    """Yield every row of the sheet, empty ones included; a formula gives the value it had when it was saved."""
    with _book(file) as book:
        rows: Any = book[sheet]
        rows.reset_dimensions()
        try:
            for row in rows.iter_rows():
                yield tuple(_cell(cell) for cell in row)
        except _BROKEN as error:
            raise _damaged() from error


@contextmanager
def _book(file: BinaryIO) -> Iterator[Workbook]:
    """The workbook, opened for reading row by row."""
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except _BROKEN as error:
        raise _damaged() from error
    yield book


def _cell(cell: Any) -> Cell:
    """The value of a cell; one that is shown as a percentage becomes that percentage."""
    value: Cell = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in (cell.number_format or ""):
        return f"{round(value * 100, 8):.8f}".rstrip("0").rstrip(".") + "%"
    return value


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    """Whether one part is packed tighter than tables are, or is a list of texts too large for the memory."""
    tight = entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1)
    return tight or (entry.filename == "xl/sharedStrings.xml" and entry.file_size > MOST_SHARED)


def _old_or_locked(file: BinaryIO) -> RuleError:
    """Say which of the two an OLE file is: a workbook with a password, or one of before 2007."""
    if _LOCKED in file.read(1 << 24):
        return RuleError("The workbook is protected by a password; save it without one.")
    return RuleError("The workbook is of the old .xls format; save it as .xlsx or CSV.")


def _damaged() -> RuleError:
    """Say that the workbook cannot be read."""
    return RuleError("The workbook cannot be read; it may be damaged. Open it in a spreadsheet and save it again.")
