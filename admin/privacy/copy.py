"""The copy of everything that is known of a person, in words, for that person: one PDF in their language."""

import enum
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask_babel import force_locale, format_date, format_datetime, gettext
from sqlalchemy import select

from admin.base import columns, format, labels
from admin.base.columns import Kind
from models import db
from models.base import Record
from models.data_request import DataRequest
from models.user import User
from rules import access
from rules.sentence import Sentence
from services import paper
from services.privacy import parts

TOLD = (
    "borrower phone address loan instalment payment charge case promise offer plan contact reminder complaint dispute "
    "wish hardship care_note means pause refund receipt demand referral referral_event loan_document packet decision "
    "data_request"
).split()
"""The records that a copy tells of, in the order in which a person reads them; people beside them are others."""
LEFT_OUT = frozenset(
    "version touched borrower loan case digest manifest facts law_version policy_version identity_key "
    "gateway_code gateway_values taken_by identity_by decided_by answer answer_digest document packet referral "
    "override phone address reminder receipt stage_reason unapplied".split()
)
"""What tells a reader nothing of themselves: numbers of the house, and the row that the section stands under."""


def name(row: DataRequest, today: date) -> str:
    """What the file is called; no name of a person stands in it."""
    return f"{gettext('copy of personal data')} {row.borrower.reference} {today:%Y-%m-%d}.pdf"


def pdf(row: DataRequest, today: date) -> bytes:
    """The copy as PDF. Raises RuleError where a font or a sign is missing."""
    language = str(row.borrower.language)
    with force_locale(language):
        words = {
            "title": gettext("Copy of your personal data"),
            "lender": row.borrower.lender.name,
            "facts": [
                [gettext("Lender"), row.borrower.lender.name],
                [gettext("Asked for on"), format_date(row.asked_on)],
                [gettext("As of"), format_date(today)],
            ],
            "note": gettext(
                "This is what is kept of you here. You may ask that it be corrected or erased, and complain to the "
                "authority for data protection. What the law keeps is erased when its time is over."
            ),
            "sections": list(sections(row.borrower_id)),
        }
    return paper.pdf("copy", words, [], language)


def sections(borrower_id: int) -> Iterator[list[Any]]:
    """The records with their rows, each row as names and values; a record without a row is left out."""
    for noun in TOLD:
        model = parts.model(noun)
        found = select(model).where(model.id.in_(parts.ids(noun, borrower_id))).order_by(model.id)
        rows = [list(facts(each)) for each in db.session.scalars(found)]
        if rows := [each for each in rows if each]:
            yield [labels.records(noun) if noun in access.TABLE else labels.record(noun), rows]


def facts(row: Record) -> Iterator[list[str]]:
    """The values of a row that say something, by the labels of the screens; in full, for they are the reader's own."""
    for name in columns.names_of(type(row)):
        if name in LEFT_OUT or not labels.shown(name):
            continue
        column = columns.of(type(row), name)
        value = getattr(row, name)
        if value in (None, "", {}, []) or (column.kind == Kind.relation and column.target is User):
            continue
        if text := spoken(column, value, row):
            yield [labels.column(f"{labels.named(type(row))}.{name}"), text]


def spoken(column: Any, value: Any, row: Record) -> str:
    """A value as plain words."""
    if isinstance(value, Sentence):
        return format.said(value)
    if isinstance(value, bool):
        return format.flag(value)
    if isinstance(value, enum.Enum):
        return labels.member(value)
    if isinstance(value, datetime):
        return str(format_datetime(value))
    if isinstance(value, date):
        return str(format_date(value))
    if isinstance(value, Decimal):
        return format.rate(value) if column.kind == Kind.rate else format.money(value, columns.currency(row) or "")
    if isinstance(value, Record):
        return format.title(value, names=True)
    return "" if isinstance(value, dict | list) else str(value)
