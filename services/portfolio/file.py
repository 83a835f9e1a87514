"""Portfolio file: open a lender's CSV or xlsx file and stream its tables, encoding and header row found out."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, NamedTuple

from rules.errors import RuleError
from rules.portfolio import heading, values
from rules.portfolio.values import Cell
from services.portfolio import csv, patience, xlsx
from services.portfolio import encoding as portfolio_encoding

SAMPLES = 50
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

    A row is (row number as a spreadsheet shows it, cells); empty rows, totals and footers are left out, shorter
    rows are filled up. `particulars` are what the lines above the header say of all rows.
    """

    name: str
    headers: tuple[str, ...]
    samples: tuple[tuple[Cell, ...], ...]
    rows: Callable[[], Iterator[Numbered]]
    particulars: Mapping[str, str] = MappingProxyType({})
    header_line: int = 1


class Finder(NamedTuple):
    """How the header is found: on the line that a person named, else by known words."""

    line: int | None
    known: Collection[str]

    def is_known(self, header: str) -> bool:
        """Whether this is a header that the product or the lender's memory knows."""
        return header in self.known or csv.is_known(header)


class File(NamedTuple):
    """A readable file: its name, its tables, and for text its encoding as Python names it and its separator."""

    name: str
    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    delimiter: str | None = None


def read(
    source: Source | str,
    filename: str | None = None,
    encoding: str | None = None,
    header_line: int | None = None,
    known: Collection[str] = (),
) -> File:
    """Open a file by path, or a seekable binary stream that stays open while rows are read; `encoding` overrules.

    `header_line` is the line, from 1, on which a person says that the header stands; else it is found, by words that
    the product knows and by those that are `known` beside them.
    Raises RuleError for what is no table: empty, binary, old, locked or damaged, each with its own sentence.
    """
    source = Path(source) if isinstance(source, str) else source
    finder = Finder(header_line, known)
    name = filename or (source.name if isinstance(source, Path) else "")
    with opened(source) as file:
        head = file.read(1 << 16)
        _refuse(head)
        if xlsx.is_workbook(head):
            return _workbook(source, file, name, finder)
        found = encoding or portfolio_encoding.detect(file)
        delimiter = csv.delimiter_of(file, found)
    sheet = _sheet(name, lambda width: _text_records(source, found, delimiter, width), finder)
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


def _workbook(source: Source, file: BinaryIO, name: str, finder: Finder) -> File:
    """The tables of a workbook; sheets without a header row are left out."""
    xlsx.check(file)
    found = [_sheet(title, _sheet_records(source, title), finder) for title in xlsx.sheet_names(file)]
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


def _sheet(name: str, records: Callable[[int], Iterator[Sequence[Cell]]], finder: Finder) -> Sheet | None:
    """The table that starts at the header row; None where there is nothing at all."""
    look = max(heading.LOOK, finder.line or 0)
    first = list(islice(records(0), look + SAMPLES))
    found = heading.find(first[:look], finder.is_known, finder.line)
    if found is None:
        return None
    at, headers, particulars = found

    def rows() -> Iterator[Numbered]:
        return _below(records(len(headers)), at, headers)

    samples = tuple(cells for _, cells in islice(_below(first, at, headers), SAMPLES))
    return Sheet(name, headers, samples, rows, particulars, at + 1)


def _below(records: Iterable[Sequence[Cell]], at: int, headers: Sequence[str]) -> Iterator[Numbered]:
    """The filled records below the header row, numbered, short ones filled up; totals and footers are none."""
    width = len(headers)
    for number, record in enumerate(patience.checked(records), 1):
        if number > at + 1 and not (all(map(values.is_empty, record)) or heading.is_aside(record, headers)):
            yield number, (*record, *(None,) * (width - len(record)))
