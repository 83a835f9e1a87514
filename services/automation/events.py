"""What happened to cases, read from the rows that say so; what a rule itself did never sets one off."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, literal, or_, select
from sqlalchemy.orm import aliased

from models import db
from models.automation import Automation, Event
from models.case import Case, CaseEvent, CaseEventKind, CaseState
from models.contact import Contact, Direction
from models.dispute import Dispute
from models.loan import Loan
from models.payment import Payment, PaymentKind
from models.plan import Plan, PlanStatus
from models.promise import Promise, PromiseStatus
from models.referral import Referral, ReferralEvent, ReferralStatus
from services import team


class Met(NamedTuple):
    """Something that happened to a case on a day, and the row that says so."""

    on: date
    case_id: int
    record: str
    record_id: int


def of(row: Automation, first: date, last: date) -> list[Met]:
    """What a rule meets from a day to a day, both included, in their order; of a case and day the first."""
    found: dict[tuple[int, date], Met] = {}
    for query in _queries(row, first, last):
        rows = db.session.execute(query.where(*fitting(row, last)))
        for case_id, record, record_id, on in sorted(rows, key=lambda each: each[2]):
            day = _day(on)
            found.setdefault((case_id, day), Met(day, case_id, record, record_id))
    return sorted(found.values())


def _day(on: Any) -> date:
    """The day of what happened, which stands as a day, an instant or a text."""
    if isinstance(on, datetime):
        return team.today(on)
    return on if isinstance(on, date) else date.fromisoformat(on)


def fitting(row: Automation, today: date) -> list[Any]:
    """The condition that a case is open and fits what a rule asks of it."""
    found: list[Any] = [Case.state == CaseState.open, Case.archived_on.is_(None)]
    if row.stage_id:
        found.append(Case.stage_id == row.stage_id)
    if row.assignee_id:
        found.append(Case.assignee_id == row.assignee_id)
    if row.portfolio_id:
        found.append(Case.loan_id.in_(select(Loan.id).where(Loan.portfolio_id == row.portfolio_id)))
    if row.days_from is not None:
        found.append(Case.overdue_since <= today - timedelta(days=row.days_from))
    if row.days_to is not None:
        found.append(Case.overdue_since >= today - timedelta(days=row.days_to))
    return found


def _queries(row: Automation, first: date, last: date) -> list[Select[Any]]:
    if row.event == Event.quiet:
        return [_silent(row.quiet_days or 0, last - timedelta(days=n)) for n in range((last - first).days + 1)][::-1]
    if row.event == Event.each_night:
        return [_each(first + timedelta(days=n)) for n in range((last - first).days + 1)]
    return [FOUND[row.event](first, last)]


def _said(record: str, id: Any, on: Any) -> Select[Any]:
    return select(Case.id, literal(record), id, on)


def _moved(*kinds: CaseEventKind) -> Callable[[date, date], Select[Any]]:
    def found(first: date, last: date) -> Select[Any]:
        query = _said("case_event", CaseEvent.id, CaseEvent.on).join(CaseEvent, CaseEvent.case_id == Case.id)
        return query.where(CaseEvent.kind.in_(kinds), CaseEvent.on.between(first, last))

    return found


def _settled(status: PromiseStatus) -> Callable[[date, date], Select[Any]]:
    def found(first: date, last: date) -> Select[Any]:
        query = _said("promise", Promise.id, Promise.settled_on).join(Promise, Promise.case_id == Case.id)
        return query.where(Promise.status == status, Promise.settled_on.between(first, last))

    return found


def _broken(first: date, last: date) -> Select[Any]:
    query = _said("plan", Plan.id, Plan.ended_on).join(Plan, Plan.case_id == Case.id)
    return query.where(Plan.status == PlanStatus.broken, Plan.ended_on.between(first, last))


def _paid(first: date, last: date) -> Select[Any]:
    query = _said("payment", Payment.id, Payment.posted_on).join(Payment, Payment.loan_id == Case.loan_id)
    back = aliased(Payment)
    reversed = select(back.id).where(back.reverses_id == Payment.id).exists()
    query = query.where(Payment.kind == PaymentKind.payment, Payment.component.is_(None), Payment.amount > 0, ~reversed)
    return query.where(Payment.posted_on.between(first, last))


def _logged(first: date, last: date) -> Select[Any]:
    """What a person logged: a message that the house sent is nobody's contact here."""
    query = _said("contact", Contact.id, Contact.entered_on).join(Contact, _about())
    query = query.where(Contact.direction == Direction.outbound, Contact.reminder_id.is_(None))
    return query.where(Contact.entered_on.between(first, last))


def _answered(first: date, last: date) -> Select[Any]:
    query = _said("contact", Contact.id, Contact.at).join(Contact, _about())
    return query.where(Contact.direction == Direction.inbound, *_within(Contact.at, first, last))


def _about() -> Any:
    return and_(Contact.borrower_id == Case.borrower_id, or_(Contact.case_id.is_(None), Contact.case_id == Case.id))


def _disputed(first: date, last: date) -> Select[Any]:
    query = _said("dispute", Dispute.id, Dispute.opened_on).join(Dispute, Dispute.case_id == Case.id)
    return query.where(Dispute.opened_on.between(first, last))


def _referred(first: date, last: date) -> Select[Any]:
    """A step after the proposal, which a rule may have made."""
    query = _said("referral", Referral.id, ReferralEvent.at).join(Referral, Referral.case_id == Case.id)
    query = query.join(ReferralEvent, ReferralEvent.referral_id == Referral.id)
    return query.where(ReferralEvent.status != ReferralStatus.proposed, *_within(ReferralEvent.at, first, last))


def _silent(days: int, today: date) -> Select[Any]:
    """The cases whose borrower was last in touch in this episode, or whose episode began in silence, so long ago."""
    last = select(func.max(Contact.at)).where(Contact.borrower_id == Case.borrower_id).correlate(Case).scalar_subquery()
    day = today - timedelta(days=days)
    began, ended = team.start_of(day), team.start_of(day + timedelta(days=1))
    spoke = and_(last >= began, last < ended, Case.opened_on <= day)
    never = and_(Case.opened_on == day, or_(last.is_(None), last < began))
    return _said("case", Case.id, literal(today.isoformat())).where(or_(spoke, never))


def _each(today: date) -> Select[Any]:
    return _said("case", Case.id, literal(today.isoformat()))


def _within(instant: Any, first: date, last: date) -> tuple[Any, ...]:
    return instant >= team.start_of(first), instant < team.start_of(last + timedelta(days=1))


FOUND: dict[Event, Callable[[date, date], Select[Any]]] = {
    Event.case_opened: _moved(CaseEventKind.opened, CaseEventKind.reopened),
    Event.stage_raised: _moved(CaseEventKind.stage_raised),
    Event.promise_broken: _settled(PromiseStatus.broken),
    Event.promise_kept: _settled(PromiseStatus.kept),
    Event.plan_broken: _broken,
    Event.payment_posted: _paid,
    Event.contact_logged: _logged,
    Event.reply_came: _answered,
    Event.dispute_opened: _disputed,
    Event.referral_moved: _referred,
}
"""Where each event is written."""
