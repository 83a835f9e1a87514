"""Layouts of bank tables: what a person once said of the columns, days and amounts of one, kept for its next file."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select

from models import db
from models.receipt import BankLayout
from rules.receipt.words import Way
from services.portfolio import table
from services.receipt.survey import Said


class Layout(NamedTuple):
    """What is remembered: header -> field, empty for a column that is left out, and what was said."""

    columns: Mapping[str, str]
    said: Said


def name_of(headers: Sequence[str]) -> str:
    """What tells one layout from another."""
    return table.layout(headers)


def known(lender_id: int) -> dict[str, Layout]:
    """What is remembered of the tables of a lender's banks, by their layout."""
    rows = db.session.scalars(select(BankLayout).where(BankLayout.lender_id == lender_id))
    return {row.layout: Layout(row.columns, _said(row)) for row in rows}


def remember(lender_id: int, headers: Sequence[str], columns: Mapping[str, str], said: Said) -> BankLayout:
    """Keep what was said of a table with these headers; said again it is changed."""
    name = name_of(headers)
    row = db.session.scalars(select(BankLayout).filter_by(lender_id=lender_id, layout=name)).first()
    if row is None:
        row = BankLayout(lender_id=lender_id, layout=name)
        db.session.add(row)
    row.columns = {header: columns.get(header, "") for header in headers}
    row.day_first, row.unsigned = said.day_first, said.unsigned or ""
    db.session.flush()
    return row


def _said(row: BankLayout) -> Said:
    return Said(row.day_first, Way(row.unsigned) if row.unsigned else None)
