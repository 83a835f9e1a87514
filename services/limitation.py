"""The limitation of a claim in mainland China: what started it, what made it run anew, and when it ends."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select

from models import db
from models.acceleration import Acceleration, AccelerationStatus
from models.case import Case, CaseState
from models.deadline import DeadlineAlarm, DeadlineEvent
from models.document import Document
from models.loan import Instalment, Loan
from models.payment import PaymentKind
from models.referral import Referral, ReferralStatus
from models.stage import TaskKind
from rules import calendar, limitation
from rules.errors import RuleError
from rules.limitation import Event, EventKind, Rest, Status, Term
from rules.sentence import Sentence
from services import rest_days, task, team

ALARMS = (180, 90, 60, 30)
LIMITATION = "limitation"
MAINLAND = "cn_"
ARTICLE = Sentence("Civil Code 188, 189, 195; SPC limitation provisions 8-17")
UNPROVEN = frozenset({EventKind.obstacle, EventKind.accelerated, EventKind.call_missed, EventKind.demand_failed})
"""Kinds that may be recorded without a document: they interrupt nothing."""
DAYS_OF = {
    EventKind.plan_agreed: "last_due_on",
    EventKind.accelerated: "all_due_on",
    EventKind.payment_order_applied: "ended_on",
    EventKind.mediation_requested: "ended_on",
    EventKind.police_report: "ended_on",
}
"""The further day that gives an event its effect; None while it lasts."""


class Limitation(NamedTuple):
    """A running or lapsed limitation; alarms go by the nominal end, `is_known`: the rest days of its year are."""

    term: Term
    events: list[Event]
    status: Status
    days_left: int
    article: str
    is_known: bool


def of(loan: Loan, today: date) -> Limitation | None:
    """The limitation of a loan's claim; None where there is nothing due or the lender is not in mainland China."""
    licence, dues = str(loan.borrower.lender.licence), [each.due_on for each in loan.instalments]
    if not dues or not licence.startswith(MAINLAND):
        return None
    start = limitation.starts_on_due(dues)
    found = sorted((each for each in events(loan) if each.on <= today), key=lambda each: each.on)
    term = limitation.of(start, found, _rest(licence, start, found), licence, max(dues))
    left = (term.expires_on - today).days
    known = rest_days.is_known(term.last_day, licence)
    return Limitation(term, found, term.status(today), left, ARTICLE, known)


def events(loan: Loan) -> Iterable[Event]:
    """What the book itself proves, payments and agreed plans, and what a person recorded."""
    for paid in loan.payments:
        if paid.kind in (PaymentKind.payment, PaymentKind.history) and not paid.reversal:
            yield Event(EventKind.part_payment, paid.paid_on)
    if called := called_on(loan):
        yield Event(EventKind.accelerated, called, all_due_on=called)
    for row in loan.case_file:
        yield from _plans(row)
        for referral in row.referrals:
            yield from _suits(referral)
    for each in loan.deadline_events:
        yield Event(each.kind, each.on, each.ended_on, each.last_due_on, each.all_due_on, each.removed_on)


def _plans(row: Case) -> Iterable[Event]:
    for plan in row.plans:
        if plan.agreed_on and plan.evidence:
            yield Event(EventKind.plan_agreed, plan.agreed_on, last_due_on=plan.instalments[-1].due_on)


def called_on(loan: Loan) -> date | None:
    """The day since which the whole rest is due by a decision that stands."""
    rows = (each for row in loan.case_file for each in row.accelerations)
    return next((each.effective_on for each in rows if each.status == AccelerationStatus.effective), None)


def _suits(referral: Referral) -> Iterable[Event]:
    """A suit interrupts for as long as it goes on; taken back, from the day it was filed.

    Source: Civil Code 195; SPC limitation provisions 10.
    """
    for each in referral.events:
        if each.status == ReferralStatus.filed:
            on = each.happened_on or team.today(each.at)
            yield Event(EventKind.suit_filed, on, ended_on=referral.judgment_on or referral.closed_on)


def record(
    loan: Loan, kind: EventKind, on: date, today: date, *, note: str = "", scan: Document | None = None, **more: Any
) -> DeadlineEvent:
    """Record what happened to a claim (`more`: `ended_on`, `last_due_on`, `all_due_on`, `removed_on`, `user`).

    Raises RuleError for a day to come, for an acceleration, which is a decision of its own, or where what would
    interrupt has no document that proves it.
    """
    if on > today:
        raise RuleError("The day %(day)s lies in the future.", day=on)
    if kind == EventKind.accelerated:
        raise RuleError("Only a recorded acceleration makes the rest due: call it due, with clause and notice.")
    if kind not in UNPROVEN and scan is None:
        raise RuleError("Without a document that proves it, nothing interrupts the limitation.")
    row = DeadlineEvent(loan=loan, kind=kind, on=on, recorded_on=today, note=note, document=scan, **more)
    db.session.add(row)
    return row


