"""Wishes and consents: recorded as they were said, taken back, never edited."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import or_, select

from models import db
from models.borrower import Borrower, PointStatus
from models.stage import Channel
from models.wish import Wish, WishKind
from rules.calendar import time_of_day, weekdays
from rules.contact.facts import Inconvenient
from rules.errors import RuleError
from rules.sentence import Sentence

TIMED = (WishKind.agreed_hours, WishKind.inconvenient_time)
NEVER = datetime(1971, 1, 1, tzinfo=UTC)
"""Stands for a consent that was never given, so that rules which ask for a fresh one stay closed."""


def record(borrower: Borrower, kind: WishKind, received_at: datetime, said: str, now: datetime, **more: Any) -> Wish:
    """Record a wish (`more`: the other columns of `Wish`); an opt-out of a number or address marks it.

    Raises RuleError for a wish of the future, one without words, or one that does not say what it is about.
    """
    row = Wish(borrower=borrower, kind=kind, received_at=received_at, said=said, **more)
    check(row, now)
    db.session.add(row)
    for point in (row.phone, row.address):
        if point is not None and kind == WishKind.opt_out:
            point.status = PointStatus.opted_out
    return row


def end(row: Wish, now: datetime, reason: str) -> None:
    """The borrower took a wish back. Raises RuleError without a reason; again changes nothing."""
    if not reason.strip():
        raise RuleError("Say how the borrower took it back.")
    if row.ended_at is None:
        row.ended_at, row.said = now, Sentence("%(said)s · %(reason)s", said=row.said, reason=reason)
        for point in (row.phone, row.address):
            if point is not None and point.status == PointStatus.opted_out:
                point.status = PointStatus.unverified


def check(row: Wish, now: datetime) -> None:
    """Raise RuleError for what cannot be a wish."""
    if not row.said.strip():
        raise RuleError("Say how we know: a message, a call, a letter.")
    if row.received_at > now:
        raise RuleError("A wish cannot be received in the future.")
    if row.kind == WishKind.opt_out and not (row.channel or row.phone or row.address):
        raise RuleError("An opt-out names a channel, a number or an address.")
    if row.kind == WishKind.consent and row.channel is None:
        raise RuleError("A consent names its channel.")
    if row.kind == WishKind.inconvenient_place and row.place is None:
        raise RuleError("Say which place does not suit.")
    for point in (row.phone, row.address):
        if point is not None and point.borrower_id != row.borrower.id:
            raise RuleError("The number or address belongs to another borrower.")
    _check_times(row)


def _check_times(row: Wish) -> None:
    weekdays(row.weekdays)
    if row.kind in TIMED and time_of_day(row.from_time) == time_of_day(row.to_time):
        raise RuleError("A time needs a beginning and another end.")
    if row.kind == WishKind.agreed_hours and row.ends_on is None:
        raise RuleError("Agreed hours need a last day.")


def running(borrower_ids: Iterable[int], now: datetime, today: date) -> list[Wish]:
    """The wishes of these borrowers that hold at an instant."""
    holds = (or_(Wish.ended_at.is_(None), Wish.ended_at > now), or_(Wish.ends_on.is_(None), Wish.ends_on >= today))
    query = select(Wish).where(Wish.borrower_id.in_(list(borrower_ids)), Wish.received_at <= now, *holds)
    return list(db.session.scalars(query.order_by(Wish.id)))


def flags(rows: Iterable[Wish]) -> dict[str, Any]:
    """What the wishes of one borrower mean to the rules; points are left to their status."""
    found: dict[str, Any] = {"sms_consent_or_use_at": NEVER}
    for row in rows:
        FLAGS[row.kind](row, found)
    return found


def _opt_out(row: Wish, found: dict[str, Any]) -> None:
    if row.channel:
        found["opted_out"] = (*found.get("opted_out", ()), "visit" if row.channel == Channel.in_person else row.channel)


def _cease(row: Wish, found: dict[str, Any]) -> None:
    found["cease_received_at"] = min(row.received_at, found.get("cease_received_at", row.received_at))


def _consent(row: Wish, found: dict[str, Any]) -> None:
    if row.channel == Channel.sms:
        found["sms_consent_or_use_at"] = max(row.received_at, found["sms_consent_or_use_at"])


def _hours(row: Wish, found: dict[str, Any]) -> None:
    found["time_consent"] = (time_of_day(row.from_time), time_of_day(row.to_time))
    found["time_consent_expires"] = row.ends_on


def _time(row: Wish, found: dict[str, Any]) -> None:
    span = (time_of_day(row.from_time), time_of_day(row.to_time))
    wish = Inconvenient(weekdays(row.weekdays), span)
    found["inconvenient_times"] = (*found.get("inconvenient_times", ()), wish)


def _place(row: Wish, found: dict[str, Any]) -> None:
    found["inconvenient_places"] = (*found.get("inconvenient_places", ()), str(row.place))


def _nothing(row: Wish, found: dict[str, Any]) -> None:
    """No law bars a contact; the hold on the case stops the automation, or the borrower is left out of trials."""


def _flag(name: str) -> Any:
    return lambda row, found: found.update({name: True})


FLAGS = {
    WishKind.opt_out: _opt_out,
    WishKind.cease: _cease,
    WishKind.consent: _consent,
    WishKind.agreed_hours: _hours,
    WishKind.inconvenient_time: _time,
    WishKind.inconvenient_place: _place,
    WishKind.employer_prohibits: _flag("employer_prohibits"),
    WishKind.breathing_space: _flag("breathing_space"),
    WishKind.vulnerable: _flag("particularly_vulnerable"),
    WishKind.no_contact_order: _flag("no_contact_order"),
    WishKind.deceased: _flag("borrower_dead_or_incapacitated"),
    WishKind.represented: _flag("attorney_represented"),
    WishKind.insolvent: _flag("bankruptcy_stay"),
    WishKind.complained: _nothing,
    WishKind.defrauded: _nothing,
    WishKind.unclear: _nothing,
    WishKind.no_automation: _nothing,
}
"""What each kind of wish sets among the facts."""
