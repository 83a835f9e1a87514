"""Disputes: opened with a time limit, rested on while they are looked into, decided with an outcome."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import IO

from sqlalchemy import select

from models import db
from models.case import Case, CaseState
from models.dispute import Dispute, DisputeCategory, DisputeDocument, DisputeStatus
from models.hold import HoldKind
from models.user import User
from rules.errors import RuleError
from rules.sentence import Sentence
from services import document, hold

DECIDED = (DisputeStatus.upheld, DisputeStatus.partly_upheld, DisputeStatus.rejected, DisputeStatus.withdrawn)
REASON = Sentence("The borrower disputes the debt.")


def open(
    case: Case,
    category: DisputeCategory,
    said: str,
    today: date,
    *,
    owner: User | None = None,
    due_on: date | None = None,
) -> Dispute:
    """Open a dispute: the case rests until it is decided, its loan counts as disputed, the owner is asked on `due_on`.

    Without a day the policy's time limit runs from today. The same category again returns the one that is open.
    Raises RuleError without the borrower's words, for a closed case, or a day that is past.
    """
    _check(case, said, due_on, today)
    if found := open_of(case, category):
        return found
    last = due_on or today + timedelta(days=case.loan.portfolio.policy.dispute_days)
    rest = hold.open(case, HoldKind.dispute, today, REASON, last, owner=owner)
    row = Dispute(case=case, category=category, said=said, opened_on=today, due_on=last, owner=rest.owner, hold=rest)
    db.session.add(row)
    case.loan.disputed = True
    return row


def open_of(case: Case, category: DisputeCategory) -> Dispute | None:
    """The open dispute of a case in a category."""
    db.session.flush()
    query = select(Dispute).filter_by(case_id=case.id, category=category, status=DisputeStatus.open)
    return db.session.scalars(query).first()


def attach(row: Dispute, stream: IO[bytes], name: str, today: date) -> DisputeDocument:
    """Keep a file with a dispute; the same content again changes nothing.

    Raises RuleError for what is no PDF, PNG or JPEG of at most 10 MB.
    """
    kept = document.keep(stream, name)
    same = next((each for each in row.evidence if each.document.digest == kept.digest), None)
    if same:
        db.session.delete(kept)
        return same
    found = DisputeDocument(dispute=row, document=kept, added_on=today)
    db.session.add(found)
    return found


def decide(row: Dispute, status: DisputeStatus, outcome: str, today: date, user: User | None = None) -> None:
    """End a dispute; the hold goes, and the loan counts as disputed no more once none of its disputes is open.

    Raises RuleError without an outcome in words, or for one that is decided already.
    """
    if row.status != DisputeStatus.open:
        raise RuleError("This dispute was decided on %(day)s.", day=row.decided_on)
    if status not in DECIDED:
        raise RuleError("Say what came of the dispute.")
    if not outcome.strip():
        raise RuleError("Write down what was found and why.")
    row.status, row.outcome = status, outcome
    row.decided_on, row.decided_by = today, user
    if row.hold:
        hold.release(row.hold, today)
    row.case.loan.disputed = any(each.status == DisputeStatus.open for each in row.case.disputes)


def overturned(rows: Iterable[Dispute]) -> tuple[int, int]:
    """How many disputes were upheld, in whole or in part, and how many were decided; withdrawn ones do not count."""
    decided = [row for row in rows if row.status in DECIDED[:3]]
    return sum(row.status != DisputeStatus.rejected for row in decided), len(decided)


def _check(case: Case, said: str, due_on: date | None, today: date) -> None:
    if not said.strip():
        raise RuleError("Write down what the borrower says.")
    if case.state == CaseState.closed:
        raise RuleError("%(reference)s is closed; there is nothing to dispute.", reference=case.reference)
    if due_on and due_on < today:
        raise RuleError("The time limit %(day)s is past.", day=due_on)
