"""What happened to all debts of borrowers, which decides how long the law keeps what is known of them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_, select, union

from models import db
from models.borrower import Borrower
from models.case import Case
from models.complaint import Complaint
from models.contact import Contact
from models.contact_person import JointDebtor
from models.dispute import Dispute, DisputeStatus
from models.loan import Loan
from models.payment import Payment
from models.referral import Referral
from models.refund import Refund, RefundStatus
from models.reminder import Reminder
from rules.law.retention import Facts
from services import bulk, credit, team

UNDER_WAY = (RefundStatus.requested, RefundStatus.approved)


def of(borrower_ids: Sequence[int]) -> dict[int, Facts]:
    """The facts of each of these borrowers; debts that they owe jointly count, unknown ones keep everything."""
    found: dict[int, Facts] = {}
    for piece in bulk.chunks(borrower_ids):
        found |= _of(piece)
    return found


def ended() -> list[int]:
    """The ids of the borrowers none of whose own debts is owed any longer, in their order."""
    owed = select(Case.id).where(Case.borrower_id == Borrower.id, _owed())
    has = select(Case.id).where(Case.borrower_id == Borrower.id)
    query = select(Borrower.id).where(has.exists(), ~owed.exists())
    return list(db.session.scalars(query.order_by(Borrower.id)))


def _owed() -> Any:
    return or_(Case.overdue_since.is_not(None), Case.balance > 0)


def _of(ids: Sequence[int]) -> dict[int, Facts]:
    cases = _cases(ids)
    busy = {*_open(cases), *credit.of_borrowers(ids), *_refunds(ids)}
    ended, contested = _ended(cases), _contested(cases)
    spoken = _latest(_contacts(ids), _messages(ids))
    return {id: Facts(id in busy, ended.get(id), spoken.get(id), contested.get(id)) for id in ids}


def _cases(ids: Sequence[int]) -> Any:
    """The cases of borrowers, with those of the loans that they owe jointly."""
    own = select(Case.borrower_id.label("who"), Case.id.label("case_id")).where(Case.borrower_id.in_(ids))
    joint = select(JointDebtor.borrower_id, Case.id).join(Case, Case.loan_id == JointDebtor.loan_id)
    return union(own, joint.where(JointDebtor.borrower_id.in_(ids))).subquery()


def _open(cases: Any) -> set[int]:
    """Who owes, or about whose debt something is contested or in court."""
    mine = select(cases.c.who)
    asked = (
        mine.join(Case, Case.id == cases.c.case_id).where(_owed()),
        mine.join(Dispute, Dispute.case_id == cases.c.case_id).where(Dispute.status == DisputeStatus.open),
        mine.join(Complaint, Complaint.case_id == cases.c.case_id).where(Complaint.closed_on.is_(None)),
        mine.join(Referral, Referral.case_id == cases.c.case_id).where(Referral.closed_on.is_(None)),
    )
    return {id for query in asked for id in db.session.scalars(query.distinct())}


def _refunds(ids: Sequence[int]) -> set[int]:
    query = select(Loan.borrower_id).join(Refund, Refund.loan_id == Loan.id).where(Refund.status.in_(UNDER_WAY))
    return set(db.session.scalars(query.where(Loan.borrower_id.in_(ids))))


def _ended(cases: Any) -> dict[int, date]:
    """The last day on which anything happened to a debt: money, the end of a case, or its beginning."""
    days = (func.max(Case.closed_on), func.max(Loan.opened_on), func.max(Payment.posted_on))
    query = select(cases.c.who, *days).join(Case, Case.id == cases.c.case_id).join(Loan, Case.loan_id == Loan.id)
    query = query.outerjoin(Payment, Payment.loan_id == Loan.id).group_by(cases.c.who)
    return {id: max(filter(None, found)) for id, *found in db.session.execute(query)}


def _contested(cases: Any) -> dict[int, date]:
    mine = select(cases.c.who)
    asked = (
        mine.join(Dispute, Dispute.case_id == cases.c.case_id).add_columns(func.max(Dispute.decided_on)),
        mine.join(Complaint, Complaint.case_id == cases.c.case_id).add_columns(func.max(Complaint.closed_on)),
        mine.join(Referral, Referral.case_id == cases.c.case_id).add_columns(func.max(Referral.closed_on)),
    )
    return _latest(*(db.session.execute(query.group_by(cases.c.who)) for query in asked))


def _contacts(ids: Sequence[int]) -> Iterable[Any]:
    query = select(Contact.borrower_id, func.max(Contact.at)).where(Contact.borrower_id.in_(ids))
    return _days(db.session.execute(query.group_by(Contact.borrower_id)))


def _messages(ids: Sequence[int]) -> Iterable[Any]:
    query = select(Reminder.borrower_id, func.max(Reminder.queued_on)).where(Reminder.borrower_id.in_(ids))
    return db.session.execute(query.group_by(Reminder.borrower_id))


def _days(rows: Iterable[Any]) -> Iterable[tuple[int, date | None]]:
    return ((id, _day(at)) for id, at in rows)


def _day(at: datetime | None) -> date | None:
    return None if at is None else at.astimezone(team.zone()).date()


def _latest(*found: Iterable[Any]) -> dict[int, date]:
    latest: dict[int, date] = {}
    for id, day in (pair for rows in found for pair in rows):
        if day is not None:
            latest[id] = max(day, latest.get(id, day))
    return latest
