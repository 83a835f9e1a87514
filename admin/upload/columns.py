"""The columns of an upload: what each holds by proposal or memory, and what the person chose."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from flask_babel import gettext

from admin.upload.form import store
from admin.upload.words import FIELDS
from rules import mask
from rules import portfolio as rule
from rules.portfolio import values
from services.portfolio import file as portfolio_file
from services.portfolio import proof as portfolio_proof
from services.portfolio import store as portfolio_store
from services.portfolio import table as portfolio_table
from services.portfolio.store import Upload
from services.portfolio.table import Table

SAMPLES = 3


class Column(NamedTuple):
    """One column on the page: its form field, header, samples, field; whether it is a guess, another's, a doubt."""

    key: str
    header: str
    samples: list[str]
    field: str
    is_guess: bool
    is_others: bool
    is_doubtful: bool


class Shown(NamedTuple):
    """One table on the page; `order_key` is the form field of its order of days, empty where none is needed."""

    title: str
    position: int
    encoding: str
    kinds: list[str]
    columns: list[Column]
    header_line: int
    order_key: str
    order: str


def tables(upload: Upload) -> Iterator[tuple[int, portfolio_file.File, Table]]:
    """Every table of the files of an upload, with the position of its file."""
    for position, source in enumerate(portfolio_store.sources(store(), upload)):
        file = portfolio_table.opened(source.file, source.name, upload.lender_id, source.encoding, source.header_line)
        for sheet in file.sheets:
            known = portfolio_table.remembered(upload.lender_id)
            yield position, file, Table(sheet, portfolio_table.mapping_of(sheet, None, known))


def shown(upload: Upload, given: Mapping[str, str]) -> list[Shown]:
    """The tables as the page shows them; what the person has just chosen stays chosen."""
    found = []
    for number, (position, file, table) in enumerate(tables(upload)):
        title = file.name if len(file.sheets) == 1 else f"{file.name} · {table.sheet.name}"
        columns = [column(table, match, f"column-{number}-{match.position}", given) for match in table.mapping.columns]
        kinds = [str(kind) for kind in table.kinds]
        key = f"order-{number}" if portfolio_proof.asks(table.sheet, table.mapping) else ""
        order = given.get(
            key, portfolio_table.answered(upload.lender_id).get(portfolio_table.layout(table.sheet.headers), "")
        )
        head = (table.sheet.header_line, key, order)
        found.append(Shown(title, position, file.encoding or "", kinds, columns, *head))
    return found


def column(table: Table, match: rule.Match, key: str, given: Mapping[str, str]) -> Column:
    """One column as the page shows it."""
    field = given.get(key, match.field or "")
    cells = [row[match.position] for row in table.sheet.samples if match.position < len(row)]
    texts = [sample(field, cell) for cell in cells if not values.is_empty(cell)]
    is_guess, is_others = bool(field) and match.confidence < rule.SURE, match.header in table.mapping.others
    doubtful = rule.is_doubtful(match.header, field)
    return Column(key, match.header, list(dict.fromkeys(texts))[:SAMPLES], field, is_guess, is_others, doubtful)


def sample(field: str, cell: values.Cell) -> str:
    """A cell as the page may quote it: personal numbers and addresses hidden."""
    return mask.address(str(cell)) if field == "address" else values.shown(cell)


def choices() -> list[tuple[str, str]]:
    """What a column may hold."""
    return [("", gettext("Leave out")), *((name, str(label)) for name, label in FIELDS.items())]
