"""Repayment plans: proposed, agreed, followed by posted payments."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from models import db
from models.base import Language, unsought
from models.case import Case, CaseState
from models.document import Document, DocumentKind
from models.hold import Hold, HoldKind
from models.plan import Debt, Period, Plan, PlanInstalment, PlanKind, PlanPaper, PlanStatus
from models.stage import TaskKind
from models.task import Task
from models.user import User
from rules import ledger as ledger_rule
from rules import money
from rules import plan as rule
from rules.errors import RuleError
from rules.sentence import Sentence
from services import authority, document, early, hold, ledger, owed, rest_days, task
from services.case import episode

PERIODS = {
    Period.week: rule.Period(weeks=1),
    Period.fortnight: rule.Period(weeks=2),
    Period.month: rule.MONTHLY,
}
OPEN = (PlanStatus.proposed, PlanStatus.agreed, PlanStatus.running)
JUDGED = (PlanStatus.running, PlanStatus.kept, PlanStatus.broken)
WITH_IT = (ledger.with_payments(Plan.case), selectinload(Plan.instalments))
"""What `follow` reads of each plan."""
REASONS = {
    PlanStatus.kept: Sentence("All instalments are paid."),
    PlanStatus.broken: Sentence("An instalment was not paid in time."),
}
LAPSED = Sentence("The case closed before it was agreed.")
RUNNING = Sentence("A repayment plan is running.")
MOST = 60
MOST_HOLIDAY = 6


@dataclass(frozen=True)
class Ask:
    """What a plan is proposed with; a deferral is the whole in one instalment."""

    total: Decimal
    count: int
    first_on: date
    kind: PlanKind = PlanKind.equal_instalments
    every: Period = Period.month
    pay_day: int | None = None
    holiday_months: int = 0


def propose(
    case: Case,
    total: Decimal,
    count: int,
    first_on: date,
    today: date,
    *,
    user: User | None = None,
    grace_days: int | None = None,
    **more: Any,
) -> Plan:
    """Propose a plan (`more`: the other fields of `Ask`); nothing rests yet.

    Raises RuleError where the case has a plan already, is closed, the plan does not fit what is owed, or it goes
    beyond the person's level.
    """
    ask = Ask(total, 1 if more.get("kind") == PlanKind.deferral else count, first_on, **more)
    _check(case, ask, today)
    parts = draft(case, ask)
    _check_total(case, ask.total, parts[-1].due_on)
    authority.check_plan(user, [part.due_on for part in parts], today)
    policy = case.loan.portfolio.policy
    grace_days = policy.plan_grace_days if grace_days is None else grace_days
    own = {"grace_days": grace_days, "threshold_rate": policy.plan_threshold_rate, **_standing(case, parts, today)}
    row = Plan(case=case, proposed_on=today, proposed_by=user, **asdict(ask), **own)
    row.instalments = [PlanInstalment(number=part.no, due_on=part.due_on, amount=part.amount) for part in parts]
    db.session.add(row)
    return row


def _standing(case: Case, parts: Sequence[rule.Instalment], today: date) -> dict[str, Decimal]:
    """What the agreement names beside its instalments, as it stands when it is proposed."""
    found = owed.of(case.loan, today)
    standing = {"overdue": found.overdue, "later": found.later, "payoff": early.payoff(case.loan, today)}
    return standing | {"costs": cost(case, parts, today)}


def paper(row: Plan, language: Language, for_signing: bool, make: Callable[[], bytes]) -> Document:
    """The agreement in a language as it was first set; `make` sets it where nobody asked for it yet."""
    kept = [each for each in row.papers if (each.language, each.for_signing) == (language, for_signing)]
    if kept:
        return kept[0].document
    name = f"{row.reference}.pdf"
    made = document.kept(make(), DocumentKind.pdf, name)
    db.session.add(PlanPaper(plan=row, language=language, for_signing=for_signing, document=made))
    return made


def planned(case: Case, debt: Debt, today: date) -> Decimal:
    """What a plan is made over: what is overdue today, or what would end the debt today."""
    whole = max(early.price(case.loan, case.balance, today), money.ZERO)
    overdue = sum(ledger.today(case.loan, today).overdue.values(), money.ZERO)
    return min(overdue, whole) if debt == Debt.overdue else whole


def draft(case: Case, ask: Ask) -> list[rule.Instalment]:
    """The instalments that a plan would have: whole units, off the rest days of the lender's country."""
    unit = money.unit(case.loan.currency)
    first_on = rule.later(ask.first_on, rule.MONTHLY, ask.holiday_months)
    if ask.pay_day:
        days = rule.on_pay_day(first_on, ask.count, ask.pay_day)
    else:
        days = rule.series(first_on, ask.count, PERIODS[ask.every])
    days = [rest_days.moved(day, case.borrower.lender.licence) for day in days]
    if ask.kind == PlanKind.step_up:
        return rule.stepped(ask.total, days, unit=unit)
    equal = rule.instalments(ask.total, ask.count, first_on, PERIODS[ask.every], unit=unit)
    return [part._replace(due_on=day) for part, day in zip(equal, days, strict=True)]


