"""Portfolio file: open a lender's CSV or xlsx file and stream its tables, encoding and header row found out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from rules.errors import RuleError
from rules.portfolio import values
from rules.portfolio.values import Cell
from services.portfolio import csv, xlsx
from services.portfolio import encoding as portfolio_encoding

SAMPLES = 50
_LOOK = 60
_FOREIGN = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"BZh",
    b"{\\rtf",
    b"SQLite",
)
_MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head")

Source = Path | BinaryIO
Numbered = tuple[int, tuple[Cell, ...]]


class Sheet(NamedTuple):
    """One table: its headers, the first rows for a proposal, and all rows, streamed anew at each call of `rows`.

    A row is (row number as a spreadsheet shows it, cells); empty rows are left out, shorter ones are filled up.
    """

    name: str
    headers: tuple[str, ...]
    samples: tuple[tuple[Cell, ...], ...]
    rows: Callable[[], Iterator[Numbered]]


class File(NamedTuple):
    """A readable file: its name, its tables, and for text its encoding as Python names it and its separator."""

    name: str
    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    delimiter: str | None = None


def read(source: Source | str, filename: str | None = None, encoding: str | None = None) -> File:
    """Open a file by path, or a seekable binary stream that stays open while rows are read; `encoding` overrules.

    Raises RuleError for what is no table: empty, binary, old, locked or damaged, each with its own sentence.
    """
    source = Path(source) if isinstance(source, str) else source
    name = filename or (source.name if isinstance(source, Path) else "")
    with opened(source) as file:
        head = file.read(1 << 16)
        _refuse(head)
        if xlsx.is_workbook(head):
            return _workbook(source, file, name)
        found = encoding or portfolio_encoding.detect(file)
        delimiter = csv.delimiter_of(file, found)
    sheet = _sheet(name, lambda width: _text_records(source, found, delimiter, width))
    if sheet is None:
        raise RuleError("The file is empty.")
    if len(sheet.headers) < 2:
        raise RuleError("The file is not a table: no separator between columns was found.")
    return File(name, (sheet,), found, delimiter)


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """The bytes from their start; a path is closed afterwards, a stream is left open."""
    if isinstance(source, Path):
        with source.open("rb") as file:
            yield file
    else:
        source.seek(0)
        yield source


def _refuse(head: bytes) -> None:
    """Raise RuleError for an empty file and for formats that are surely no table."""
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise RuleError("The file is empty.")
    if head.startswith(_FOREIGN):
        raise RuleError("The file is not a table; CSV and xlsx can be imported.")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if start.startswith(b"<?xml") and b"<html" not in start:
        raise RuleError("The file is XML, and no bank statement of a known kind; save it as .xlsx or CSV.")
    if start.startswith(_MARKUP):
        raise RuleError("The file is a web page with another name; save it as .xlsx or CSV.")


def _workbook(source: Source, file: BinaryIO, name: str) -> File:
    """The tables of a workbook; sheets without a header row are left out."""
    xlsx.check(file)
    found = [_sheet(title, _sheet_records(source, title)) for title in xlsx.sheet_names(file)]
    sheets = tuple(sheet for sheet in found if sheet)
    if not sheets:
        raise RuleError("The file is empty.")
    return File(name, sheets)


def _sheet_records(source: Source, title: str) -> Callable[[int], Iterator[Sequence[Cell]]]:
    """The reader of one sheet; its width needs no check."""

    def rows(width: int) -> Iterator[Sequence[Cell]]:
        with opened(source) as file:
            yield from xlsx.records(file, title)

    return rows


def _text_records(source: Source, encoding: str, delimiter: str, width: int) -> Iterator[Sequence[Cell]]:
    """Every record of a text table."""
    with opened(source) as file:
        yield from csv.records(file, encoding, delimiter, width)


def _sheet(name: str, records: Callable[[int], Iterator[Sequence[Cell]]]) -> Sheet | None:
    """The table that starts at the header row; None where there is nothing at all."""
    first = list(islice(records(0), _LOOK + SAMPLES))
    at = _header_at(first[:_LOOK])
    if at is None:
        return None
    headers = _headers(first[at])

    def rows() -> Iterator[Numbered]:
        return _below(records(len(headers)), at, len(headers))

    return Sheet(name, headers, tuple(cells for _, cells in _below(first, at, len(headers))), rows)


def _below(records: Iterable[Sequence[Cell]], at: int, width: int) -> Iterator[Numbered]:
    """The filled records below the header row, numbered, short ones filled up."""
    for number, record in enumerate(records, 1):
        if number > at + 1 and not all(values.is_empty(cell) for cell in record):
            yield number, (*record, *(None,) * (width - len(record)))


def _header_at(first: Sequence[Sequence[Cell]]) -> int | None:
    """Where the header row stands: the one with most known headers, two at least; else the first with two cells."""
    filled = [sum(not values.is_empty(cell) for cell in record) for record in first]
    known = [csv.known_headers(record) for record in first]
    if max(known, default=0) >= 2:
        return known.index(max(known))
    wide = (at for at, count in enumerate(filled) if count >= 2)
    return next(wide, next((at for at, count in enumerate(filled) if count), None))


def _headers(record: Sequence[Cell]) -> tuple[str, ...]:
    """The header cells as text, empty ones at the end cut off."""
    names = ["" if cell is None else " ".join(values.words(cell).split()) for cell in record]
    while names and not names[-1]:
        names.pop()
    return tuple(names)
