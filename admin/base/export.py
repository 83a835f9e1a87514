"""Files of a list: streamed, in words a spreadsheet opens right, with what the page masks masked."""

import csv
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from flask import Response
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from sqlalchemy import Select

from admin.base import columns, handout, labels, query
from admin.base.columns import Column, Kind
from models import db
from rules import money

BATCH = 500
TYPES = {
    "csv": handout.CSV,
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
LONG = 12
"""From so many digits on a spreadsheet writes a number its own way, or drops the last ones."""
RISKY = ("=", "+", "-", "@", "\t", "\r")


def guarded(value: Any) -> Any:
    """A cell that no spreadsheet runs as a formula; plain numbers stay as they are."""
    if not isinstance(value, str) or not value.startswith(RISKY) or is_number(value):
        return value
    return "'" + value


def as_text(value: Any) -> Any:
    """A cell of a CSV file that a spreadsheet keeps as it is: long digits, and those after a zero, stay text."""
    if isinstance(value, str) and value.isdecimal() and (len(value) >= LONG or (value[0] == "0" and len(value) > 1)):
        return f'="{value}"'
    return value


def printable(value: Any) -> Any:
    """A cell of a workbook without the control signs that make the whole of it unreadable."""
    return ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value


def is_number(text: str) -> bool:
    """Whether a text is nothing but a number, a negative one perhaps."""
    return text.removeprefix("-").replace(".", "", 1).isdecimal()


def head(view: Any, shown: Sequence[Column]) -> list[str]:
    """The labels of the columns; money brings its currency along."""
    names = [view.label(column.name) for column in shown]
    return [*names, labels.column("loan.currency")] if has_money(shown) else names


def has_money(shown: Sequence[Column]) -> bool:
    """Whether a file needs a column for the currency."""
    return any(column.kind == Kind.money for column in shown) and all(column.name != "currency" for column in shown)


def lines(found: Select[Any], view: Any, shown: Sequence[Column]) -> Iterator[list[Any]]:
    """The rows of a list, a batch at a time, so that memory stays flat."""
    with_currency = has_money(shown)
    options = query.needs(view.model, shown)
    cells = [view.reader(column) for column in shown]
    streamed = db.session.scalars(found.options(*options).execution_options(yield_per=BATCH))
    for batch in streamed.partitions(BATCH):
        for row in batch:
            line = [guarded(cell(row)) for cell in cells]
            yield [*line, guarded(columns.currency(row))] if with_currency else line


def csv_stream(found: Select[Any], view: Any, shown: Sequence[Column]) -> Iterator[str]:
    """A CSV file, piece by piece, that Excel opens right in Chinese."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(BOM)
    writer.writerow(head(view, shown))
    for number, cells in enumerate(lines(found, view, shown), 1):
        writer.writerow(map(as_text, cells))
        if number % BATCH == 0:
            yield drained(buffer)
    yield drained(buffer)


def drained(buffer: io.StringIO) -> str:
    """What a buffer holds, leaving it empty."""
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


WIDTHS = {Kind.money: 16, Kind.rate: 10, Kind.number: 10, Kind.date: 12, Kind.instant: 20, Kind.flag: 8}
A4 = 9
WIDE, NARROW = 28, 10
"""Widths in signs: of what is words, and of the currency."""
READ: dict[Kind, Callable[[str], Any]] = {Kind.date: date.fromisoformat, Kind.instant: datetime.fromisoformat}
MONEY, WHOLE_MONEY, RATE = "#,##0.00", "#,##0", "0.00%"


def xlsx_stream(found: Select[Any], view: Any, shown: Sequence[Column]) -> Iterator[bytes]:
    """A workbook with real days and numbers, written row by row to the disk and then sent."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(labels.records(view.noun)[:31])
    names, kinds, count = head(view, shown), [column.kind for column in shown], 1
    lay_out(sheet, names, kinds)
    sheet.append([bold(sheet, name) for name in names])
    for cells in lines(found, view, shown):
        count, cells = count + 1, list(map(printable, cells))
        code = str(cells[-1]) if len(cells) > len(kinds) else ""
        sheet.append([*map(partial(typed, sheet, code), kinds, cells), *cells[len(kinds) :]])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}{count}"
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(65536):
            yield piece


def lay_out(sheet: Any, names: Sequence[str], kinds: Sequence[Kind]) -> None:
    """Widths, a head that stays in sight and stands on each printed page, and pages as wide as the sheet."""
    for at, _ in enumerate(names):
        kind = kinds[at] if at < len(kinds) else None
        sheet.column_dimensions[get_column_letter(at + 1)].width = WIDTHS.get(kind, WIDE) if kind else NARROW
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr = 0, PageSetupProperties(fitToPage=True)
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A · &D", "&P / &N"


def bold(sheet: Any, name: str) -> Any:
    """A cell of the head."""
    cell = WriteOnlyCell(sheet, name)
    cell.font = Font(bold=True)
    return cell


def typed(sheet: Any, currency: str, kind: Kind, value: Any) -> Any:
    """A value as a spreadsheet counts it: days, moments, money and rates by their format; a mask stays a text."""
    if kind in READ and isinstance(value, str):
        return READ[kind](value) if value[:1].isdigit() else value
    if kind not in (Kind.money, Kind.rate) or isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value)
    is_whole = currency and money.unit(currency) == 1
    cell.number_format = RATE if kind == Kind.rate else WHOLE_MONEY if is_whole else MONEY
    return cell


STREAMS: dict[str, Any] = {"csv": csv_stream, "xlsx": xlsx_stream}


def response(kind: str, name: str, found: Select[Any], view: Any, count: int) -> Response:
    """The file of a screen's list as a streamed response; how many rows it has is written down."""
    pieces = STREAMS[kind](found, view, view.shown(view.exported()))
    return handout.masked(view.model, f"{name}.{kind}", TYPES[kind], pieces, row_count=count, type=kind)
