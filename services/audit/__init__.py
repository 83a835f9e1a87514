"""The audit trail, written by the session in the same transaction as what it tells of."""

import enum
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from flask import current_app
from sqlalchemy import event, insert, inspect
from sqlalchemy.orm import Mapper, Session

from models import db
from models.audit import AuditAction, AuditEntry
from models.base import Record, snake
from models.sealed import Sealed
from rules import audit as rule

# Not audited: the trail itself; what the runner, the hooks, rows of an import and presses on many rows keep as their
# own record; allocations and figures, computed anew from audited rows; outbox rows that record themselves.
UNTOLD = frozenset(
    "AuditEntry AuditSeal JobRun GatewayReport ImportRow BulkRun Allocation SignInFailure UserSession WeeklyMetric "
    "Week".split()
)
# Told of by the batch where many are written at once; what is not here is computed anew from what is.
IN_BULK = frozenset("BankLine CaseEvent Decision Hold Payment Receipt Reminder SetOff Wish".split())
OF_FILES = frozenset("Borrower Case JointDebtor Loan Phone".split())
"""Told of by their numbers alone: the batch of their import, which is told of too, has the digest of the file."""
SECRET = frozenset({"password", "fs_uniquifier", "tf_totp_secret", "mf_recovery_codes"})
SILENT = frozenset({"id", "version", "signed_in_at", "content", "found"})
"""What no trail repeats: a number that counts, and documents that are kept whole in their row, told by a digest."""
MASK = "****"
BATCH = 500


class Actor(NamedTuple):
    """Who acts: a person by id and name, or a job by name; `address` is where the request came from."""

    user_id: int | None = None
    name: str = "system"
    address: str = ""


def sign(actor: Actor) -> None:
    """Say on whose behalf this session works from now on; an edge calls it once, with the present person or job."""
    db.session.info["actor"] = actor


def listen() -> None:
    """Write the trail of every flush of the session; harmless twice."""
    if not event.contains(db.session, "after_flush", tell):
        event.listen(db.session, "after_flush", tell)
    for mapper in Record.registry.mappers:
        if mapper.class_.__name__ not in UNTOLD:
            remember(mapper)


def remember(mapper: Any) -> None:
    """Have a row read its value before it is overwritten, so that the trail knows it after a commit too."""
    for attribute in mapper.column_attrs:
        getattr(mapper.class_, attribute.key).impl.active_history = True


def tell(session: Session, context: Any) -> None:
    """Write one entry for each row that this flush made, changed or deleted."""
    found = [*made(session.new), *changed(session.dirty), *deleted(session.deleted)]
    signed = signature(session) if found else {}
    for start in range(0, len(found), BATCH):
        rows = [{**signed, **entry} for entry in found[start : start + BATCH]]
        session.execute(insert(AuditEntry.__table__), rows)


def made(rows: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Entries of new rows, with their values."""
    for row in told(rows):
        after = {name: [None, value] for name, value in values(row).items() if value not in (None, "", {}, [])}
        yield entry(AuditAction.created, row, after)


def changed(rows: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Entries of changed rows, with the values before and after; by record and number, for a session keeps no order."""
    for row in sorted(told(rows), key=lambda row: (type(row).__name__, row.id)):
        differences = dict(difference(row))
        if differences:
            yield entry(AuditAction.changed, row, differences)


def deleted(rows: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Entries of deleted rows, with their last values."""
    for row in told(rows):
        yield entry(AuditAction.deleted, row, {name: [value, None] for name, value in values(row).items()})


def told(rows: Iterable[Any]) -> Iterator[Record]:
    """The rows among these that the trail tells of."""
    return (row for row in rows if isinstance(row, Record) and type(row).__name__ not in UNTOLD)


@cache
def columns(mapper: Mapper[Any]) -> list[tuple[str, Any]]:
    """The columns of a record that the trail tells of, by attribute name."""
    pairs = [(attribute.key, attribute.columns[0]) for attribute in mapper.column_attrs]
    return [
        (name, column)
        for name, column in pairs
        if name not in SILENT and not {"blind_of", "fold_of"} & column.info.keys()
    ]


def values(row: Record) -> dict[str, Any]:
    """The present values of a row, as the trail stores them."""
    return {name: stored(name, column, getattr(row, name)) for name, column in columns(inspect(type(row)))}


def difference(row: Record) -> Iterator[tuple[str, list[Any]]]:
    """The columns that changed, each with its value before and after."""
    state: Any = inspect(row)
    for name, column in columns(inspect(type(row))):
        history = state.attrs[name].history
        if history.has_changes():
            before = history.deleted[0] if history.deleted else None
            after = history.added[0] if history.added else None
            if before != after:
                yield name, [stored(name, column, before), stored(name, column, after)]


def stored(name: str, column: Any, value: Any) -> Any:
    """A value as JSON holds it; sealed and secret ones only as a mask."""
    if value in (None, ""):
        return None
    if isinstance(column.type, Sealed) or name in SECRET:
        return MASK
    if isinstance(value, enum.Enum):
        return value.name
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | bytes) else value


def entry(action: AuditAction, row: Record, changes: dict[str, Any]) -> dict[str, Any]:
    """The values of an audit entry about a row."""
    return {
        "action": action,
        "record": snake(type(row).__name__),
        "record_id": row.id,
        "changes": changes,
        "reason": "",
        "version": 1,
    }


def batch(action: AuditAction, model: type[Record], given: Sequence[Any]) -> None:
    """Write one entry for many rows that a statement made, changed or deleted past the session, with their digest."""
    is_of_file = model.__name__ in OF_FILES and action is not AuditAction.changed
    if not given or not (is_of_file or model.__name__ in IN_BULK):
        return
    rows = [row["id"] for row in given] if is_of_file and action is AuditAction.created else given
    told = {"row_count": len(given), "row_digest": rule.rows(rows)}
    values = {**signature(db.session()), "action": action, "record": snake(model.__name__), "record_id": None}
    db.session.execute(insert(AuditEntry.__table__), [{**values, "changes": told, "reason": "", "version": 1}])  # type: ignore[arg-type]


def signature(session: Any) -> dict[str, Any]:
    """Who acts and when: what the edge signed, or the system itself at the clock of the application."""
    actor: Actor = session.info.get("actor") or Actor()
    now = session.info.get("now") or current_app.config["CLOCK"]()
    return {"at": now, "user_id": actor.user_id, "actor": actor.name, "address": actor.address}


def record(
    action: AuditAction, row: Record | type[Record] | None, reason: str = "", changes: dict[str, Any] | None = None
) -> None:
    """Write down a look, a reveal, an export or a sign-in: of a row, of a whole record (its class), or of neither."""
    about: dict[str, Any] = {"record": "", "record_id": None}
    if isinstance(row, type):
        about["record"] = snake(row.__name__)
    elif row is not None:
        about = {"record": snake(type(row).__name__), "record_id": row.id}
    session = db.session()
    db.session.add(AuditEntry(action=action, reason=reason, changes=changes or {}, **about, **signature(session)))
