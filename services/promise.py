"""Promises to pay: made by a borrower, followed by posted payments."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from models import db
from models.base import unsought
from models.case import Case, CaseState
from models.contact import Contact
from models.hold import Hold, HoldKind
from models.promise import Promise, PromiseStatus
from models.stage import Policy, TaskKind
from models.user import User
from rules import money
from rules import promise as rule
from rules.access import Level
from rules.errors import RuleError
from rules.sentence import Sentence
from services import early, hold, ledger, task
from services.case import episode

RUNNING = Sentence("A promise to pay is running.")
NOT_KEPT = (PromiseStatus.superseded, PromiseStatus.partly_kept, PromiseStatus.broken)
WITH_IT = (ledger.with_payments(Promise.case),)
"""What `follow` reads of each promise."""
JUDGED = (PromiseStatus.open, PromiseStatus.kept, PromiseStatus.partly_kept, PromiseStatus.broken)


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

    How far ahead it may lie, what keeps it and its grace are the policy's. Raises RuleError for an amount that is not
    above zero or above what ends the debt on the day, a day that is past or too far, or one time too often for
    the person's level.
    """
    _check(case, amount, due_on, today)
    _check_level(case, user)
    earlier = open_of(case)
    if earlier:
        _end(earlier, PromiseStatus.superseded, today)
        db.session.flush()
    policy = _policy(case)
    row = Promise(**_stands(case), amount=amount, made_on=today, due_on=due_on, made_by=user, contact=contact)
    row.grace_days, row.threshold_rate = policy.promise_grace_days, policy.promise_threshold_rate
    db.session.add(row)
    db.session.flush()
    if earlier:
        earlier.superseded_by_id = row.id
    last = last_day(row)
    hold.open(case, HoldKind.promise, today, RUNNING, last, ends_on=last, owner=user, promise=row)
    task.set_next(case, TaskKind.follow_promise, last + timedelta(days=1), now, by_person=user is not None, user=user)
    return row


def last_day(row: Promise) -> date:
    """The last day on which a payment still keeps a promise: its day with its grace."""
    return rule.last_day(row.due_on, row.grace_days)


def open_of(case: Case) -> Promise | None:
    """The open promise of a case."""
    db.session.flush()
    query = select(Promise).filter_by(case_id=case.id, status=PromiseStatus.open)
    return db.session.scalars(query).first()


def due(today: date) -> list[int]:
    """Ids of the promises to look at: open ones, and settled ones whose loan had a payment or reversal lately."""
    waiting = select(Promise.id).where(Promise.status == PromiseStatus.open)
    changed = select(Promise.id).join(Case).where(Case.loan_id.in_(ledger.moved_lately(today)))
    changed = changed.where(unsought(Promise.status).in_(JUDGED))
    return sorted({*db.session.scalars(waiting), *db.session.scalars(changed)})


def follow(row: Promise, today: date, now: datetime) -> str:
    """Settle a promise by the posted payments; returns its status.

    A settled one is judged again, for a payment may be reversed or entered late; cancelled and superseded ones stay.
    """
    if row.status not in JUDGED:
        return str(row.status)
    found = rule.judge(_value(row), ledger.posted(row.case.loan), today)
    row.paid_amount = found.paid
    if found.status == rule.Status.open:
        _reopen(row, today, now)
    elif PromiseStatus(found.status) != row.status:
        _end(row, PromiseStatus(found.status), today)
        _next(row, today, now)
    return str(row.status)


def follow_all(case: Case, today: date, now: datetime) -> list[str]:
    """Judge every promise of a case again, the oldest first, after its payments changed; returns their statuses."""
    return [follow(row, today, now) for row in sorted(case.promises, key=lambda each: each.id)]


def made_again(case: Case) -> int:
    """How many promises since the case opened were not kept, or gave way to another one."""
    return sum(row.status in NOT_KEPT for row in _since_opened(case))


def latest(case: Case) -> Promise | None:
    """The latest promise that was made since the case opened."""
    return max(_since_opened(case), key=lambda row: row.id, default=None)


def tally(case: Case) -> tuple[int, int]:
    """How many promises of a case were kept, and how many were made and have come to their end."""
    settled = [row.status for row in case.promises if row.status in JUDGED[1:]]
    return settled.count(PromiseStatus.kept), len(settled)


