"""Sessions: begun at a sign-in, looked up on every page, ended by who signed out, was signed out, or rests too long."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from models import db
from models.audit import AuditAction
from models.user import User
from models.user_session import UserSession
from rules import session as rule
from services import audit

MOST_BROWSER = 120


def begin(person: User, now: datetime, address: str, browser: str, device: str) -> str:
    """Begin a session of a person on a device; gives the secret that its cookie holds."""
    secret = secrets.token_urlsafe(32)
    db.session.execute(delete(UserSession).where(UserSession.seen_at < now - rule.REMEMBERED))
    told = {"address": address, "browser": browser[:MOST_BROWSER], "device": digest(device)}
    db.session.add(UserSession(user_id=person.id, digest=digest(secret), started_at=now, seen_at=now, **told))
    return secret


def runs(row: UserSession | None, now: datetime) -> bool:
    """Whether a session is good."""
    return row is not None and not row.ended and not rule.is_over(row.started_at, row.seen_at, now)


def note(connection: Connection, row_id: int, now: datetime) -> None:
    """Note that a session is used, beside a page that only reads."""
    table = UserSession.__table__
    connection.execute(update(table).where(table.c.id == row_id).values(seen_at=now))  # type: ignore[arg-type]


def open_of(person: User, now: datetime) -> Sequence[UserSession]:
    """The sessions of a person that are good, the one used last first."""
    here = select(UserSession).where(UserSession.user_id == person.id, UserSession.ended.is_(False))
    rows = db.session.scalars(here.order_by(UserSession.seen_at.desc(), UserSession.id.desc())).all()
    return [row for row in rows if runs(row, now)]


def end(row: UserSession) -> None:
    """End a session at once, wherever its cookie lies; written down."""
    if not row.ended:
        row.ended = True
        audit.record(AuditAction.signed_out, row.user, changes={"address": row.address, "browser": row.browser})


def end_all(person: User, but: int | None = None) -> int:
    """End every session of a person, perhaps but one; gives how many there were."""
    here = select(UserSession).where(UserSession.user_id == person.id, UserSession.ended.is_(False))
    rows = [row for row in db.session.scalars(here) if row.id != but]
    for row in rows:
        row.ended = True
    if rows:
        audit.record(AuditAction.signed_out, person, changes={"session_count": len(rows)})
    return len(rows)


def digest(secret: str) -> str:
    """What is kept of a secret; nothing of none."""
    return hashlib.sha256(secret.encode()).hexdigest() if secret else ""
