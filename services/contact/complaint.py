"""Complaints: the case rests until somebody answers."""

from datetime import date, timedelta

from models import db
from models.case import Case, CaseState
from models.complaint import Complaint, ComplaintCategory, ComplaintOutcome
from models.hold import HoldKind
from models.user import User
from rules.errors import RuleError
from rules.sentence import Sentence
from services import hold
from services.case import worker

DAYS = 15
REASON = Sentence("A complaint is being looked into.")


def open(
    case: Case,
    category: ComplaintCategory,
    said: str,
    today: date,
    *,
    owner: User | None = None,
    due_on: date | None = None,
) -> Complaint:
    """Take a complaint in: an open case rests, and its owner is asked on `due_on`, by default in 15 days.

    Raises RuleError without the borrower's words, for a day that is past, or an owner who may not take it.
    """
    last = due_on or today + timedelta(days=DAYS)
    if not said.strip():
        raise RuleError("Say what the borrower complains about.")
    if last < today:
        raise RuleError("The answer is due on %(day)s, which is past.", day=last)
    if owner is not None:
        worker.check_owner(owner, case)
    row = Complaint(
        case=case, category=category, said=said, received_on=today, due_on=last, owner=owner or case.assignee
    )
    if case.state != CaseState.closed:
        row.hold = hold.open(case, HoldKind.complaint, today, REASON, last, owner=row.owner)
    db.session.add(row)
    return row


def close(row: Complaint, outcome: ComplaintOutcome, answer: str, today: date) -> None:
    """Answer a complaint: the case goes on. Raises RuleError without an answer, or for one that is closed."""
    if row.closed_on:
        raise RuleError("The complaint is answered already.")
    if not answer.strip():
        raise RuleError("Say what was answered.")
    row.outcome, row.answer, row.closed_on = outcome, answer, today
    if row.hold:
        hold.release(row.hold, today)
