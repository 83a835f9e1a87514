"""What an examiner asks for: the accounts open in a period, and what happened to those of a sample."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date, Select, or_, select

from models import db
from models.audit import AuditAction, AuditEntry
from models.case import Case, Episode
from services import team
from services.privacy import parts

AT = {
    "decision": "at",
    "contact": "at",
    "reminder": "queued_on",
    "promise": "made_on",
    "plan": "proposed_on",
    "offer": "made_on",
    "approval": "asked_on",
    "override": "asked_on",
    "breach": "raised_on",
    "payment": "posted_on",
    "hold": "starts_on",
    "wish": "received_at",
    "dispute": "opened_on",
    "complaint": "received_on",
}
"""What happened to an account, and the column that says when."""
IN_FORCE = (
    "user",
    "policy",
    "stage",
    "template",
    "contact_rule",
    "authority_limit",
    "strategy_version",
    "legal_partner",
    "erasure",
    "retention_order",
    "export_request",
)
"""What was in force, with the days from which it was; whole, for the days say which version counted."""


def cases(first: date, last: date) -> list[int]:
    """The ids of the cases that were open on any day of a period, in their order."""
    still = or_(Episode.closed_on.is_(None), Episode.closed_on >= first)
    query = select(Episode.case_id).where(Episode.opened_on <= last, still).distinct()
    return sorted(db.session.scalars(query))


def rows(noun: str, case_ids: Sequence[int], first: date, last: date) -> Select[Any]:
    """What of a record happened to the borrowers of some cases in a period, the first first."""
    model = parts.model(noun)
    borrowers = sorted(db.session.scalars(select(Case.borrower_id).where(Case.id.in_(case_ids)).distinct()))
    mine = or_(*(model.id.in_(parts.ids(noun, each)) for each in borrowers)) if borrowers else model.id.is_(None)
    return select(model).where(mine, *between(getattr(model, AT[noun]), first, last)).order_by(model.id)


def entries(first: date, last: date, *, record: str = "", action: AuditAction | None = None) -> Select[Any]:
    """The entries of the audit trail of a period about a record, or of an action."""
    found = select(AuditEntry).where(*between(AuditEntry.at, first, last)).order_by(AuditEntry.id)
    found = found.where(AuditEntry.record == record) if record else found
    return found.where(AuditEntry.action == action) if action else found


def between(column: Any, first: date, last: date) -> tuple[Any, Any]:
    """From the first day to the last one, both included."""
    if isinstance(column.type, Date):
        return column >= first, column <= last
    return column >= team.start_of(first), column < team.start_of(last + timedelta(days=1))
