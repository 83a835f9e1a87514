"""Exports beyond what one person takes out alone: asked for with a reason, approved by another, fetched for a day."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_

from models import db
from models.export_request import ExportKind, ExportRequest, ExportStatus
from models.user import User
from rules import access
from rules import export as rule
from rules.errors import RuleError


def ask(
    record: str, kind: ExportKind, narrowing: str, count: int, reason: str, now: datetime, user: User
) -> ExportRequest:
    """Ask for an export. Raises RuleError without a reason."""
    if not reason.strip():
        raise RuleError("Say what it is for.")
    row = ExportRequest(record=record, kind=kind, narrowing=narrowing, row_count=count, reason=reason)
    row.asked_by, row.asked_at = user, now
    db.session.add(row)
    db.session.flush()
    return row


def approve(row: ExportRequest, now: datetime, user: User) -> None:
    """Let whoever asked fetch it for a day. Raises RuleError as `_check` does."""
    _check(row, user)
    row.status, row.until = ExportStatus.approved, now + rule.OPEN
    row.decided_by, row.decided_at = user, now


def reject(row: ExportRequest, now: datetime, user: User) -> None:
    """Say no. Raises RuleError as `_check` does."""
    _check(row, user)
    row.status, row.decided_by, row.decided_at = ExportStatus.rejected, user, now


def may_decide(row: ExportRequest, person: User | None) -> bool:
    """Whether a person decides on a request: it waits, and another one asked."""
    if person is None or row.status != ExportStatus.requested or row.asked_by == person:
        return False
    return access.may(person.role, "act", "export_request")


def decided_by(person: User) -> ColumnElement[bool]:
    """The requests that wait for a decision of this person."""
    return and_(ExportRequest.status == ExportStatus.requested, ExportRequest.asked_by_id != person.id)


def may_fetch(row: ExportRequest, person: User | None, now: datetime) -> bool:
    """Whether a person fetches what was approved: whoever asked, within a day."""
    return row.status == ExportStatus.approved and row.asked_by == person and row.until is not None and now < row.until


def covers(row: ExportRequest, record: str, kind: str, narrowing: str, person: User | None, now: datetime) -> bool:
    """Whether an approval is for just this list of just this person."""
    is_same = (row.record, str(row.kind), row.narrowing) == (record, kind, narrowing)
    return is_same and may_fetch(row, person, now)


def _check(row: ExportRequest, user: User) -> None:
    if row.status != ExportStatus.requested:
        raise RuleError("The request is decided already.")
    if row.asked_by == user:
        raise RuleError("Nobody decides on their own request; it waits for a second person.")
