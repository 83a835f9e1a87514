"""What must hold of referrals: none goes on for a debt that is paid, planned or disputed, none above what is owed."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from models import db
from models.acceleration import Acceleration, AccelerationStatus
from models.case import Case
from models.loan import Loan
from models.referral import Referral, ReferralEvent, Standstill
from rules import referral as rule
from rules.sentence import Amount, Sentence
from services import early, ledger, team
from services.doctor.invariant import Found, Look, holds
from services.loan import acceleration
from services.referral import question, standstill

WITH_PARTNER = (Referral.closed_on.is_(None), Referral.referred_on.is_not(None))
STEPS = rule.OURS | rule.COURTS


@holds(
    Sentence(
        "No referral is on its way for a case that owes nothing overdue, and no step is taken while a plan is kept or "
        "the debt is disputed."
    ),
    ("edit", "referral"),
)
def referral_is_for_a_debt(look: Look) -> Iterator[Found]:
    """Referrals with a partner whose case owes nothing overdue, or that took a step after a plan or dispute began."""
    free = standstill.free(look.today)
    rests_on = or_(Case.overdue_since.is_(None), ~and_(*free))
    query = select(Referral).join(Case, Referral.case_id == Case.id).where(*WITH_PARTNER, rests_on)
    query = query.where(Referral.status.not_in(question.AT_REST)).order_by(Referral.id)
    rests = (selectinload(Case.plans), selectinload(Case.disputes), selectinload(Case.holds))  # type: ignore[attr-defined]
    of_case = joinedload(Referral.case)
    due = of_case.joinedload(Case.loan).selectinload(Loan.instalments)
    for row in db.session.scalars(
        query.options(of_case.options(*rests), due, selectinload(Referral.events), selectinload(Referral.questions))
    ):
        rest = standstill.of(row.case, look.today, look.today)
        paid = rest is not None and rest.why == Standstill.nothing_overdue and not _stands_still(row, look.today)
        if rest and (paid or _went_on(row, rest)):
            yield Found("referral", row.id, standstill.refusal(rest, row.case.reference).sentence, row.case_id)


def _stands_still(row: Referral, today: date) -> bool:
    """Whether no step may be taken because the lender paused the referral, or is asked how to go on."""
    return (row.paused_until is not None and row.paused_until > today) or bool(question.open_of(row))


def _went_on(row: Referral, rest: standstill.Rest) -> bool:
    """Whether a step was taken against the borrower after a plan or dispute began that still rests on the case."""
    zone = team.zone()
    after = [each for each in _steps(row) if each.at.astimezone(zone).date() > rest.since]
    return rest.why != Standstill.hold and any(each.status in STEPS for each in after)


def _steps(row: Referral) -> list[ReferralEvent]:
    """The events that led to another status: a decision or a word that is told meanwhile leads to none."""
    events = sorted(row.events, key=lambda each: each.id)
    before = [None, *(each.status for each in events)]
    return [each for each, status in zip(events, before, strict=False) if each.status != status]


@holds(
    Sentence("The rest of a loan is due before its days only by a decision whose notice was served in time."),
    ("edit", "loan"),
)
def rest_was_called_due(look: Look) -> Iterator[Found]:
    """Accelerations whose day has passed and that wait for no hold, and those whose instalment a newer file took."""
    query = select(Acceleration).where(Acceleration.status.in_(acceleration.STANDING)).order_by(Acceleration.id)
    due = joinedload(Acceleration.case).joinedload(Case.loan).selectinload(Loan.instalments)
    for row in db.session.scalars(query.options(due, joinedload(Acceleration.notice))):
        waits = row.status == AccelerationStatus.announced and row.due_on < look.today
        if waits and standstill.of(row.case, look.today, look.today):
            continue  # A dispute or hold has an owner and a day on which somebody looks again.
        if waits:
            why = acceleration.lacks(row, look.today)
            yield Found(
                "case", row.case_id, why or Sentence("The rest falls due on %(day)s.", day=row.due_on), row.case_id
            )
        elif row.status == AccelerationStatus.effective and acceleration.instalment_of(row) is None:
            said = Sentence("A newer file took the place of what was called due on %(day)s.", day=row.effective_on)
            yield Found("case", row.case_id, said, row.case_id)


@holds(Sentence("A partner may never settle for more than is owed."), ("edit", "referral"))
def floor_is_within_the_debt(look: Look) -> Iterator[Found]:
    """Open referrals whose settlement floor is above what ends the debt of their case."""
    query = select(Referral).join(Referral.case).where(Referral.closed_on.is_(None)).order_by(Referral.id)
    query = query.where(question.may_be_above())
    query = query.options(*ledger.with_all(contains_eager(Referral.case).joinedload(Case.loan)))
    for row in db.session.scalars(query):
        currency, owed = row.case.loan.currency, early.price(row.case.loan, row.case.balance, look.today)
        if row.settlement_floor is None or row.settlement_floor <= owed:
            continue
        said = Sentence(
            "The settlement floor %(floor)s is above the %(balance)s owed.",
            floor=Amount(row.settlement_floor, currency),
            balance=Amount(owed, currency),
        )
        yield Found("referral", row.id, said, row.case_id)


@holds(Sentence("The status of a referral is the one its last step led to."), ("edit", "referral"))
def referral_follows_its_steps(look: Look) -> Iterator[Found]:
    """Referrals whose status is another one than that of their last event."""
    newest = select(ReferralEvent.id).where(ReferralEvent.referral_id == Referral.id)
    last = newest.order_by(ReferralEvent.id.desc()).limit(1).correlate(Referral).scalar_subquery()
    query = select(Referral.id, Referral.case_id, Referral.status, ReferralEvent.status.label("told"))
    query = query.join(ReferralEvent, ReferralEvent.id == last).where(ReferralEvent.status != Referral.status)
    for row in db.session.execute(query.order_by(Referral.id)):
        said = Sentence("It stands at %(status)s, its last step led to %(told)s.", status=row.status, told=row.told)
        yield Found("referral", row.id, said, row.case_id)
