"""The columns of a bank file as its page shows them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from rules import portfolio_values
from services import portfolio_file, portfolio_store, receipt_file
from services.portfolio_store import Upload

SAMPLES = 3
FIELDS: dict[str, Any] = {
    "reference": _l("Bank reference"),
    "received_on": _l("Value date"),
    "amount": _l("Amount received"),
    "spent": _l("Amount paid out"),
    "side": _l("In or out"),
    "currency": _l("Currency"),
    "payer": _l("Payer"),
    "phone": _l("Phone"),
    "memo": _l("Memo"),
}


class Column(NamedTuple):
    """One column on the page: its header, samples and the field it holds."""

    key: str
    header: str
    samples: list[str]
    field: str


def shown(folder: Path, upload: Upload, given: Mapping[str, str]) -> list[Column]:
    """The columns of every table, one header once, as proposed or as the person has just chosen."""
    source = portfolio_store.sources(folder, upload)[0]
    found: dict[str, Column] = {}
    for sheet in portfolio_file.read(source.file, source.name, source.encoding).sheets:
        proposed = receipt_file.columns_of(sheet)
        for at, header in enumerate(sheet.headers):
            cells = [row[at] for row in sheet.samples if not portfolio_values.is_empty(row[at])]
            samples = list(dict.fromkeys(map(portfolio_values.shown, cells)))[:SAMPLES]
            key = f"column-{len(found)}"
            found.setdefault(header, Column(key, header, samples, given.get(key, proposed.get(at, ""))))
    return list(found.values())


def choices() -> list[tuple[str, str]]:
    """What a column may hold."""
    return [("", gettext("Leave out")), *((name, str(label)) for name, label in FIELDS.items())]
