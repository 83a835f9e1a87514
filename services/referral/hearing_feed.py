"""A person's calendar of hearings: an address with a secret that can be taken back; it names references alone."""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event
from sqlalchemy import select

from models import db
from models.referral import Referral, ReferralStatus
from models.referral_work import CalendarLink
from models.user import User
from rules.calendar import time_of_day
from services import team

HEARING = timedelta(hours=1)
ALARMS = (timedelta(days=1), timedelta(hours=2))
"""So long before a hearing a calendar says so; without an hour only the day before."""


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
    """Whose address this is: nobody's when it was taken back, or the work it was made for has ended."""
    here = select(CalendarLink).where(CalendarLink.digest == _digest(secret), CalendarLink.revoked_at.is_(None))
    row = db.session.scalars(here).first()
    return row.user if row and _works(row.user) else None


def outlived() -> list[int]:
    """The addresses that run although the work they were made for has ended."""
    rows = db.session.scalars(select(CalendarLink).where(CalendarLink.revoked_at.is_(None)).order_by(CalendarLink.id))
    return [row.id for row in rows if not _works(row.user)]


def end(row: CalendarLink, now: datetime) -> str:
    """End an address for good: for work to come the person makes another."""
    row.revoked_at = now
    return "ended"


def _works(user: User) -> bool:
    """Whether a person still works on referrals: they may sign in, and their firm has one that has not ended."""
    if not user.active or user.partner is None or user.partner.archived_on is not None:
        return False
    here = select(Referral.id).where(Referral.partner_id == user.partner_id, Referral.referred_on.is_not(None))
    return (
        db.session.scalar(here.where(Referral.closed_on.is_(None), Referral.recalled_on.is_(None)).limit(1)) is not None
    )


def calendar(user: User, now: datetime, title: str, say: Callable[[ReferralStatus], str]) -> bytes:
    """The next dates of the firm's referrals as iCalendar: reference, status, court and room, no person.

    `title` and what `say` says of a status are in the reader's language. Each day of a referral is an event of its own.
    """
    found = Calendar()
    found.add("prodid", "-//Concord//hearings//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", title)
    for row in _dated(user):
        if row.next_on:
            found.add_component(_event(row, row.next_on, now, f"{row.reference} · {say(row.status)}"))
    return bytes(found.to_ical())


def _dated(user: User) -> Sequence[Referral]:
    here = select(Referral).where(Referral.partner_id == user.partner_id, Referral.next_on.is_not(None))
    here = here.where(Referral.referred_on.is_not(None), Referral.closed_on.is_(None), Referral.recalled_on.is_(None))
    return db.session.scalars(here.order_by(Referral.next_on)).all()


def _event(row: Referral, on: date, now: datetime, summary: str) -> Event:
    event = Event()
    event.add("uid", f"{row.reference}-{on.isoformat()}@concord")
    event.add("dtstamp", now)
    event.add("summary", summary)
    if row.next_time:
        begins = team.start_of(on) + timedelta(seconds=time_of_day(row.next_time))
        event.add("dtstart", begins)
        event.add("dtend", begins + HEARING)
    else:
        event.add("dtstart", on)
        event.add("dtend", on + timedelta(days=1))
    if place := ", ".join(filter(None, (row.court, row.court_room))):
        event.add("location", place)
    for before in ALARMS if row.next_time else ALARMS[:1]:
        event.add_component(_alarm(summary, before))
    return event


def _alarm(summary: str, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -before)
    return alarm


def _open(user: User) -> Sequence[CalendarLink]:
    db.session.flush()
    return db.session.scalars(select(CalendarLink).filter_by(user_id=user.id, revoked_at=None)).all()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
