"""What a week's figures are made of, one query per kind of fact for the whole book."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from models import db
from models.case import Case, CaseHolder, CaseStage, Episode
from models.contact import Contact, Direction
from models.loan import Loan
from models.outcome import OutcomeCode
from models.payment import Payment, PaymentKind
from models.promise import Promise, PromiseStatus
from rules import payment as payment_rule
from rules import promise as promise_rule
from rules.week import Arrears, Week
from services import bulk, team
from services.metric import arrears
from services.metric.arrears import Moved

NOTHING = Moved(Arrears(), {})
LONGEST = timedelta(days=60)
"""No promise waits longer for its money after its day."""


class Place(NamedTuple):
    """Who held a case in a week, and in which stage: as on its Monday, or as it came to first in it."""

    collector_id: int | None = None
    stage_id: int | None = None


class Worked(NamedTuple):
    """A case with its week; `opened_on` is None for one that was not open in it.

    `tried` says whether somebody was reached, None where nobody tried. `was` is its place in the week before.
    """

    id: int
    portfolio_id: int
    currency: str
    place: Place
    was: Place
    opened_on: date | None
    closed: bool
    owed: Moved
    tried: bool | None
    collected: Sequence[tuple[date, Decimal]]


class Matured(NamedTuple):
    """A promise whose last day lay in the week, by what it was when it was made."""

    id: int
    portfolio_id: int | None
    place: Place
    currency: str
    amount: Decimal
    kept: bool


def load_cases(this: Week, before: Week | None) -> list[Worked]:
    """Every case that was open in the week, or had something overdue in it or corrected since the week before."""
    owed, uncounted = arrears.load(this, before), arrears.uncounted(this)
    episodes, tried, places, were = _episodes(this), _tried(this), _places(this), _places(before) if before else {}
    query = select(Case.id, Case.loan_id, Loan.portfolio_id, Loan.currency).join(Loan, Case.loan_id == Loan.id)
    found = []
    for id, loan_id, portfolio_id, currency in db.session.execute(query.order_by(Case.id)):
        moved, (opened_on, closed) = owed.get(loan_id, NOTHING), episodes.get(id, (None, False))
        if opened_on or loan_id in owed:
            paid = [(on, amount) for entry_id, on, amount in moved.arrears.paid if entry_id not in uncounted]
            place, was = places.get(id, Place()), were.get(id, Place())
            row = Worked(id, portfolio_id, currency, place, was, opened_on, closed, moved, tried.get(id), paid)
            found.append(row)
    return found


def _episodes(this: Week) -> dict[int, tuple[date, bool]]:
    """The opening of each case that was open at the start of the week or opened in it, and whether it closed in it."""
    alive = or_(Episode.closed_on.is_(None), Episode.closed_on >= this.monday)
    columns = (Episode.case_id, Episode.opened_on, Episode.closed_on)
    query = select(*columns).where(Episode.opened_on <= this.sunday, alive).order_by(Episode.opened_on)
    found: dict[int, tuple[date, bool]] = {}
    for case_id, opened_on, closed_on in db.session.execute(query):
        first, closed = found.get(case_id, (opened_on, False))
        found[case_id] = (first, closed or (closed_on is not None and closed_on <= this.sunday))
    return found


def _tried(this: Week) -> dict[int, bool]:
    """The cases for which somebody was tried while they were open, and whether a person was reached."""
    start, end = team.start_of(this.monday), team.start_of(this.sunday + timedelta(days=1))
    query = (
        select(Case.id, Contact.at, Episode.opened_on, Episode.closed_on, OutcomeCode.is_reached)
        .join(OutcomeCode, Contact.outcome_id == OutcomeCode.id)
        .join(Case, Case.borrower_id == Contact.borrower_id)
        .join(Episode, Episode.case_id == Case.id)
        .where(Contact.at >= start, Contact.at < end, OutcomeCode.is_attempt.is_(True))
        .where(Contact.direction == Direction.outbound, Episode.opened_on <= this.sunday)
        .where(or_(Contact.entered_on.is_(None), Contact.entered_on < this.closes_on))
    )
    found: dict[int, bool] = {}
    for case_id, at, opened_on, closed_on, reached in db.session.execute(query):
        if opened_on <= team.today(at) <= (closed_on or date.max):
            found[case_id] = found.get(case_id, False) or reached
    return found


def _places(this: Week) -> dict[int, Place]:
    """Where each case was at the start of the week, or came to first in it."""
    stages, holders = _first(_stages(this), this), _first(_holders(this), this)
    return {case_id: Place(holders.get(case_id), stages.get(case_id)) for case_id in stages.keys() | holders.keys()}


def _first(rows: Iterable[tuple[int, date, int | None]], this: Week) -> dict[int, int | None]:
    """Of rows by day, the last of each case that began on Monday or before, else the first after it."""
    found: dict[int, int | None] = {}
    for case_id, on, id in rows:
        if on <= this.monday or case_id not in found:
            found[case_id] = id
    return found


def _stages(this: Week) -> Iterator[tuple[int, date, int | None]]:
    query = select(CaseStage.case_id, CaseStage.since_on, CaseStage.stage_id)
    here = CaseStage.since_on <= this.sunday, CaseStage.stage_id.is_not(None)
    rows = db.session.execute(query.where(*here).order_by(CaseStage.since_on, CaseStage.id))
    return ((case_id, on, stage_id) for case_id, on, stage_id in rows)


def _holders(this: Week) -> Iterator[tuple[int, date, int | None]]:
    after = CaseHolder.until_on > this.monday, CaseHolder.until_on > CaseHolder.since_on
    until = or_(CaseHolder.until_on.is_(None), and_(*after))
    query = select(CaseHolder.case_id, CaseHolder.since_on, CaseHolder.user_id).where(until)
    rows = db.session.execute(
        query.where(CaseHolder.since_on <= this.sunday).order_by(CaseHolder.since_on, CaseHolder.id)
    )
    return ((case_id, on, user_id) for case_id, on, user_id in rows)


def load_promises(this: Week) -> list[Matured]:
    """Every promise whose day plus grace lay in the week, judged by what was entered until it closed.

    Cancelled and superseded ones never matured.
    """
    query = select(Promise, Case.loan_id).join(Case, Promise.case_id == Case.id)
    query = query.where(Promise.due_on.between(this.monday - LONGEST, this.sunday), Promise.made_on < this.closes_on)
    rows = [(row, loan_id) for row, loan_id in db.session.execute(query) if this.has(_last_day(row))]
    money_of = _money([loan_id for _, loan_id in rows])
    return [found for row, loan_id in rows if (found := _matured(row, money_of[loan_id], this))]


def _matured(row: Promise, paid: Sequence[payment_rule.Payment], this: Week) -> Matured | None:
    ended = row.settled_on if row.status in (PromiseStatus.cancelled, PromiseStatus.superseded) else None
    value = promise_rule.Promise(row.amount, row.made_on, row.due_on, row.grace_days, row.threshold_rate, ended)
    status = promise_rule.judge(value, paid, this.closes_on - timedelta(days=1)).status
    if status == promise_rule.Status.cancelled:
        return None
    place, kept = Place(row.collector_id, row.stage_id), status == promise_rule.Status.kept
    return Matured(row.id, row.portfolio_id, place, row.currency, row.amount, kept)


def _last_day(row: Promise) -> date:
    return promise_rule.last_day(row.due_on, row.grace_days)


def _money(loan_ids: Sequence[int]) -> Mapping[int, list[payment_rule.Payment]]:
    """The payments of loans with their days of entry and of taking back."""
    back = aliased(Payment)
    columns = (Payment.loan_id, Payment.paid_on, Payment.amount, Payment.posted_on, back.posted_on)
    query = (
        select(*columns)
        .outerjoin(back, back.reverses_id == Payment.id)
        .where(Payment.kind.in_((PaymentKind.payment, PaymentKind.set_off)), Payment.amount > 0)
    )
    found: dict[int, list[payment_rule.Payment]] = defaultdict(list)
    for piece in bulk.chunks(sorted(set(loan_ids))):
        for loan_id, on, amount, posted_on, back_on in db.session.execute(query.where(Payment.loan_id.in_(piece))):
            found[loan_id].append(payment_rule.Payment(on, amount, posted_on, back_on))
    return found