def cost(case: Case, parts: Sequence[rule.Instalment], today: date) -> Decimal:
    """The overdue interest that runs meanwhile if each instalment is paid on its day, by what is overdue today."""
    rate, left = case.loan.overdue_rate, ledger.today(case.loan, today).daily
    days, since = Decimal(0), today
    for part in parts:
        days += left * (part.due_on - since).days
        left, since = max(left - part.amount, money.ZERO), part.due_on
    return ledger_rule.overdue_interest(days, rate, money.unit(case.loan.currency))


def is_calendar_known(row: Plan) -> bool:
    """Whether the holidays of every year of a plan are published; else only week-ends were left out."""
    licence = row.case.borrower.lender.licence
    return all(rest_days.is_known(part.due_on, licence) for part in row.instalments)


def open_of(case: Case) -> Plan | None:
    """The plan of a case that is proposed, agreed or running."""
    db.session.flush()
    return db.session.scalars(select(Plan).where(Plan.case_id == case.id, Plan.status.in_(OPEN))).first()


def agree(row: Plan, evidence: str, today: date, now: datetime, *, scan: Document | None = None) -> None:
    """The borrower agreed, as `evidence` or the signed `scan` shows: the plan runs and holds the case.

    Raises RuleError without evidence, or for a plan that is not proposed.
    """
    if row.status != PlanStatus.proposed:
        raise RuleError("Only a proposed plan can be agreed.")
    if not evidence.strip():
        raise RuleError("Say how the borrower agreed: a message, a signature, a recorded call.")
    row.evidence, row.agreed_on, row.document = evidence, today, scan
    row.status = PlanStatus.running
    review_on = max(today, row.instalments[0].due_on)
    hold.open(row.case, HoldKind.plan, today, RUNNING, review_on, owner=row.proposed_by, plan=row)
    if row.case.state != CaseState.closed:
        task.set_next(row.case, TaskKind.follow_plan, _last_day(row, row.instalments[0]), now, by_person=True)


def due(today: date) -> list[int]:
    """Ids of the plans to look at: late or unplanned running ones, those whose loan had money move lately, lapsed ones.

    A proposal lapses with the episode it was made in.
    """
    running = select(Plan.id).where(Plan.status == PlanStatus.running)
    unpaid = (PlanInstalment.due_on < today) & (PlanInstalment.paid < PlanInstalment.amount)
    late = running.where(select(PlanInstalment.id).where(PlanInstalment.plan_id == Plan.id, unpaid).exists())
    acting = select(Task.id).where(Task.case_id == Plan.case_id, Task.done_at.is_(None))
    changed = select(Plan.id).join(Case).where(Case.loan_id.in_(ledger.moved_lately(today)))
    changed = changed.where(unsought(Plan.status).in_(JUDGED))
    over = or_(Case.state == CaseState.closed, ~episode.here(Plan.proposed_on))
    lapsed = select(Plan.id).join(Case).where(Plan.status == PlanStatus.proposed, over)
    wanted = (late, running.where(~acting.exists()), changed, lapsed)
    return sorted({id for each in wanted for id in db.session.scalars(each)})


def follow(row: Plan, today: date, now: datetime) -> str:
    """Settle a plan by the posted payments; returns its status. Again changes nothing.

    Payments since the agreement cover the oldest instalment first. Kept when all is paid in time; broken when one is
    not paid within its grace. A kept or broken one is judged again, for a payment may be reversed or entered late.
    """
    if row.status == PlanStatus.proposed and _is_over(row):
        _end(row, PlanStatus.cancelled, LAPSED, today)
    if row.status not in JUDGED or row.agreed_on is None:
        return str(row.status)
    found = _judged(row, today)
    for part, paid in zip(row.instalments, found.paid, strict=True):
        part.paid = paid
    status = _status(found)
    if status == PlanStatus.running:
        _run_again(row)
    elif status != row.status:
        row.broken_no = found.late_no if status == PlanStatus.broken else None
        _end(row, status, REASONS[status], today)
    _next(row, today, now)
    return str(row.status)


def follow_all(case: Case, today: date, now: datetime) -> list[str]:
    """Judge every plan of a case again, the oldest first, after its payments changed; returns their statuses."""
    return [follow(row, today, now) for row in sorted(case.plans, key=lambda each: each.id)]


