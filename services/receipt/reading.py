"""Bank files read: tables and the formats of banks alike become tables whose columns are known by their headers."""

import io
import re
from collections.abc import Iterator, Sequence
from csv import reader as csv_reader
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from rules import receipt as rule
from rules.errors import RuleError
from rules.portfolio import values
from rules.portfolio.values import Cell
from services.portfolio import Source, csv, xlsx
from services.portfolio import file as portfolio_file
from services.portfolio.file import Sheet
from services.receipt import formats
from services.receipt.formats.entries import FIELDS

TAIL = 1 << 14
LOOK = 60
"""In how many rows the head above a table is looked for."""
_ACCOUNT = re.compile(
    r"(?:账号|帐号|卡号|支付宝账户|微信昵称|账户|account(?: number| no\.?)?|iban|konto(?:nummer)?)"
    r"\s*(?:[:：]\s*,?|,)\s*"
    r"(?:\[([^\]]{1,64})\]|([A-Za-z0-9*@._\-]{4,64}))",
    re.IGNORECASE,
)


class Statement(NamedTuple):
    """One table of a bank file, and what its head says: the account, and the balances before and after.

    One of a format, such as camt, is a table only to be read.
    """

    sheet: Sheet
    account: str = ""
    opening: Decimal | None = None
    closing: Decimal | None = None
    is_format: bool = False


class BankSource(NamedTuple):
    """A readable bank file: its statements, for text its encoding, and its format where it is no table."""

    statements: tuple[Statement, ...]
    encoding: str = ""
    format: str = ""


def read(source: Source) -> BankSource:
    """Open a bank file. Raises RuleError or OSError for one that cannot be read."""
    if found := formats.of(source):
        statements = tuple(_statement(each) for each in formats.read(source, found))
        return BankSource(statements, "", found)
    file = portfolio_file.read(source.file, source.name, source.encoding)
    _check_end(source, file)
    heads = (_head(source, file, sheet) for sheet in file.sheets)
    statements = tuple(Statement(sheet, account) for sheet, account in zip(file.sheets, heads, strict=True))
    return BankSource(statements, file.encoding or "")


def _check_end(source: Source, file: portfolio_file.File) -> None:
    """Raise RuleError for a text that ends in the middle of a line: what stands there may be half an amount."""
    if not file.encoding or not file.delimiter:
        return
    with portfolio_file.opened(source.file) as data:
        data.seek(0, io.SEEK_END)
        data.seek(max(0, data.tell() - TAIL))
        end = data.read().decode(file.encoding, "replace")
    last = next(iter(csv_reader([end.splitlines()[-1]], delimiter=file.delimiter)), []) if end.strip() else []
    if not end.endswith(("\n", "\r")) and 1 < len(last) < len(file.sheets[0].headers):
        raise RuleError("The file is cut off in its last line; export it again.")


def _statement(found: formats.Entries) -> Statement:
    """A statement of a format as a table: the headers are the names of the fields."""
    headers = tuple(name if name in found.uses else "" for name in FIELDS)

    def numbered() -> Iterator[portfolio_file.Numbered]:
        return iter(enumerate(found.rows, 1))

    sheet = Sheet(found.name, headers, tuple(found.rows[: portfolio_file.SAMPLES]), numbered)
    return Statement(sheet, found.account, found.opening, found.closing, is_format=True)


def _head(source: Source, file: portfolio_file.File, sheet: Sheet) -> str:
    """The account that the lines above a table name; empty where they name none, or several."""
    found = set()
    for record in islice(_records(source, file, sheet), LOOK):
        if _is_header(record, sheet):
            break
        text = ",".join(str(cell) for cell in record if not values.is_empty(cell))
        found |= {"".join(parts) for parts in _ACCOUNT.findall(text)}
    return found.pop() if len(found) == 1 else ""


def _records(source: Source, file: portfolio_file.File, sheet: Sheet) -> Iterator[Sequence[Cell]]:
    """Every record of a table from the first line of its file on."""
    with portfolio_file.opened(source.file) as data:
        if file.encoding and file.delimiter:
            yield from csv.records(data, file.encoding, file.delimiter)
        else:
            yield from xlsx.records(data, sheet.name)


def _is_header(record: Sequence[Cell], sheet: Sheet) -> bool:
    names = [" ".join(str(cell).split()) for cell in record if not values.is_empty(cell)]
    return len(names) > 1 and names == [each for each in sheet.headers if each]


def columns_of(sheet: Sheet) -> dict[int, str]:
    """What each column of a table holds, as its headers say."""
    return rule.propose(sheet.headers)
