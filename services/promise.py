"""Promises to pay: made by a borrower, followed by posted payments."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select

from models import db
from models.case import Case, CaseState
from models.contact import Contact
from models.hold import Hold, HoldKind
from models.promise import Promise, PromiseStatus
from models.stage import TaskKind
from models.user import User
from rules import money
from rules import promise as rule
from rules.errors import RuleError
from services import hold, payment, task

MOST_DAYS = 14
"""How far ahead a promise may lie. Source: operations.md 2.4."""


def make(
    case: Case,
    amount: Decimal,
    due_on: date,
    today: date,
    now: datetime,
    *,
    user: User | None = None,
    contact: Contact | None = None,
) -> Promise:
    """Record a promise; it supersedes the open one, holds the case until its day plus grace, and books its follow-up.

    Raises RuleError for an amount that is not above zero or above the balance, or a day that is past or too far.
    """
    _check(case, amount, due_on, today)
    earlier = open_of(case)
    if earlier:
        _end(earlier, PromiseStatus.superseded, today)
        db.session.flush()
    row = Promise(case=case, amount=amount, made_on=today, due_on=due_on, made_by=user, contact=contact)
    db.session.add(row)
    db.session.flush()
    if earlier:
        earlier.superseded_by_id = row.id
    last = rule.last_day(due_on, row.grace_days)
    hold.open(
        case, HoldKind.promise, today, "A promise to pay is running.", last, ends_on=last, owner=user, promise=row
    )
    task.set_next(case, TaskKind.follow_promise, last + timedelta(days=1), now, by_person=user is not None, user=user)
    return row


def open_of(case: Case) -> Promise | None:
    """The open promise of a case."""
    db.session.flush()
    query = select(Promise).filter_by(case_id=case.id, status=PromiseStatus.open)
    return db.session.scalars(query).first()


def due() -> list[int]:
    """Ids of the open promises; each may have been kept since, so all are looked at."""
    return list(db.session.scalars(select(Promise.id).filter_by(status=PromiseStatus.open).order_by(Promise.id)))


def follow(row: Promise, today: date, now: datetime) -> str:
    """Settle a promise by the posted payments; returns its status. A settled one stays as it is."""
    if row.status != PromiseStatus.open:
        return str(row.status)
    found = rule.judge(_value(row), payment.posted(row.case.loan), today)
    row.paid_amount = found.paid
    if found.status != rule.Status.open:
        _end(row, PromiseStatus(found.status), today)
        _next(row, today, now)
    return str(row.status)


def cancel(row: Promise, today: date) -> None:
    """Take a promise back; automation goes on. Raises RuleError for a settled one."""
    if row.status != PromiseStatus.open:
        raise RuleError("The promise is settled already.")
    _end(row, PromiseStatus.cancelled, today)


def _check(case: Case, amount: Decimal, due_on: date, today: date) -> None:
    if case.state == CaseState.closed:
        raise RuleError("%(reference)s is closed; there is nothing to promise.", reference=case.reference)
    if amount <= 0 or amount != money.cents(amount):
        raise RuleError("A promise needs an amount above zero, in cents.")
    if amount > case.balance:
        raise RuleError("%(amount)s is more than the %(balance)s owed.", amount=amount, balance=case.balance)
    if not today <= due_on <= today + timedelta(days=MOST_DAYS):
        last = today + timedelta(days=MOST_DAYS)
        raise RuleError("A promise is for a day from %(first)s to %(last)s.", first=today, last=last)


def _value(row: Promise) -> rule.Promise:
    return rule.Promise(row.amount, row.made_on, row.due_on, row.grace_days, row.threshold_rate)


def _end(row: Promise, status: PromiseStatus, today: date) -> None:
    row.status, row.settled_on = status, today
    for rest in db.session.scalars(select(Hold).filter_by(promise_id=row.id)):
        hold.release(rest, today)


def _next(row: Promise, today: date, now: datetime) -> None:
    """A broken promise is called about today; after a kept one the stage says what comes next."""
    planned = task.open_of(row.case)
    if planned is None or planned.kind != TaskKind.follow_promise:
        return
    if row.status == PromiseStatus.kept:
        task.complete(planned, now)
    elif row.case.state != CaseState.closed:
        task.set_next(row.case, TaskKind.call, today, now, note="The promise was not kept.")
