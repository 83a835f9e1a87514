"""The timeline of a case: everything that happened to it, newest first."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from models import db
from models.base import unsought
from models.case import Case, CaseEvent
from models.contact import Contact
from models.hold import Hold
from models.payment import Payment
from models.plan import Plan
from models.promise import Promise
from models.referral import ReferralEvent
from models.reminder import Reminder, ReminderCase
from services import team

SIZE = 20


class Entry(NamedTuple):
    """One thing that happened: its kind, its row, its instant and business day; `timed` where the minute is known."""

    at: datetime
    on: date
    kind: str
    row: Any
    timed: bool


class Source(NamedTuple):
    """Where entries of a kind come from: the rows of a case, the column that dates them, and what comes along.

    Many rows are asked for by a query; what the case has few of comes whole with the case.
    """

    rows: Callable[[Case], Select[Any] | list[Any]]
    when: Any
    moment: Callable[[Any], datetime | None] = lambda row: None
    with_it: tuple[Any, ...] = ()


def _reminders(case: Case) -> Select[Any]:
    return select(Reminder).join(ReminderCase).where(ReminderCase.case_id == case.id)


def _contacts(case: Case) -> Select[Any]:
    """What was said to the borrower; a sent reminder stands as itself."""
    return select(Contact).where(Contact.borrower_id == case.borrower_id, unsought(Contact.reminder_id).is_(None))


def _steps(case: Case) -> list[ReferralEvent]:
    return [event for referral in case.referrals for event in referral.events]


def _moves(case: Case) -> Select[Any]:
    return select(CaseEvent).where(CaseEvent.case_id == case.id)


TALK = (Contact.outcome, Contact.phone, Contact.user, Contact.reason, Contact.case, Contact.mark)

SOURCES: dict[str, Source] = {
    "contact": Source(_contacts, Contact.at, lambda row: row.at, TALK),
    "reminder": Source(_reminders, Reminder.queued_on, lambda row: row.sent_at, (Reminder.stage,)),
    "payment": Source(lambda case: case.loan.payments, Payment.paid_on),
    "promise": Source(lambda case: case.promises, Promise.made_on),
    "plan": Source(lambda case: case.plans, Plan.proposed_on),
    "hold": Source(lambda case: case.holds, Hold.starts_on),
    "stage": Source(_moves, CaseEvent.on, with_it=(CaseEvent.stage,)),
    "referral": Source(_steps, ReferralEvent.at, lambda row: row.at),
}
KINDS = tuple(SOURCES)


def page(case: Case, kinds: Iterable[str], number: int, size: int = SIZE) -> tuple[list[Entry], bool]:
    """One page of the chosen kinds (none: all), counted from 1, and whether older ones follow."""
    chosen = [kind for kind in KINDS if kind in set(kinds)] or list(KINDS)
    zone = team.zone()
    found = [entry for kind in chosen for entry in _latest(case, kind, number * size + 1, zone)]
    found.sort(key=lambda entry: (entry.at, entry.row.id), reverse=True)
    return found[(number - 1) * size : number * size], len(found) > number * size


def _latest(case: Case, kind: str, count: int, zone: ZoneInfo) -> Iterable[Entry]:
    source = SOURCES[kind]
    for row in _rows(source, case, count):
        moment = source.moment(row)
        if moment:
            yield Entry(moment, moment.astimezone(zone).date(), kind, row, True)
        else:
            day = getattr(row, source.when.key)
            yield Entry(datetime.combine(day, time(), zone).astimezone(UTC), day, kind, row, False)


def _rows(source: Source, case: Case, count: int) -> Iterable[Any]:
    """The latest rows of a source."""
    rows = source.rows(case)
    if isinstance(rows, list):
        return sorted(rows, key=lambda row: (getattr(row, source.when.key), row.id), reverse=True)[:count]
    newest = rows.order_by(source.when.desc(), source.when.class_.id.desc()).limit(count)
    return db.session.scalars(newest.options(*map(joinedload, source.with_it)))
