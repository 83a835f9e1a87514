"""Sealing the trail: what was written is chained every few minutes, read again, and freed of values by an erasure."""

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, String, Text, cast, func, select, update

from models import db
from models.audit import AuditAction, AuditEntry
from models.trail import AuditSeal
from rules import audit as rule
from rules.audit import Break, Link
from rules.errors import RuleError
from services import audit, bulk

MOST = 5000
"""So many entries are sealed at a time: read and chained while others write, then kept in one short transaction."""
LATE = 100_000
"""How far behind the last seal an entry is looked for that a long transaction committed late."""
SALT_BYTES = 16
BATCH = 2000
FORMAT = "YYYY-MM-DD HH24:MI:SS.US"
ENTRY: Any = AuditEntry.__table__
SEAL: Any = AuditSeal.__table__


class State(NamedTuple):
    """How far the trail is sealed: how many entries, the digest of the last link, and what waits since when."""

    sealed: int
    head: str
    waiting: int
    since: datetime | None


class Proof(NamedTuple):
    """What came of reading the whole chain: its breaks, how much was read, and the unsealed tail from id to id."""

    breaks: Sequence[Break]
    state: State
    erased: int
    tail: tuple[int, int] | None


def body() -> list[Any]:
    """The columns of an entry that stand in the chain, as the database itself writes them."""
    is_embedded = db.engine.dialect.name == "sqlite"
    at = cast(ENTRY.c.at, Text) if is_embedded else func.to_char(ENTRY.c.at, FORMAT)
    names = ("user_id", "actor", "action", "record", "record_id", "address", "version")
    return [cast(ENTRY.c.id, Text), at, *(cast(ENTRY.c[name], Text) for name in names)]


def values() -> list[Any]:
    """The columns that stand beside the chain: what changed, and why."""
    return [cast(ENTRY.c[name], Text if name == "changes" else String) for name in ("changes", "reason")]


def found(most: int = MOST) -> list[dict[str, Any]]:
    """The next links of the chain, for entries that wait."""
    last = db.session.execute(select(SEAL.c.id, SEAL.c.digest).order_by(SEAL.c.id.desc()).limit(1)).first()
    place, before = (last.id, bytes(last.digest)) if last else (0, rule.START)
    links = []
    for row in db.session.execute(_unsealed(most)):
        place, salt = place + 1, os.urandom(SALT_BYTES)
        told = rule.told(salt, row[-2:])
        before = rule.digest(before, place, row[:-2], told)
        links.append({"id": place, "entry_id": int(row[0]), "salt": salt, "told": told, "digest": before, "version": 1})
    return links


def keep(links: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Write links down; another process that sealed the same entries meanwhile is the one that counts."""
    if not links:
        return {}
    last = db.session.scalar(select(func.max(SEAL.c.id))) or 0
    if last + 1 != links[0]["id"]:
        return {"taken": len(links)}
    bulk.insert(AuditSeal, links)
    return {"sealed": len(links)}


def waiting() -> bool:
    """Whether an entry waits to be sealed."""
    return db.session.execute(_unsealed(1)).first() is not None


def state() -> State:
    """How far the trail is sealed."""
    last = db.session.execute(select(SEAL.c.id, SEAL.c.digest).order_by(SEAL.c.id.desc()).limit(1)).first()
    count, since = db.session.execute(
        select(func.count(), func.min(ENTRY.c.at)).where(ENTRY.c.id > _behind(), _without_seal())
    ).one()
    return State(last.id if last else 0, bytes(last.digest).hex() if last else "", count, since)


def verify() -> Proof:
    """Read the whole chain again: every link that does not hold, first one first, and the tail that no link covers."""
    erased = _erased()
    breaks = list(rule.breaks(map(_link, _sealed()), erased))
    first, last, count, since = db.session.execute(
        select(func.min(ENTRY.c.id), func.max(ENTRY.c.id), func.count(), func.min(ENTRY.c.at)).where(_without_seal())
    ).one()
    told = state()._replace(waiting=count, since=since)
    return Proof(breaks, told, len(erased), (first, last) if count else None)


def holds(head: str) -> bool:
    """Whether the chain has a link with this digest: one that was noted earlier proves that nothing was cut off."""
    try:
        digest = bytes.fromhex(head.strip())
    except ValueError:
        return False
    return db.session.scalar(select(SEAL.c.id).where(SEAL.c.digest == digest)) is not None


def lines() -> Iterator[list[Any]]:
    """The chain for an auditor, without a single value: place, what stands in it, digest of the values, digest."""
    names = ("id", "at", "user_id", "actor", "action", "record", "record_id", "address", "version")
    yield ["place", *names, "values_digest", "digest"]
    for row in _sealed():
        link = _link(row)
        yield [link.place, *(link.body or [str(link.entry_id), *[None] * 8]), link.told.hex(), link.digest.hex()]


def erase(ids: Iterable[int], reason: str) -> int:
    """Take the values of entries away for good, their salts too; the chain still holds. Gives how many there were.

    Raises RuleError for an entry that is not sealed yet.
    """
    wanted = sorted(set(ids))
    for piece in bulk.chunks(wanted):
        sealed = select(func.count()).select_from(SEAL).where(SEAL.c.entry_id.in_(piece))
        if db.session.scalar(sealed) != len(piece):
            raise RuleError("An entry of the audit trail is not sealed yet; try again in a few minutes.")
        db.session.execute(update(SEAL).where(SEAL.c.entry_id.in_(piece)).values(salt=None))
        db.session.execute(update(ENTRY).where(ENTRY.c.id.in_(piece)).values(changes={}, reason=""))
        audit.record(AuditAction.erased, AuditEntry, reason, {"entries": list(piece)})
    db.session.flush()
    bulk.forget(AuditEntry, wanted)
    return len(wanted)


def _unsealed(most: int) -> Any:
    waits = select(*body(), *values()).where(ENTRY.c.id > _behind(), _without_seal())
    return waits.order_by(ENTRY.c.id).limit(most)


def _without_seal() -> Any:
    return ~select(SEAL.c.id).where(SEAL.c.entry_id == ENTRY.c.id).exists()


def _behind() -> int:
    """The last entry before which none waits. On SQLite a writer is alone, so that none is committed late."""
    last = db.session.scalar(select(func.max(SEAL.c.entry_id))) or 0
    return last if db.engine.dialect.name == "sqlite" else max(0, last - LATE)


def _sealed() -> Iterator[Row[Any]]:
    """Every link with its entry, in the order of the chain."""
    columns = (SEAL.c.id, SEAL.c.entry_id, SEAL.c.salt, SEAL.c.told, SEAL.c.digest)
    query = select(*columns, *body(), *values()).select_from(SEAL.outerjoin(ENTRY, ENTRY.c.id == SEAL.c.entry_id))
    yield from db.session.execute(query.order_by(SEAL.c.id).execution_options(yield_per=BATCH))


def _link(row: Row[Any]) -> Link:
    place, entry_id, salt, told, digest, *rest = tuple(row)
    kept = None if rest[0] is None else rest[:-2]
    return Link(place, entry_id, kept, rest[-2:], bytes(salt) if salt else None, bytes(told), bytes(digest))


def _erased() -> frozenset[int]:
    """The entries whose erasure the trail itself tells of."""
    query = select(AuditEntry.changes).filter_by(action=AuditAction.erased, record="audit_entry")
    return frozenset(id for told in db.session.scalars(query) for id in told.get("entries", ()))
