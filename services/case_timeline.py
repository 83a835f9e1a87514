"""The timeline of a case: everything that happened to it, newest first."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select

from models import db
from models.case import Case, CaseEvent
from models.contact import Contact
from models.hold import Hold
from models.payment import Payment
from models.plan import Plan
from models.promise import Promise
from models.referral import Referral, ReferralEvent
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
    """Where entries of a kind come from: the rows of a case, and the column that dates them."""

    rows: Callable[[Case], Select[Any]]
    when: Any
    moment: Callable[[Any], datetime | None] = lambda row: None


def _reminders(case: Case) -> Select[Any]:
    return select(Reminder).join(ReminderCase).where(ReminderCase.case_id == case.id)


def _contacts(case: Case) -> Select[Any]:
    """What was said to the borrower; a sent reminder stands as itself."""
    return select(Contact).where(Contact.borrower_id == case.borrower_id, Contact.reminder_id.is_(None))


def _steps(case: Case) -> Select[Any]:
    return select(ReferralEvent).join(Referral).where(Referral.case_id == case.id)


SOURCES: dict[str, Source] = {
    "contact": Source(_contacts, Contact.at, lambda row: row.at),
    "reminder": Source(_reminders, Reminder.queued_on, lambda row: row.sent_at),
    "payment": Source(lambda case: select(Payment).where(Payment.loan_id == case.loan_id), Payment.paid_on),
    "promise": Source(lambda case: select(Promise).where(Promise.case_id == case.id), Promise.made_on),
    "plan": Source(lambda case: select(Plan).where(Plan.case_id == case.id), Plan.proposed_on),
    "hold": Source(lambda case: select(Hold).where(Hold.case_id == case.id), Hold.starts_on),
    "stage": Source(lambda case: select(CaseEvent).where(CaseEvent.case_id == case.id), CaseEvent.on),
    "referral": Source(_steps, ReferralEvent.at, lambda row: row.at),
}
KINDS = tuple(SOURCES)


def page(case: Case, kinds: Iterable[str], number: int, size: int = SIZE) -> tuple[list[Entry], bool]:
    """One page of the chosen kinds (none: all), counted from 1, and whether older ones follow."""
    chosen = [kind for kind in KINDS if kind in set(kinds)] or list(KINDS)
    found = [entry for kind in chosen for entry in _latest(case, kind, number * size + 1)]
    found.sort(key=lambda entry: (entry.at, entry.row.id), reverse=True)
    return found[(number - 1) * size : number * size], len(found) > number * size


def _latest(case: Case, kind: str, count: int) -> Iterable[Entry]:
    source = SOURCES[kind]
    query = source.rows(case).order_by(source.when.desc(), source.when.class_.id.desc()).limit(count)
    for row in db.session.scalars(query):
        moment = source.moment(row)
        if moment:
            yield Entry(moment, team.today(moment), kind, row, True)
        else:
            day = getattr(row, source.when.key)
            yield Entry(team.start_of(day), day, kind, row, False)
