"""Questions of a referral: what happened on a referred case, so that the lender decides how to go on."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager

from models import db
from models.case import Case, CaseState, Episode
from models.dispute import Dispute, DisputeStatus
from models.loan import Loan
from models.payment import Payment, PaymentKind
from models.plan import Plan
from models.referral import Referral, ReferralStatus
from models.referral_work import QuestionCause, ReferralDecision, ReferralQuestion, Remittance
from models.stage import TaskKind
from models.user import User
from rules.errors import RuleError
from rules.sentence import Sentence
from services import early, ledger, task, team
from services.referral import standstill
from services.referral.standstill import RUNNING

AT_REST = (ReferralStatus.settled, ReferralStatus.returned)
"""Statuses in which a partner takes no step."""


class Fact(NamedTuple):
    """What happened to a referral: its kind, the id of the payment, plan, dispute, episode or pause, and the day.

    A pause is named by the question that it answered.
    """

    referral_id: int
    cause: QuestionCause
    fact: int
    on: date


def due(today: date | None = None) -> list[int]:
    """Ids of the referrals in hand of which something was not asked yet, or whose floor is above the debt.

    Pauses that ended, and floors above what ends the debt with less interest, are among it where `today` is given.
    """
    if today:
        above = [row.id for row in _above(today)]
    else:
        above = list(db.session.scalars(_in_hand(select(Referral.id)).where(Referral.settlement_floor > Case.balance)))
    return sorted({*above, *(each.referral_id for each in news(today=today))})


def _above(today: date) -> list[Referral]:
    """Referrals in hand whose floor is above what ends the debt on a day."""
    query = _in_hand(select(Referral)).where(may_be_above()).options(contains_eager(Referral.case))
    rows = db.session.scalars(query.options(*ledger.with_all(contains_eager(Referral.case).joinedload(Case.loan))))
    return [row for row in rows if is_above(row, today)]


def is_above(row: Referral, today: date) -> bool:
    """Whether the floor of a referral is above what ends the debt."""
    floor, file = row.settlement_floor, row.case
    return floor is not None and floor > early.price(file.loan, file.balance, today)


def may_be_above() -> ColumnElement[bool]:
    """The condition that a floor may be above what ends the debt, for a query: rather too many."""
    interest = select(Loan.outstanding_interest).where(Loan.id == Case.loan_id).scalar_subquery()
    return Referral.settlement_floor > Case.balance - interest


def follow(row: Referral, now: datetime) -> str:
    """Ask the lender about what happened, and let the floor follow the debt; again changes nothing."""
    today = team.today(now)
    if is_above(row, today):
        row.settlement_floor = early.price(row.case.loan, row.case.balance, today)
    found = news([row.id], today)
    for each in found:
        told = {"cause": each.cause, "fact": each.fact, "happened_on": each.on}
        db.session.add(ReferralQuestion(referral=row, asked_at=now, **told))
    if found and row.case.state == CaseState.open:
        note = Sentence("%(referral)s: decide how to go on.", referral=row.reference)
        task.set_next(row.case, TaskKind.follow_referral, today, now, note=note, by_person=True)
    return "asked" if found else "followed"


def open_of(row: Referral) -> list[ReferralQuestion]:
    """The questions of a referral that nobody decided."""
    return [each for each in row.questions if each.decided_at is None]


def end(row: Referral, user: User | None, now: datetime) -> None:
    """A referral that ended asks nothing any more; what was taken back was decided so."""
    decision = ReferralDecision.recall if row.status == ReferralStatus.withdrawn else None
    for each in open_of(row):
        each.decision, each.decided_at, each.decided_by = decision, now, user


def check_decided(row: Referral) -> None:
    """Raise RuleError while something that happened waits for the lender's decision, asked already or not."""
    db.session.flush()
    if row.referred_on is not None and (open_of(row) or news([row.id])):
        raise RuleError(
            "%(reference)s waits for the lender's decision: go on, pause or take it back.", reference=row.reference
        )


