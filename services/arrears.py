"""What is overdue, by currency and by days past due, and who cannot be written to: what a first day begins with."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select

from models import db
from models.case import Case, CaseState
from models.loan import Instalment, Loan
from models.reminder import Reminder, ReminderStatus
from rules import bucket, delinquency, money
from services import owed
from services.reminder import facts

EDGES = (0, 30, 60, 90, 180)
"""The last day of each bucket, from not due."""


class Slice(NamedTuple):
    """The cases of one bucket, with what is overdue by currency; `high` is None in the last, open one."""

    low: int
    high: int | None
    cases: int
    amounts: dict[str, Decimal]


class Unwritten(NamedTuple):
    """Why some borrowers got no message, and whom that concerns."""

    reason: str
    borrower_ids: list[int]


class Arrears(NamedTuple):
    """What is overdue over all buckets, and each bucket that holds anything."""

    cases: int
    amounts: dict[str, Decimal]
    slices: Sequence[Slice]


def of(today: date, portfolio_id: int | None = None) -> Arrears:
    """What is overdue on a day, in all or in one portfolio; archived cases are left out."""
    counts = [0] * len(EDGES)
    sums: list[dict[str, Decimal]] = [defaultdict(lambda: money.ZERO) for _ in EDGES]
    for since, currency, cases, amount in db.session.execute(_by_day(today, portfolio_id)):
        place = bucket.index(delinquency.days_past_due(since, today), EDGES) - 1
        counts[place] += cases
        sums[place][currency] += amount
    ends: list[int | None] = [*EDGES[1:], None]
    whole = [
        Slice(low + 1, high, cases, part) for low, high, cases, part in zip(EDGES, ends, counts, sums, strict=True)
    ]
    return Arrears(sum(counts), _total(sums), [each for each in whole if each.cases])


def _total(sums: Sequence[dict[str, Decimal]]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = defaultdict(lambda: money.ZERO)
    for each in sums:
        for currency, amount in each.items():
            found[currency] += amount
    return dict(sorted(found.items()))


def _by_day(today: date, portfolio_id: int | None) -> Any:
    """Cases and unpaid sums by the day since which they are overdue, and currency."""
    amount = func.sum(owed.UNPAID, type_=Instalment.principal.type)
    query = select(Case.overdue_since, Loan.currency, func.count(Case.id.distinct()), amount)
    query = query.join(Loan, Case.loan_id == Loan.id).join(Instalment, Instalment.loan_id == Loan.id)
    here = (Case.overdue_since < today, Case.archived_on.is_(None), *owed.overdue(today), *_in(portfolio_id))
    return query.where(*here).group_by(Case.overdue_since, Loan.currency)


def unwritten(portfolio_id: int | None = None) -> list[Unwritten]:
    """Who has an open case and whose last message of its stage was stopped, by reason, the most frequent first."""
    latest = select(func.max(Reminder.id)).join(Case, Case.borrower_id == Reminder.borrower_id)
    latest = latest.join(Loan, Case.loan_id == Loan.id).where(
        Case.state == CaseState.open, Case.archived_on.is_(None), Reminder.queued_on >= Case.opened_on
    )
    latest = latest.where(facts.of_stage(), *_in(portfolio_id)).group_by(Reminder.borrower_id)
    query = select(Reminder.problem, Reminder.borrower_id).where(Reminder.id.in_(latest))
    found: dict[str, list[int]] = defaultdict(list)
    for problem, borrower_id in db.session.execute(query.where(Reminder.status == ReminderStatus.suppressed)):
        found[problem].append(borrower_id)
    return [Unwritten(*pair) for pair in sorted(found.items(), key=lambda pair: -len(pair[1]))]


def _in(portfolio_id: int | None) -> list[ColumnElement[bool]]:
    return [] if portfolio_id is None else [Loan.portfolio_id == portfolio_id]
