"""Whose borrowers are left in peace, and whether a service message that waits is still true."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from models import db
from models.case import Case, CaseState
from models.dispute import DisputeStatus
from models.hardship import Hardship, HardshipStatus
from models.hold import HoldKind
from models.lender import Lender
from models.payment import Payment, PaymentKind
from models.plan import PlanInstalment, PlanStatus
from models.service_message import ServiceKind, ServiceMessage
from rules import money
from rules.contact import service as rule
from rules.sentence import Sentence
from services import hold
from services.reminder import facts

SWITCHED_OFF = Sentence("The lender does not want such messages any more.")
RESTS = Sentence("A case of the borrower rests or is worked.")
OVER = Sentence("What it speaks of is paid in part or whole, or its day has come.")
BACK = Sentence("The money it speaks of went back.")
ANEW = Sentence("The borrower contests something again.")
WANTED: Mapping[ServiceKind, Callable[[Lender], bool]] = {
    ServiceKind.before_due: lambda lender: lender.before_due_days is not None,
    ServiceKind.thanks: lambda lender: lender.thanks,
    ServiceKind.receipt: lambda lender: lender.receipts,
    ServiceKind.plan_due: lambda lender: lender.plan_due_days is not None,
    ServiceKind.dispute_answered: lambda lender: lender.dispute_answers,
    ServiceKind.welcome: lambda lender: lender.welcomes,
}
"""Whether a lender wants messages of a kind."""


def resting(borrower_ids: Sequence[int], today: date, but: Sequence[HoldKind] = ()) -> set[int]:
    """Of these borrowers, those on one of whose cases anything rests `but` these holds, or who struggle."""
    query = select(Case.id, Case.borrower_id).where(Case.borrower_id.in_(borrower_ids))
    cases = {row.id: row.borrower_id for row in db.session.execute(query)}
    running = Hardship.status == HardshipStatus.running
    struggling = db.session.scalars(select(Hardship.borrower_id).where(Hardship.borrower_id.in_(borrower_ids), running))
    ids = list(cases)
    still = hold.held_ids(ids, today, but) | facts.with_partner(ids)
    return {cases[id] for id in still} | set(struggling)


def untrue(ids: Sequence[int], today: date) -> dict[int, str]:
    """Why service messages must not go out any more, by their reminder: asked again right before each is sent."""
    found: dict[int, str] = {}
    rows = list(facts.service_messages(ids).values())
    ids = [row.case.borrower_id for row in rows]
    worked = select(Case.borrower_id).where(Case.borrower_id.in_(ids), Case.state == CaseState.open)
    quiet = {*resting(ids, today), *db.session.scalars(worked)} if rows else set()
    otherwise = resting(ids, today, hold.AGREED) if rows else set()
    for row in rows:
        rests = row.case.borrower_id in (otherwise if row.kind in rule.ON_OPEN else quiet)
        if said := _untrue(row, today, rests):
            found[row.reminder_id] = said
    return found


def _untrue(row: ServiceMessage, today: date, rests: bool) -> str:
    lender = row.case.borrower.lender
    if not WANTED[row.kind](lender) or not rule.may(lender.licence):
        return SWITCHED_OFF
    if rests:
        return RESTS
    if row.kind == ServiceKind.before_due:
        left = [part.unpaid for part in row.case.loan.instalments if part.due_on == row.on]
        return "" if money.total(left) == row.amount and today < row.on else OVER
    if row.kind == ServiceKind.receipt:
        return "" if received(row.case.loan_id, row.on) >= (row.amount or money.ZERO) else BACK
    if row.kind == ServiceKind.plan_due:
        return "" if planned(row.case_id, row.on) == row.amount and today < row.on else OVER
    if row.kind == ServiceKind.dispute_answered:
        return ANEW if any(each.status == DisputeStatus.open for each in row.case.disputes) else ""
    return ""


def received(loan_id: int, posted_on: date) -> Decimal:
    """The money that came in on a loan, was posted on a day and news then, without what went back."""
    here = (Payment.loan_id == loan_id, Payment.posted_on == posted_on, Payment.kind == PaymentKind.payment)
    rows = db.session.scalars(select(Payment).where(*here, Payment.component.is_(None), Payment.amount > 0))
    news = [row for row in rows if rule.is_news(row.paid_on, posted_on, posted_on)]
    return money.total([row.amount for row in news if row.reversal is None])


def planned(case_id: int, due_on: date) -> Decimal:
    """What the running plan of a case still expects for a day."""
    query = select(PlanInstalment).join(PlanInstalment.plan)
    query = query.where(PlanInstalment.plan.has(case_id=case_id, status=PlanStatus.running))
    return money.total(
        [row.amount - row.paid for row in db.session.scalars(query.where(PlanInstalment.due_on == due_on))]
    )