def lapsed(loan_ids: Iterable[int], today: date) -> set[int]:
    """Of these loans, those whose claim is time-barred: the debtor has a defence, the debt remains."""
    ids = list(loan_ids)
    if not ids:
        return set()
    last = oldest_in_time(today)
    old = _last_due(last).where(Instalment.loan_id.in_(ids))
    called = _called(last).join(Case).where(Case.loan_id.in_(ids)).with_only_columns(Case.loan_id)
    found = db.session.scalars(select(Loan).where(or_(Loan.id.in_(old), Loan.id.in_(called))))
    return {loan.id for loan in found if (ends := of(loan, today)) and ends.status == Status.time_barred}


def oldest_in_time(today: date) -> date:
    """A claim whose last due day lies after this one cannot be time-barred, whatever happened."""
    return calendar.add_months(today, -12 * limitation.YEARS)


def near(today: date) -> list[int]:
    """Ids of the loans of open cases whose limitation may have an alarm today; rather too many."""
    since = oldest_in_time(today) + timedelta(days=max(ALARMS))
    later = select(Instalment.id).where(Instalment.loan_id == Case.loan_id, Instalment.due_on > since)
    called = _called(since).where(Acceleration.case_id == Case.id)
    is_due = or_(~later.exists(), called.exists())
    old = select(Case.loan_id).where(Case.state == CaseState.open, Case.overdue_since <= since, is_due)
    return sorted(db.session.scalars(old))


def alarm(loan: Loan, today: date, now: datetime) -> str:
    """Raise what alarms are due, once each, with the review as the case's next action; says what came of it."""
    found = of(loan, today)
    if found is None:
        return "quiet"
    ends_on = found.term.expires_on
    return ring(loan, LIMITATION, ends_on, today, now, Sentence("The limitation ends on %(day)s.", day=ends_on))


def ring(loan: Loan, name: str, expires_on: date, today: date, now: datetime, note: Sentence) -> str:
    """Raise the alarms of one deadline by its nominal end; `note` tells whose next action it becomes."""
    left = (expires_on - today).days
    due = [days for days in ALARMS if 0 <= left <= days and not _is_raised(loan, name, expires_on, days)]
    for days in due:
        db.session.add(DeadlineAlarm(loan=loan, name=name, expires_on=expires_on, days=days, raised_on=today))
    if not due:
        return "quiet"
    for row in loan.case_file:
        if row.state == CaseState.open:
            task.set_next(row, TaskKind.review_for_legal, today, now, note=note)
    return "raised"


def check(loan: Loan, today: date) -> None:
    """Raise RuleError where the claim is time-barred: no court would grant it against the debtor's defence."""
    found = of(loan, today)
    if found and found.status == Status.time_barred:
        raise RuleError(
            "The claim is time-barred since %(day)s: the debtor has a defence. Source: %(article)s.",
            day=found.term.last_day,
            article=found.article,
        )


def _is_raised(loan: Loan, name: str, expires_on: date, days: int) -> bool:
    db.session.flush()
    found = select(DeadlineAlarm.id).filter_by(loan_id=loan.id, name=name, expires_on=expires_on, days=days)
    return db.session.scalars(found).first() is not None


def _last_due(day: date) -> Any:
    """Loans whose last instalment was due by a day."""
    return select(Instalment.loan_id).group_by(Instalment.loan_id).having(func.max(Instalment.due_on) <= day)


def _called(day: date) -> Any:
    """Accelerations that took effect by a day and stand."""
    stands = Acceleration.status == AccelerationStatus.effective
    return select(Acceleration.id).where(stands, Acceleration.effective_on <= day)


def _rest(licence: str, start: date, found: Sequence[Event]) -> Rest:
    """The rest days of the years in which the time may end."""
    latest = max([start, *(each.last_due_on or each.on for each in found)])
    return rest(licence, start.year + limitation.YEARS, latest.year + limitation.YEARS + 1)


def rest(licence: str, first: int, last: int) -> Rest:
    """The rest days of the years from the first to the last."""
    tables = [rest_days.of(licence, year) for year in range(first, last + 1)]
    holidays = {day for each in tables for day in each.holidays}
    return Rest(holidays, {day for each in tables for day in each.working_days})
