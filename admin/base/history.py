"""The history of a row: who did what when, with the values before and after in words."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from flask_babel import gettext
from sqlalchemy import select

from admin.base import format, labels
from models import db
from models.audit import AuditEntry

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


def of(row: Any) -> list[Event]:
    """The latest entries about a row, newest first."""
    noun = labels.named(type(row))
    found = select(AuditEntry).where(AuditEntry.record == noun, AuditEntry.record_id == row.id)
    return [event(entry) for entry in db.session.scalars(found.order_by(AuditEntry.id.desc()).limit(SHOWN))]


def event(entry: AuditEntry) -> Event:
    """An entry in words."""
    actor = entry.actor or gettext("Nobody signed in")
    return Event(format.instant(entry.at), actor, format.choice(entry.action), entry.reason, list(changes(entry)))


def changes(entry: AuditEntry) -> Iterator[Change]:
    """The values of an entry; a name that some may not see is masked for them."""
    for name, value in entry.changes.items():
        before, after = value if isinstance(value, list) and len(value) == 2 else (None, value)
        label = labels.column(name.removesuffix("_id"))
        yield Change(label, word(entry.record, name, before), word(entry.record, name, after))


def word(noun: str, name: str, value: Any) -> str:
    """A stored value in words."""
    if value is None:
        return "–"
    if noun == "borrower" and name == "name":
        return format.person(str(value))
    if isinstance(value, bool):
        return format.flag(value)
    return str(value)