def cancel(row: Plan, reason: str, today: date) -> None:
    """End a plan that is not kept or broken yet; automation goes on. Raises RuleError without a reason."""
    if row.status not in OPEN:
        raise RuleError("The plan has ended already.")
    if not reason.strip():
        raise RuleError("Say why the plan is cancelled.")
    _end(row, PlanStatus.cancelled, reason, today)


def _check(case: Case, ask: Ask, today: date) -> None:
    if case.state == CaseState.closed:
        raise RuleError("%(reference)s is closed; it needs no plan.", reference=case.reference)
    if open_of(case):
        raise RuleError("%(reference)s has a plan already.", reference=case.reference)
    if ask.total <= 0 or not money.fits(ask.total, money.unit(case.loan.currency), case.balance):
        raise RuleError("A plan needs a total above zero, in whole units of its currency.")
    if not 1 <= ask.count <= MOST:
        raise RuleError("The number of instalments must be between 1 and %(most)s.", most=MOST)
    if ask.first_on < today:
        raise RuleError("The first instalment on %(day)s lies in the past.", day=ask.first_on)
    _check_kind(ask)


def _check_total(case: Case, total: Decimal, last_on: date) -> None:
    """Raise RuleError for more than ends the debt on the last day of the plan: interest beyond it is not owed."""
    owed = early.price(case.loan, case.balance, last_on)
    if total > owed:
        raise RuleError("%(total)s is more than the %(balance)s owed.", total=total, balance=owed)


def _check_kind(ask: Ask) -> None:
    if ask.kind in (PlanKind.equal_instalments, PlanKind.step_up) and ask.count < 2:
        raise RuleError("A plan has at least two instalments; one is a deferral.")
    if (ask.kind == PlanKind.payment_holiday) != bool(ask.holiday_months):
        raise RuleError("A payment holiday, and nothing else, names the months without a payment.")
    if not 0 <= ask.holiday_months <= MOST_HOLIDAY:
        raise RuleError("A payment holiday is at most %(most)s months.", most=MOST_HOLIDAY)
    if ask.pay_day is not None and not 1 <= ask.pay_day <= 31:
        raise RuleError("A pay day is a day of the month, from 1 to 31.")
    if ask.pay_day and ask.every != Period.month:
        raise RuleError("Only a monthly plan can follow the pay day.")


def _judged(row: Plan, today: date) -> rule.Outcome:
    rows = [rule.Instalment(part.number, part.due_on, part.amount) for part in row.instalments]
    since, money_in = row.agreed_on or row.proposed_on, ledger.posted(row.case.loan)
    return rule.judge(
        rows, money_in, since, today, grace_days=row.grace_days, threshold_rate=Decimal(row.threshold_rate)
    )


def _is_over(row: Plan) -> bool:
    """Whether the episode that a plan was proposed in has ended."""
    return row.case.state == CaseState.closed or episode.is_former(row.case, row.proposed_on)


def _status(found: rule.Outcome) -> PlanStatus:
    if found.late_no is not None:
        return PlanStatus.broken
    return PlanStatus.kept if found.done else PlanStatus.running


def _last_day(row: Plan, part: PlanInstalment) -> date:
    return part.due_on + timedelta(days=row.grace_days)


def _end(row: Plan, status: PlanStatus, reason: str, today: date) -> None:
    row.status, row.ended_on, row.end_reason = status, today, reason
    for rest in db.session.scalars(select(Hold).filter_by(plan_id=row.id)):
        hold.release(rest, today)


def _run_again(row: Plan) -> None:
    """A plan whose payment was taken back or came to light runs on, unless another one is open by now."""
    if row.status == PlanStatus.running or open_of(row.case) is not None:
        return
    row.status, row.ended_on, row.end_reason, row.broken_no = PlanStatus.running, None, "", None
    row.case.touched = True
    for rest in db.session.scalars(select(Hold).filter_by(plan_id=row.id)):
        rest.released_on = None


def _next(row: Plan, today: date, now: datetime) -> None:
    """Follow the next instalment; ask about a broken plan today; after a kept one the stage says what comes next."""
    planned = task.open_of(row.case)
    if row.case.state == CaseState.closed or (planned and planned.kind != TaskKind.follow_plan):
        return
    if row.status == PlanStatus.broken and row.ended_on == today:
        task.set_next(row.case, TaskKind.negotiate, today, now, note=row.end_reason)
    elif row.status == PlanStatus.kept and planned:
        task.complete(planned, now)
    elif row.status == PlanStatus.running:
        unpaid = next((part for part in row.instalments if part.paid < part.amount), row.instalments[-1])
        if not planned or planned.due_on != _last_day(row, unpaid):
            task.set_next(row.case, TaskKind.follow_plan, _last_day(row, unpaid), now, by_person=True)
