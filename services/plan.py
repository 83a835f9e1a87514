"""Repayment plans: proposed, agreed, followed by posted payments."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select

from models import db
from models.case import Case, CaseState
from models.hold import Hold, HoldKind
from models.plan import Period, Plan, PlanInstalment, PlanKind, PlanStatus
from models.stage import TaskKind
from models.user import User
from rules import money
from rules import payment as payment_rule
from rules import plan as rule
from rules.errors import RuleError
from services import hold, ledger, task

PERIODS = {
    Period.week: rule.Period(weeks=1),
    Period.fortnight: rule.Period(weeks=2),
    Period.month: rule.MONTHLY,
}
OPEN = (PlanStatus.proposed, PlanStatus.agreed, PlanStatus.running)
MOST = 60


def propose(
    case: Case,
    total: Decimal,
    count: int,
    first_on: date,
    today: date,
    *,
    kind: PlanKind = PlanKind.equal_instalments,
    every: Period = Period.month,
    grace_days: int = 3,
    user: User | None = None,
) -> Plan:
    """Propose a plan; nothing rests yet. A deferral is the whole in one instalment.

    Raises RuleError where the case has a plan already, is closed, or the plan does not fit what is owed.
    """
    count = 1 if kind == PlanKind.deferral else count
    _check(case, total, count, first_on, today)
    if kind == PlanKind.equal_instalments and count < 2:
        raise RuleError("A plan has at least two instalments; one is a deferral.")
    row = Plan(
        case=case,
        kind=kind,
        total=total,
        count=count,
        first_on=first_on,
        every=every,
        grace_days=grace_days,
        proposed_on=today,
        proposed_by=user,
    )
    row.instalments = [
        PlanInstalment(number=part.no, due_on=part.due_on, amount=part.amount)
        for part in rule.instalments(total, count, first_on, PERIODS[every])
    ]
    db.session.add(row)
    return row


def open_of(case: Case) -> Plan | None:
    """The plan of a case that is proposed, agreed or running."""
    db.session.flush()
    return db.session.scalars(select(Plan).where(Plan.case_id == case.id, Plan.status.in_(OPEN))).first()


def agree(row: Plan, evidence: str, today: date, now: datetime) -> None:
    """The borrower agreed, as `evidence` shows: the plan runs and holds the case.

    Raises RuleError without evidence, or for a plan that is not proposed.
    """
    if row.status != PlanStatus.proposed:
        raise RuleError("Only a proposed plan can be agreed.")
    if not evidence.strip():
        raise RuleError("Say how the borrower agreed: a message, a signature, a recorded call.")
    row.evidence, row.agreed_on = evidence, today
    row.status = PlanStatus.running
    review_on = max(today, row.instalments[0].due_on)
    hold.open(
        row.case, HoldKind.plan, today, "A repayment plan is running.", review_on, owner=row.proposed_by, plan=row
    )
    if row.case.state != CaseState.closed:
        task.set_next(row.case, TaskKind.follow_plan, _last_day(row, row.instalments[0]), now, by_person=True)


def due() -> list[int]:
    """Ids of the running plans."""
    return list(db.session.scalars(select(Plan.id).filter_by(status=PlanStatus.running).order_by(Plan.id)))


def follow(row: Plan, today: date, now: datetime) -> str:
    """Settle a running plan by the posted payments; returns its status.

    Payments since the agreement cover the oldest instalment first. Kept when all are paid; broken when one is not
    paid within its grace. A settled plan stays as it is.
    """
    if row.status != PlanStatus.running:
        return str(row.status)
    _lay(row, today)
    unpaid = [part for part in row.instalments if part.paid < part.amount]
    late = next((part for part in unpaid if _last_day(row, part) < today), None)
    if not unpaid:
        _end(row, PlanStatus.kept, "All instalments are paid.", today)
    elif late:
        _end(row, PlanStatus.broken, _why(late), today)
    _next(row, unpaid, today, now)
    return str(row.status)


def cancel(row: Plan, reason: str, today: date) -> None:
    """End a plan that is not kept or broken yet; automation goes on. Raises RuleError without a reason."""
    if row.status not in OPEN:
        raise RuleError("The plan has ended already.")
    if not reason.strip():
        raise RuleError("Say why the plan is cancelled.")
    _end(row, PlanStatus.cancelled, reason, today)


def _check(case: Case, total: Decimal, count: int, first_on: date, today: date) -> None:
    if case.state == CaseState.closed:
        raise RuleError("%(reference)s is closed; it needs no plan.", reference=case.reference)
    if open_of(case):
        raise RuleError("%(reference)s has a plan already.", reference=case.reference)
    if total <= 0 or total != money.cents(total):
        raise RuleError("A plan needs a total above zero, in cents.")
    if total > case.balance:
        raise RuleError("%(total)s is more than the %(balance)s owed.", total=total, balance=case.balance)
    if not 1 <= count <= MOST:
        raise RuleError("The number of instalments must be between 1 and %(most)s.", most=MOST)
    if first_on < today:
        raise RuleError("The first instalment on %(day)s lies in the past.", day=first_on)


def _last_day(row: Plan, part: PlanInstalment) -> date:
    return part.due_on + timedelta(days=row.grace_days)


def _lay(row: Plan, today: date) -> None:
    """Say how much of each instalment is paid."""
    since = row.agreed_on or row.proposed_on
    left = payment_rule.received(ledger.posted(row.case.loan), since, today, today)
    for part in row.instalments:
        part.paid = min(left, part.amount)
        left -= part.paid


def _why(part: PlanInstalment) -> str:
    return f"Instalment {part.number} of {part.amount}, due on {part.due_on}, was not paid."


def _end(row: Plan, status: PlanStatus, reason: str, today: date) -> None:
    row.status, row.ended_on, row.end_reason = status, today, reason
    for rest in db.session.scalars(select(Hold).filter_by(plan_id=row.id)):
        hold.release(rest, today)


def _next(row: Plan, unpaid: list[PlanInstalment], today: date, now: datetime) -> None:
    """Follow the next instalment; ask about a broken plan today; after a kept one the stage says what comes next."""
    planned = task.open_of(row.case)
    if row.case.state == CaseState.closed or (planned and planned.kind != TaskKind.follow_plan):
        return
    if row.status == PlanStatus.broken:
        task.set_next(row.case, TaskKind.negotiate, today, now, note=row.end_reason)
    elif row.status == PlanStatus.kept and planned:
        task.complete(planned, now)
    elif row.status == PlanStatus.running and (not planned or planned.due_on != _last_day(row, unpaid[0])):
        task.set_next(row.case, TaskKind.follow_plan, _last_day(row, unpaid[0]), now, by_person=True)
