"""What a week's figures are made of, one query per kind of fact for the whole book."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import and_, case, func, or_, select, type_coerce

from models import db
from models.base import MoneyType
from models.case import Case, CaseEvent, Episode
from models.contact import Contact, Direction
from models.loan import Instalment, Loan
from models.offer import Offer, OfferStatus
from models.outcome import OutcomeCode
from models.payment import DUE, Allocation, Payment, PaymentKind
from models.promise import Promise, PromiseStatus
from rules import money
from services import team
from services.owed import UNPAID


class Week(NamedTuple):
    """Monday to Sunday, both included."""

    monday: date
    sunday: date


class Arrears(NamedTuple):
    """What one case owed: overdue at the start, newly, and at the end; `placed` is all that was owed at the start.

    `waived` is what was let go of it in the week without money, `reaged` what went into a new schedule.
    """

    opening: Decimal = money.ZERO
    newly: Decimal = money.ZERO
    closing: Decimal = money.ZERO
    placed: Decimal = money.ZERO
    waived: Decimal = money.ZERO
    reaged: Decimal = money.ZERO


class Worked(NamedTuple):
    """A case with its week; `opened_on` is None for one that was not open in it."""

    id: int
    borrower_id: int
    portfolio_id: int
    stage_id: int | None
    assignee_id: int | None
    currency: str
    opened_on: date | None
    closed: bool
    arrears: Arrears
    cash: Sequence[tuple[date, Decimal]]


class Contacted(NamedTuple):
    """A borrower that was tried in the week, and whether a person was reached."""

    borrower_id: int
    reached: bool


class Matured(NamedTuple):
    """A promise whose last day lay in the week."""

    case_id: int
    amount: Decimal
    kept: bool


def week_of(monday: date) -> Week:
    """The week that begins on a Monday."""
    return Week(monday, monday + timedelta(days=6))


def load_cases(week: Week) -> list[Worked]:
    """Every case that was open in the week, or owed something overdue at its start or end."""
    episodes, arrears, cash, stages = _episodes(week), _arrears(week), _cash(week), _stages(week)
    waived, reaged = _let_go(week, PaymentKind.waiver), _let_go(week, PaymentKind.moved)
    columns = (Case.id, Case.loan_id, Case.borrower_id, Case.assignee_id, Loan.portfolio_id, Loan.currency)
    found = []
    for row in db.session.execute(select(*columns).join(Loan, Case.loan_id == Loan.id).order_by(Case.id)):
        opened_on, closed = episodes.get(row.id, (None, False))
        gone = {"waived": waived.get(row.loan_id, money.ZERO), "reaged": reaged.get(row.loan_id, money.ZERO)}
        owed = arrears.get(row.loan_id, Arrears())._replace(**gone)
        if opened_on or owed.opening or owed.newly:
            scope = (row.id, row.borrower_id, row.portfolio_id, stages.get(row.id), row.assignee_id, row.currency)
            found.append(Worked(*scope, opened_on, closed, owed, cash.get(row.loan_id, ())))
    return found


def load_contacts(week: Week) -> list[Contacted]:
    """Every borrower somebody tried to reach in the week."""
    start, end = team.start_of(week.monday), team.start_of(week.sunday + timedelta(days=1))
    reached = func.max(case((OutcomeCode.is_reached.is_(True), 1), else_=0))
    query = (
        select(Contact.borrower_id, reached)
        .join(OutcomeCode, Contact.outcome_id == OutcomeCode.id)
        .where(Contact.at >= start, Contact.at < end, OutcomeCode.is_attempt.is_(True))
        .where(Contact.direction == Direction.outbound)
        .group_by(Contact.borrower_id)
    )
    return [Contacted(borrower_id, bool(found)) for borrower_id, found in db.session.execute(query)]


def load_promises(week: Week) -> list[Matured]:
    """Every promise whose day plus grace lay in the week; cancelled and superseded ones never matured."""
    ended = (PromiseStatus.cancelled, PromiseStatus.superseded)
    query = select(Promise).where(Promise.status.not_in(ended), Promise.due_on <= week.sunday)
    rows = db.session.scalars(query.where(Promise.due_on > week.monday - timedelta(days=60)))
    return [
        Matured(row.case_id, row.amount, row.status == PromiseStatus.kept)
        for row in rows
        if week.monday <= row.due_on + timedelta(days=row.grace_days) <= week.sunday
    ]


def _episodes(week: Week) -> dict[int, tuple[date, bool]]:
    """The opening of each case that was open at the start of the week or opened in it, and whether it closed in it."""
    alive = or_(Episode.closed_on.is_(None), Episode.closed_on >= week.monday)
    query = select(Episode).where(Episode.opened_on <= week.sunday, alive).order_by(Episode.opened_on)
    found: dict[int, tuple[date, bool]] = {}
    for row in db.session.scalars(query):
        first, closed = found.get(row.case_id, (row.opened_on, False))
        ended = row.closed_on is not None and row.closed_on <= week.sunday
        found[row.case_id] = (first, closed or ended)
    return found


def _arrears(week: Week) -> dict[int, Arrears]:
    """By loan; the sums of today, with the money that came later put back."""
    since, after = _paid_from(week.monday, "since"), _paid_from(week.sunday + timedelta(days=1), "after")
    before = type_coerce(UNPAID + func.coalesce(since.c.amount, 0), MoneyType())
    at_end = type_coerce(UNPAID + func.coalesce(after.c.amount, 0), MoneyType())
    due_on, in_week = Instalment.due_on, Instalment.due_on.between(week.monday, week.sunday)
    sums = (
        _sum(before, due_on < week.monday),
        _sum(before, in_week),
        _sum(at_end, due_on <= week.sunday),
        _sum(before, or_(Instalment.counts_from.is_(None), Instalment.counts_from < week.monday)),
    )
    query = (
        select(Instalment.loan_id, *sums)
        .outerjoin(since, since.c.instalment_id == Instalment.id)
        .outerjoin(after, after.c.instalment_id == Instalment.id)
        .group_by(Instalment.loan_id)
    )
    return {loan_id: Arrears(*amounts) for loan_id, *amounts in db.session.execute(query)}


def _sum(amount: Any, condition: Any) -> Any:
    return func.sum(type_coerce(case((condition, amount), else_=0), MoneyType()))


def _paid_from(day: date, name: str) -> Any:
    query = select(Allocation.instalment_id, func.sum(Allocation.amount).label("amount"))
    query = query.join(Payment, Allocation.payment_id == Payment.id).where(
        Payment.paid_on >= day, Allocation.component.in_(DUE)
    )
    return query.group_by(Allocation.instalment_id).subquery(name)


def _cash(week: Week) -> Mapping[int, list[tuple[date, Decimal]]]:
    """Money value-dated in the week, by loan; what was taken back in it counts against it.

    Money that earned an offer marked as not counted is left out.
    """
    offered = select(Offer.id).join(Case, Offer.case_id == Case.id).where(Case.loan_id == Payment.loan_id)
    offered = offered.where(Offer.not_counted, Offer.status == OfferStatus.earned)
    earned = offered.where(Payment.paid_on.between(Offer.made_on, Offer.pay_by)).exists()
    query = select(Payment.loan_id, Payment.paid_on, Payment.amount).where(
        Payment.kind != PaymentKind.history,
        Payment.component.is_(None),
        ~earned,
        Payment.paid_on.between(week.monday, week.sunday),
    )
    found: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
    for loan_id, on, amount in db.session.execute(query):
        found[loan_id].append((on, amount))
    return found


def _let_go(week: Week, kind: PaymentKind) -> dict[int, Decimal]:
    """What entries of the week let go of the schedule without money, as far as it was due, by loan."""
    query = (
        select(Payment.loan_id, func.sum(Allocation.amount))
        .join(Allocation, Allocation.payment_id == Payment.id)
        .join(Instalment, Allocation.instalment_id == Instalment.id)
        .where(Payment.kind == kind, Payment.paid_on.between(week.monday, week.sunday))
        .where(Allocation.component.in_(DUE), Instalment.due_on <= week.sunday)
        .group_by(Payment.loan_id)
    )
    return dict(db.session.execute(query).all())


def _stages(week: Week) -> dict[int, int | None]:
    """The stage each case was in at the start of the week, or came to first in it."""
    in_stage = and_(CaseEvent.on <= week.sunday, CaseEvent.stage_id.is_not(None))
    columns = (CaseEvent.case_id, CaseEvent.on, CaseEvent.stage_id)
    found: dict[int, int | None] = {}
    for case_id, on, stage_id in db.session.execute(
        select(*columns).where(in_stage).order_by(CaseEvent.on, CaseEvent.id)
    ):
        if on < week.monday or case_id not in found:
            found[case_id] = stage_id
    return found