def cancel(row: Promise, today: date) -> None:
    """Take a promise back; automation goes on. Raises RuleError for a settled one."""
    if row.status != PromiseStatus.open:
        raise RuleError("The promise is settled already.")
    _end(row, PromiseStatus.cancelled, today)


def undo(row: Promise, today: date, now: datetime) -> None:
    """Cancel a promise that was just made; the one that gave way to it runs on."""
    cancel(row, today)
    db.session.flush()
    for earlier in db.session.scalars(select(Promise).filter_by(superseded_by_id=row.id)):
        earlier.superseded_by_id = None
        _reopen(earlier, today, now)


def _check(case: Case, amount: Decimal, due_on: date, today: date) -> None:
    if case.state == CaseState.closed:
        raise RuleError("%(reference)s is closed; there is nothing to promise.", reference=case.reference)
    if amount <= 0 or not money.fits(amount, money.unit(case.loan.currency), case.balance):
        raise RuleError("A promise needs an amount above zero, in whole units of its currency.")
    last = today + timedelta(days=_policy(case).promise_most_days)
    if not today <= due_on <= last:
        raise RuleError("A promise is for a day from %(first)s to %(last)s.", first=today, last=last)
    owed = early.price(case.loan, case.balance, due_on)
    if amount > owed:
        raise RuleError("%(amount)s is more than the %(balance)s owed.", amount=amount, balance=owed)


def may(case: Case, user: User | None) -> bool:
    """Whether a person may take the next promise: one made again too often needs a supervisor.

    Nobody named is the house itself, which has no level.
    """
    db.session.flush()
    waiting = open_of(case) in _since_opened(case)
    again = made_again(case) + waiting
    return not user or user.level != Level.collector or again <= _policy(case).promise_again_most


def _check_level(case: Case, user: User | None) -> None:
    if not may(case, user):
        raise RuleError("It was promised too often; a supervisor must take the next promise.")


def _since_opened(case: Case) -> list[Promise]:
    """The promises of the present episode."""
    return [row for row in case.promises if not episode.is_former(case, row.made_on)]


def _stands(case: Case) -> dict[str, Any]:
    """Where a promise counts, whatever becomes of its case: who holds it, in which portfolio, stage and currency."""
    loan = case.loan
    held = {"collector": case.assignee, "stage": case.stage, "portfolio": loan.portfolio, "currency": loan.currency}
    return {"case": case, **held}


def _policy(case: Case) -> Policy:
    found: Policy = case.loan.portfolio.policy
    return found


def _value(row: Promise) -> rule.Promise:
    return rule.Promise(row.amount, row.made_on, row.due_on, row.grace_days, row.threshold_rate)


def _end(row: Promise, status: PromiseStatus, today: date) -> None:
    row.status, row.settled_on = status, today
    for rest in db.session.scalars(select(Hold).filter_by(promise_id=row.id)):
        hold.release(rest, today)


def _reopen(row: Promise, today: date, now: datetime) -> None:
    """A promise whose payment was taken back within its days runs on, unless another one runs by now."""
    if row.status == PromiseStatus.open or open_of(row.case) is not None:
        return
    row.status, row.settled_on, row.case.touched = PromiseStatus.open, None, True
    for rest in db.session.scalars(select(Hold).filter_by(promise_id=row.id)):
        rest.released_on = None
    if row.case.state != CaseState.closed:
        task.set_next(row.case, TaskKind.follow_promise, last_day(row) + timedelta(days=1), now)


def _next(row: Promise, today: date, now: datetime) -> None:
    """A broken promise is called about today; after a kept one the stage says what comes next.

    One of a former episode says nothing about what is owed now.
    """
    if episode.is_former(row.case, row.made_on):
        return
    planned = task.open_of(row.case)
    waits = planned is not None and planned.kind == TaskKind.follow_promise
    if row.status == PromiseStatus.kept:
        if planned and waits:
            task.complete(planned, now)
    elif (waits or planned is None or not planned.by_person) and row.case.state != CaseState.closed:
        task.set_next(row.case, TaskKind.call, today, now, note=Sentence("The promise was not kept."))
