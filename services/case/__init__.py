"""Cases: made with their loan, opened and staged by the night, worked by a person."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import Select, or_, select

from models import db
from models.case import Case, CaseState
from models.loan import Loan
from models.user import User
from rules import delinquency
from rules.errors import RuleError
from services import bulk
from services.case import change as case_change
from services.case import facts as case_facts
from services.case import worker
from services.case.change import Change
from services.strategy import arm

BALANCE = (
    "outstanding_principal",
    "outstanding_interest",
    "outstanding_fee",
    "outstanding_charge",
    "outstanding_overdue_interest",
)
"""The sums of a loan that make up what is owed."""


def create(loan: Loan) -> Case:
    """Make the case of a loan, waiting until something is overdue."""
    db.session.flush()
    row = Case(loan=loan, borrower_id=loan.borrower_id, reference=reference(loan.id))
    db.session.add(row)
    return row


def reference(loan_id: int) -> str:
    """What people call the case of a loan: C-000123; a loan has one case for its whole life."""
    return f"C-{loan_id:06}"


def of(loan: Loan) -> Case | None:
    """The case of a loan; None while it is being made."""
    return loan.case_file[0] if loan.case_file else None


def refresh(loan: Loan) -> None:
    """Keep what a case knows of its loan: the balance and since when it is overdue; asks the night to look again."""
    row = of(loan)
    if row is None:
        return
    row.balance = sum(getattr(loan, name) for name in BALANCE)
    row.overdue_since = delinquency.overdue_since(loan.instalments)
    row.touched = True


def overdue(row: Case, today: date) -> Decimal:
    """What is unpaid of the instalments due before today."""
    return delinquency.overdue(row.loan.instalments, today)


def restage(row: Case, today: date) -> str:
    """Give one case the state and stage of its facts; returns what happened, or `unchanged`."""
    db.session.flush()
    found = restage_many([row.id], today)
    return next(iter(found), "unchanged")


def restage_open(loan: Loan, today: date) -> None:
    """After a payment: a case that is or was open is staged at once, one that never was waits for the night."""
    row = of(loan)
    if row and row.state != CaseState.waiting and row.archived_on is None:
        restage(row, today)


def open_again(loan_ids: Sequence[int], today: date) -> None:
    """After money was taken back: whatever owes something overdue is opened and staged at once, put away or not."""
    db.session.flush()
    ids: list[int] = []
    for piece in bulk.chunks(loan_ids):
        query = select(Case.id, Case.archived_on).where(Case.loan_id.in_(piece), Case.overdue_since < today)
        found = db.session.execute(query).all()
        away = [row.id for row in found if row.archived_on]
        bulk.change(Case, [{"id": id, "archived_on": None} for id in away])
        ids += [row.id for row in found]
    if ids:
        restage_many(ids, today)


def due(today: date) -> list[int]:
    """Ids of the cases that the night must look at: a stage is due, a fact was touched, something became overdue.

    And those that a trial must let go.
    """
    found: set[int] = set()
    for question in _questions(today):
        found.update(db.session.scalars(question))
    return sorted(found)


def restage_many(ids: Sequence[int], today: date) -> Counter[str]:
    """Give many cases their state and stage in a few statements; counts what happened.

    The only place that moves state and stage.
    """
    changes = decided(ids, today)
    case_change.write(changes, today)
    return Counter(change.outcome for change in changes if change.outcome)


def decided(ids: Sequence[int], today: date, *, lock: bool = True) -> list[Change]:
    """What becomes of cases today, not written yet; one query per kind of fact, rules.stage decides each case."""
    db.session.flush()
    ladders = case_facts.ladders()
    return [case_change.decide(facts, today) for facts in case_facts.load(ids, ladders, today, lock=lock)]


def assign(row: Case, user: User | None) -> None:
    """Give a case to a collector, or to nobody. Raises RuleError for a person who works no cases, or is absent."""
    if user:
        worker.check(user)
    row.assignee = user


def assign_back(row: Case, before: int | None) -> None:
    """Give a case back to who had it, or to nobody. Raises RuleError where they work no cases any more."""
    assign(row, db.session.get(User, before) if before else None)


def archive(row: Case, today: date) -> None:
    """Put a closed or waiting case away. Raises RuleError for an open one."""
    if row.state == CaseState.open:
        raise RuleError("%(reference)s is open; only a closed case can be archived.", reference=row.reference)
    row.archived_on = row.archived_on or today


def take_out(row: Case) -> None:
    """Take a case out of the archive again."""
    row.archived_on = None


def _questions(today: date) -> Iterator[Select[int]]:
    here = select(Case.id).where(Case.archived_on.is_(None))
    yield here.where(Case.next_stage_on <= today)
    yield here.where(Case.touched.is_(True))
    not_open = or_(Case.state == CaseState.waiting, Case.state == CaseState.closed)
    yield here.where(not_open, Case.overdue_since < today)
    if (leaving := arm.leaving(today)) is not None:
        yield leaving