def check_running(row: Referral, today: date) -> None:
    """Raise RuleError as `check_decided` does, or while the lender paused the referral."""
    check_decided(row)
    if row.paused_until is not None and row.paused_until > today:
        raise RuleError("%(reference)s is paused until %(day)s.", reference=row.reference, day=row.paused_until)


def news(ids: Sequence[int] | None = None, today: date | None = None) -> list[Fact]:
    """What happened since these referrals were sent and was not asked yet; by default of all in hand."""
    among = Referral.id.in_(ids) if ids is not None else Referral.id.is_not(None)
    return [
        Fact(referral_id, cause, fact, on)
        for cause, query in _queries(today)
        for referral_id, fact, on in db.session.execute(query.where(among, _unasked(cause, query)))
    ]


def _queries(today: date | None) -> Iterator[tuple[QuestionCause, Select[Any]]]:
    """For each cause: the referral, the fact and its day. What the partner collected itself is no news."""
    remitted = select(Remittance.id).where(Remittance.payment_id == Payment.id)
    reversing = select(Payment.reverses_id).where(Payment.reverses_id.is_not(None))
    paid = _in_hand(select(Referral.id, Payment.id, Payment.posted_on)).join(Payment, Payment.loan_id == Case.loan_id)
    paid = paid.where(Payment.kind == PaymentKind.payment, Payment.amount > 0, Payment.id > Referral.after_id)
    yield QuestionCause.payment, paid.where(~remitted.exists(), Payment.id.not_in(reversing))
    planned = _in_hand(select(Referral.id, Plan.id, func.coalesce(Plan.agreed_on, Plan.proposed_on)))
    yield QuestionCause.plan, planned.join(Plan, Plan.case_id == Case.id).where(Plan.status.in_(RUNNING))
    disputed = _in_hand(select(Referral.id, Dispute.id, Dispute.opened_on)).join(Dispute, Dispute.case_id == Case.id)
    yield QuestionCause.dispute, disputed.where(Dispute.status == DisputeStatus.open)
    closed = _in_hand(select(Referral.id, Episode.id, Episode.closed_on)).join(Episode, Episode.case_id == Case.id)
    closed = closed.where(Case.state == CaseState.closed, Episode.opened_on == Case.opened_on)
    yield QuestionCause.closing, closed.where(Episode.closed_on.is_not(None))
    if today:
        yield QuestionCause.pause_ended, _ended(today)


def _ended(today: date) -> Select[Any]:
    """Referrals whose pause ended while something still rests on the case, by the question that the pause answered."""
    paused = func.max(ReferralQuestion.id).label("question_id")
    pauses = select(ReferralQuestion.referral_id, paused).where(ReferralQuestion.decision == ReferralDecision.pause)
    last = pauses.group_by(ReferralQuestion.referral_id).subquery()
    ended = _in_hand(select(Referral.id, last.c.question_id, Referral.paused_until))
    ended = ended.join(last, last.c.referral_id == Referral.id).where(Referral.paused_until <= today)
    rests = or_(Case.overdue_since.is_(None), ~and_(*standstill.free(today)))
    return cast("Select[Any]", ended.where(rests, Referral.status.not_in(AT_REST)))


def _unasked(cause: QuestionCause, query: Select[Any]) -> ColumnElement[bool]:
    """That a fact, the second column of the query, has no question yet."""
    fact = query.selected_columns[1]
    asked = select(ReferralQuestion.id).where(ReferralQuestion.referral_id == Referral.id)
    return ~asked.where(ReferralQuestion.cause == cause, ReferralQuestion.fact == fact).exists()


def _in_hand(query: Any) -> Any:
    """Referrals that a partner has in hand, with their cases."""
    joined = query.select_from(Referral).join(Case, Referral.case_id == Case.id)
    return joined.where(Referral.closed_on.is_(None), Referral.referred_on.is_not(None))
