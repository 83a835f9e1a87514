"""Whose borrowers are left in peace, and whether a service message that waits is still true."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from models import db
from models.case import Case, CaseState
from models.hardship import Hardship, HardshipStatus
from models.service_message import ServiceKind, ServiceMessage
from rules import money
from rules.contact import service as rule
from rules.sentence import Sentence
from services.reminder import facts

SWITCHED_OFF = Sentence("The lender does not want such messages any more.")
RESTS = Sentence("A case of the borrower rests or is worked.")
OVER = Sentence("What it speaks of is paid in part or whole, or its day has come.")


def resting(borrower_ids: Sequence[int], today: date) -> set[int]:
    """Of these borrowers, those on one of whose cases anything rests, or who struggle."""
    query = select(Case.id, Case.borrower_id).where(Case.borrower_id.in_(borrower_ids))
    cases = {row.id: row.borrower_id for row in db.session.execute(query)}
    running = Hardship.status == HardshipStatus.running
    struggling = db.session.scalars(select(Hardship.borrower_id).where(Hardship.borrower_id.in_(borrower_ids), running))
    return {cases[id] for id in facts.resting(cases, today)} | set(struggling)


def untrue(ids: Sequence[int], today: date) -> dict[int, str]:
    """Why service messages must not go out any more, by their reminder: asked again right before each is sent."""
    found: dict[int, str] = {}
    rows = list(facts.service_messages(ids).values())
    ids = [row.case.borrower_id for row in rows]
    worked = select(Case.borrower_id).where(Case.borrower_id.in_(ids), Case.state == CaseState.open)
    quiet = {*resting(ids, today), *db.session.scalars(worked)}
    for row in rows:
        if said := _untrue(row, today, row.case.borrower_id in quiet):
            found[row.reminder_id] = said
    return found


def _untrue(row: ServiceMessage, today: date, rests: bool) -> str:
    lender = row.case.borrower.lender
    wanted = lender.thanks if row.kind == ServiceKind.thanks else lender.before_due_days is not None
    if not wanted or not rule.may(lender.licence):
        return SWITCHED_OFF
    if rests:
        return RESTS
    if row.kind == ServiceKind.thanks:
        return ""
    left = [part.unpaid for part in row.case.loan.instalments if part.due_on == row.on]
    return "" if money.total(left) == row.amount and today < row.on else OVER
