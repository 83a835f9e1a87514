"""Standstill: what rests on a case on a day, so that no legal step is taken against its borrower."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, select

from models.case import Case
from models.dispute import Dispute, DisputeStatus
from models.hold import Hold, HoldKind
from models.plan import Plan, PlanStatus
from models.referral import Standstill
from rules import stage
from rules.errors import RuleError
from services import case, hold, ledger, owed
from services.case import facts

RUNNING = (PlanStatus.agreed, PlanStatus.running)


class Rest(NamedTuple):
    """What rests, since when, and the kind of a hold."""

    why: Standstill
    since: date
    kind: HoldKind | None = None


def of(row: Case, day: date, today: date) -> Rest | None:
    """What rests on a case on a day: nothing overdue, an agreed plan, a dispute, a hold, in this order."""
    return next(_found(row, day, today), None)


def check(row: Case, today: date) -> None:
    """Raise RuleError where no legal step is taken today: it says what rests, and the way on."""
    if found := of(row, today, today):
        raise refusal(found, row.reference)


def free(today: date) -> tuple[ColumnElement[bool], ...]:
    """The condition that something is overdue on a case and nothing rests, for a query."""
    planned = select(Plan.id).where(Plan.case_id == Case.id, Plan.status.in_(RUNNING))
    disputed = select(Dispute.id).where(Dispute.case_id == Case.id, Dispute.status == DisputeStatus.open)
    resting = select(Hold.id).where(Hold.case_id == Case.id, *hold.resting(today))
    return Case.overdue_since < today, ~planned.exists(), ~disputed.exists(), ~resting.exists()


def refusal(found: Rest, reference: str) -> RuleError:
    """The sentence for the desk."""
    told = {"case": reference, "day": found.since, "kind": found.kind}
    if found.why == Standstill.nothing_overdue:
        return RuleError(
            "Nothing is overdue on %(case)s: no legal step is taken against the borrower. A referral is taken back or "
            "settled; what a court did already is recorded with its day.",
            **told,
        )
    if found.why == Standstill.plan:
        return RuleError(
            "A plan agreed on %(day)s runs on %(case)s: no legal step is taken while it is kept. Follow it, or cancel "
            "it with its reason; what a court did already is recorded with its day.",
            **told,
        )
    if found.why == Standstill.dispute:
        return RuleError(
            "%(case)s is disputed since %(day)s: no legal step is taken meanwhile. Decide the dispute first; what a "
            "court did already is recorded with its day.",
            **told,
        )
    return RuleError(
        "%(case)s rests since %(day)s (%(kind)s): no legal step is taken meanwhile. Release the hold or wait for its "
        "end; what a court did already is recorded with its day.",
        **told,
    )


def word(found: Rest, reference: str) -> RuleError:
    """The sentence for the partner, who is not told why the lender lets a case rest."""
    if found.why == Standstill.nothing_overdue:
        return RuleError(
            "Nothing is overdue on %(referral)s: no step is taken against the borrower. Ask the lender to take it "
            "back, or settle it; what a court did already is recorded with its day.",
            referral=reference,
        )
    return RuleError(
        "The lender lets %(referral)s rest: no step is taken against the borrower now. Ask the lender how to go on; "
        "what a court did already is recorded with its day.",
        referral=reference,
    )


def _found(row: Case, day: date, today: date) -> Iterator[Rest]:
    if not _is_overdue(row, day, today):
        yield Rest(Standstill.nothing_overdue, day)
    for plan in row.plans:
        since = plan.agreed_on or plan.proposed_on
        ran = plan.agreed_on is not None and plan.ended_on is not None and plan.ended_on > day
        if since <= day and (plan.status in RUNNING or ran):
            yield Rest(Standstill.plan, since)
    for dispute in row.disputes:
        if dispute.opened_on <= day and (dispute.decided_on is None or dispute.decided_on > day):
            yield Rest(Standstill.dispute, dispute.opened_on)
    for each in row.holds:
        if stage.held([facts.rest(each)], day):
            yield Rest(Standstill.hold, each.starts_on, each.kind)


def _is_overdue(row: Case, day: date, today: date) -> bool:
    """Whether an instalment is overdue; on an earlier day, by what counted on it."""
    if day == today:
        return case.overdue(row, today) > 0
    return owed.is_late(ledger.of(row.loan, day))
