"""People beside the borrower: forgotten once the debt ended, or at once when they refuse; the refusal is kept."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from models import db
from models.audit import AuditAction, AuditEntry
from models.borrower import Borrower
from models.case import Case
from models.contact_person import ContactPerson
from models.dispute import Dispute, DisputeStatus
from models.lender import Lender
from models.loan import Loan
from models.payment import Payment
from models.referral import Referral
from models.sealed import ring
from models.trail import AuditSeal
from rules.law import keeping
from rules.sentence import Sentence
from services import audit, bulk, imported
from services.audit import seal

GONE = "–"
FORGOTTEN = Sentence("People beside the borrower were forgotten.")


def refuse(row: ContactPerson) -> None:
    """Forget who refused but for the number's keyed hash, by which it is known again; again changes nothing.

    Source: CN-TP-03; compliance handbook DR-14, DR-16.
    """
    if row.refused_on and row.number:
        row.refused_key = ring.blind(row.number)
        row.name, row.number, row.source, row.basis = GONE, "", "", ""
        imported.untell("contact_person", [row.id] if row.id else [])


def refused(numbers: Sequence[str]) -> set[str]:
    """Of these numbers those whose people refused, whosever debt it was about."""
    keys = {ring.blind(number): number for number in numbers}
    query = select(ContactPerson.refused_key).where(ContactPerson.refused_key.in_(keys))
    return {keys[bytes(key)] for key in db.session.scalars(query) if key}


def due(today: date) -> list[int]:
    """The ids of the borrowers beside whom people stand that nobody may keep any longer, in their order.

    Every debt has ended, the days of the licence's country are over, and no dispute or referral needs them.
    """
    kept = select(ContactPerson.id).where(ContactPerson.borrower_id == Borrower.id, ContactPerson.refused_on.is_(None))
    query = select(Borrower.id, Lender.licence).join(Lender, Borrower.lender_id == Lender.id)
    query = query.where(kept.exists(), _mine().exists(), ~_mine(Case.overdue_since.is_not(None)).exists())
    query = query.where(~_disputed().exists(), ~_referred().exists()).order_by(Borrower.id)
    licences = {id: str(licence) for id, licence in db.session.execute(query)}
    ended = {id: on for ids in bulk.chunks([*licences]) for id, on in _days_of(ids).items()}
    return [id for id, licence in licences.items() if keeping.LICENCES[licence].until(ended[id]) < today]


def forget(borrower_ids: Sequence[int]) -> Mapping[str, int]:
    """Delete the people beside these borrowers who refused nothing; gives how many."""
    query = select(ContactPerson.id).where(ContactPerson.borrower_id.in_(borrower_ids))
    ids = list(db.session.scalars(query.where(ContactPerson.refused_on.is_(None))))
    _untell(AuditEntry.record_id.in_(ids))
    imported.untell("contact_person", ids)
    bulk.drop(ContactPerson, ids)  # Past the session, which would write their last values into the trail.
    if ids:
        audit.record(AuditAction.deleted, ContactPerson, changes={"row_count": len(ids)})
    return Counter(forgotten=len(ids)) if ids else Counter()


def untell() -> Mapping[str, int]:
    """Take away what the trail tells of people who refused or are gone, once it is sealed; gives how many entries."""
    gone = ~select(ContactPerson.id).where(ContactPerson.id == AuditEntry.record_id).exists()
    said_no = select(ContactPerson.id).where(ContactPerson.refused_on.is_not(None))
    count = _untell(gone | AuditEntry.record_id.in_(said_no))
    return Counter(untold=count) if count else Counter()


def _untell(here: ColumnElement[bool]) -> int:
    told = select(AuditEntry.id).join(AuditSeal, AuditSeal.entry_id == AuditEntry.id)
    told = told.where(AuditEntry.record == "contact_person", AuditEntry.record_id.is_not(None), here)
    told = told.where(AuditSeal.salt.is_not(None), AuditEntry.action != AuditAction.erased)
    ids = list(db.session.scalars(told))
    return seal.erase(ids, FORGOTTEN) if ids else 0


def _mine(*here: ColumnElement[bool]) -> Any:
    return select(Case.id).where(Case.borrower_id == Borrower.id, *here)


def _disputed() -> Any:
    return _mine(Dispute.status == DisputeStatus.open).join(Dispute, Dispute.case_id == Case.id)


def _referred() -> Any:
    return _mine(Referral.closed_on.is_(None)).join(Referral, Referral.case_id == Case.id)


def _days_of(borrower_ids: Sequence[int]) -> dict[int, date]:
    """The last day on which anything happened to a borrower's debts: money, the end of a case, or its beginning."""
    query = select(Case.borrower_id, func.max(Case.closed_on), func.max(Loan.opened_on), func.max(Payment.posted_on))
    query = query.join(Loan, Case.loan_id == Loan.id).outerjoin(Payment, Payment.loan_id == Loan.id)
    query = query.where(Case.borrower_id.in_(borrower_ids)).group_by(Case.borrower_id)
    return {id: max(filter(None, days)) for id, *days in db.session.execute(query)}
