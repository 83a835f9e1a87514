"""Pauses: which days of a loan do not count as delinquent; rows are only ever added."""

from datetime import date

from models import db
from models.loan import Loan
from models.pause import Pause, PauseAction
from models.user import User
from rules import delinquency
from rules import pause as rule
from rules.errors import RuleError

SETTLED = "settled"


def add(loan: Loan, starts_on: date, ends_on: date, reason: str, today: date, user: User | None = None) -> Pause:
    """Let the days from `starts_on` up to, not including, `ends_on` not count.

    Raises RuleError without a reason, for a loan that is paid, a day before it was paid out, or days paused already.
    """
    _check(loan, rule.Pause(starts_on, ends_on), reason, today)
    return _enter(loan, PauseAction.pause, starts_on, ends_on, reason, today, user)


def resume(loan: Loan, reason: str, today: date, user: User | None = None) -> Pause:
    """Let the days count again from today on. Raises RuleError where no pause runs today."""
    _check(loan, rule.Resume(today), reason, today)
    return _enter(loan, PauseAction.resume, today, None, reason, today, user)


def of(loan: Loan) -> list[rule.Pause]:
    """The days of a loan that do not count, resumes applied, oldest first."""
    return rule.effective(_actions(loan))


def rows(loan: Loan) -> list[Pause]:
    """What was entered, in its order."""
    db.session.flush()
    return sorted(loan.pauses, key=lambda each: each.id)


def measure(loan: Loan, today: date) -> delinquency.Delinquency:
    """How late a loan is: days past due, and delinquent days, which leave the paused ones out."""
    return delinquency.measure(loan.instalments, 0, of(loan), today)


def _actions(loan: Loan) -> list[rule.Action]:
    return [rule.Pause(row.starts_on, row.ends_on) if row.ends_on else rule.Resume(row.starts_on) for row in rows(loan)]


def _check(loan: Loan, new: rule.Action, reason: str, today: date) -> None:
    if not reason.strip():
        raise RuleError("Say why the days do not count, or count again.")
    status = rule.ACTIVE if any(each.unpaid > 0 for each in loan.instalments) else SETTLED
    rule.add(_actions(loan), new, status, loan.opened_on, today)


def _enter(
    loan: Loan,
    action: PauseAction,
    starts_on: date,
    ends_on: date | None,
    reason: str,
    today: date,
    user: User | None,
) -> Pause:
    row = Pause(loan=loan, action=action, starts_on=starts_on, ends_on=ends_on, reason=reason, entered_on=today)
    row.entered_by = user
    db.session.add(row)
    return row
