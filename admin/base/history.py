"""The history of a row: who did what when, with the values before and after in words."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from flask_babel import gettext
from sqlalchemy import select

from admin.base import columns, format, labels
from admin.base.columns import Column, Kind
from models import db
from models.audit import AuditEntry
from models.base import Record
from rules.sentence import Sentence

SHOWN = 50


class Change(NamedTuple):
    """One value before and after."""

    label: str
    before: str
    after: str


class Event(NamedTuple):
    """One entry of the history."""

    at: Any
    actor: str
    action: Any
    reason: str
    changes: list[Change]


def told(name: str) -> bool:
    """Every column is told of."""
    return True


def of(row: Any, tells: Callable[[str], bool] = told) -> list[Event]:
    """The latest entries about a row, newest first, about the columns that are told of."""
    noun = labels.named(type(row))
    found = select(AuditEntry).where(AuditEntry.record == noun, AuditEntry.record_id == row.id)
    return [event(entry, tells) for entry in db.session.scalars(found.order_by(AuditEntry.id.desc()).limit(SHOWN))]


def event(entry: AuditEntry, tells: Callable[[str], bool] = told) -> Event:
    """An entry in words."""
    actor = entry.actor or gettext("Nobody signed in")
    return Event(
        format.instant(entry.at),
        actor,
        format.choice(entry.action),
        format.said(entry.reason),
        list(changes(entry, tells)),
    )


def changes(entry: AuditEntry, tells: Callable[[str], bool] = told) -> Iterator[Change]:
    """The values of an entry; a name that some may not see is masked for them."""
    for name, value in entry.changes.items():
        if not tells(name.removesuffix("_id")):
            continue
        before, after = value if isinstance(value, list) and len(value) == 2 else (None, value)
        label = labels.column(f"{entry.record}.{name.removesuffix('_id')}")
        yield Change(label, word(entry.record, name, before), word(entry.record, name, after))


def word(noun: str, name: str, value: Any) -> str:
    """A stored value in words."""
    if value is None:
        return ""
    if isinstance(value, Sentence):
        return format.said(value)
    column = column_of(noun, name)
    if isinstance(value, bool) or column is None:
        return format.flag(value) if isinstance(value, bool) else str(value)
    if column.kind == Kind.relation:
        row = db.session.get(column.target, value)
        return format.title(row) if row else str(value)
    if column.kind == Kind.data:
        return format.plain_data(value)
    return spoken(column, value)


def spoken(column: Column, value: Any) -> str:
    """A plain stored value in words, by the kind of its column."""
    if column.kind == Kind.choice:
        return labels.member(column.target[value]) if value in column.target.__members__ else str(value)
    if column.kind == Kind.date:
        return str(format.words(date.fromisoformat(value)))
    if column.kind == Kind.instant:
        return format.moment(datetime.fromisoformat(value))
    if column.kind == Kind.rate:
        return format.rate(Decimal(value))
    return format.person(value) if column.kind == Kind.person else str(value)


def column_of(noun: str, name: str) -> Column | None:
    """The column that an entry's value stood in, a foreign key by its relation; None where there is none any more."""
    model = next((item.class_ for item in Record.registry.mappers if labels.named(item.class_) == noun), None)
    for known in (name.removesuffix("_id"), name):
        if model is not None and known in model.__mapper__.attrs:
            return columns.of(model, known)
    return None
