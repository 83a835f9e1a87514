"""A person's calendar of hearings: an address with a secret that can be taken back; it names references alone."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from icalendar import Calendar, Event
from sqlalchemy import select

from models import db
from models.referral import Referral
from models.referral_work import CalendarLink
from models.user import User


def make(user: User, now: datetime) -> str:
    """A new secret; the one before ends."""
    revoke(user, now)
    secret = secrets.token_urlsafe(32)
    db.session.add(CalendarLink(user=user, digest=_digest(secret), made_at=now))
    return secret


def revoke(user: User, now: datetime) -> int:
    """End the address of a person; says how many ended, again changes nothing."""
    rows = _open(user)
    for row in rows:
        row.revoked_at = now
    return len(rows)


def has_one(user: User) -> bool:
    """Whether an address runs."""
    return bool(_open(user))


def reader_of(secret: str) -> User | None:
    """Whose address this is: nobody's when it was taken back, or the person left the firm."""
    here = select(CalendarLink).where(CalendarLink.digest == _digest(secret), CalendarLink.revoked_at.is_(None))
    row = db.session.scalars(here).first()
    return row.user if row and row.user.active and row.user.partner_id else None


def calendar(user: User, now: datetime) -> bytes:
    """The next dates of the firm's referrals as iCalendar: reference, status and court, no person."""
    found = Calendar()
    found.add("prodid", "-//Concord//hearings//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", "Concord")
    for row in _dated(user):
        found.add_component(_event(row, now))
    return bytes(found.to_ical())


def _dated(user: User) -> Sequence[Referral]:
    here = select(Referral).where(Referral.partner_id == user.partner_id, Referral.next_on.is_not(None))
    here = here.where(Referral.referred_on.is_not(None), Referral.closed_on.is_(None), Referral.recalled_on.is_(None))
    return db.session.scalars(here.order_by(Referral.next_on)).all()


def _event(row: Referral, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{row.reference}@concord")
    event.add("dtstamp", now)
    event.add("summary", f"{row.reference} · {row.status}")
    if row.next_on:
        event.add("dtstart", row.next_on)
        event.add("dtend", row.next_on + timedelta(days=1))
    if row.court:
        event.add("location", row.court)
    return event


def _open(user: User) -> Sequence[CalendarLink]:
    db.session.flush()
    return db.session.scalars(select(CalendarLink).filter_by(user_id=user.id, revoked_at=None)).all()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
