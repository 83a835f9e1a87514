"""What lies ahead of a case, from what hangs on it today: the facts of `rules.ahead`."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select

from models import db
from models.acceleration import AccelerationStatus
from models.approval import ApprovalStatus
from models.case import Case, CaseState
from models.dispute import DisputeStatus
from models.hold import Hold
from models.offer import Offer
from models.plan import Plan, PlanStatus
from models.promise import Promise, PromiseStatus
from models.reminder import Reminder
from models.stage import Channel, Stage
from rules import ahead as rule
from services import hardship, hold, limitation, pause, promise, reminder
from services.case import facts
from services.reminder import facts as reminder_facts
from services.strategy import arm

AGREED = (PlanStatus.agreed, PlanStatus.running)
PARTS = 2
"""So many instalments of a plan are told; the rest follows them."""


class Known(NamedTuple):
    """What lies ahead, and the rows it is about: the next stage, and the holds and requests by their place."""

    ahead: list[rule.Ahead]
    next_stage: Stage | None
    holds: Sequence[Hold]


def of(row: Case, today: date, claim: limitation.Limitation | None = None, statements: Sequence[date] = ()) -> Known:
    """Everything to come on an open case if nothing happens; on any other nothing runs but what a person entered.

    `claim` is its limitation, and `statements` are the days on which what the borrower said of their means ends.
    """
    rests = hold.running(row, today)
    following = next_stage(row)
    given = dict(_asked(row, rests, today)) | dict(_money(row, today)) | dict(_lapsing(row, today))
    given["statements"] = statements
    given["holds"] = [facts.rest(each) for each in rests]
    if row.state == CaseState.open:
        given |= dict(_sent(row, following, today))
    if claim is not None and claim.status.name != "time_barred":
        given["limitation_on"] = claim.term.last_day
    return Known(rule.of(rule.Facts(**given), today), following, rests)


def next_stage(row: Case) -> Stage | None:
    """The stage after the present one in the policy of the case."""
    stages = sorted(row.loan.portfolio.policy.stages, key=lambda each: each.position)
    return next((each for each in stages if row.stage is None or each.position > row.stage.position), None)


def _asked(row: Case, rests: Sequence[Hold], today: date) -> Iterator[tuple[str, Any]]:
    yield "task_on", row.open_task.due_on if row.open_task else None
    yield "reviews", [each.review_on for each in rests if each.promise_id is None and each.plan_id is None]
    yield "disputes", [each.due_on for each in row.disputes if each.status == DisputeStatus.open]  # type: ignore[attr-defined]
    yield "hardships", [each.review_on for each in hardship.running(row.borrower)]


def _sent(row: Case, following: Stage | None, today: date) -> Iterator[tuple[str, Any]]:
    """Messages and stages of a case that no partner has, by the version that treats it."""
    if any(each.closed_on is None for each in row.referrals):  # type: ignore[attr-defined]
        return
    yield "stage_on", row.next_stage_on if following else None
    present, following = arm.as_treated(row.id, (row.stage, following), today)
    yield "rises_with_word", following is not None and writes(following)
    if present is not None and writes(present):
        yield "message_on", rule.next_message(_gone(row), present.remind_every_days, today)


def writes(stage: Stage) -> bool:
    """Whether a stage sends messages by itself; calls are made by people."""
    return stage.channel != Channel.call or stage.fallback_channel is not None


def _gone(row: Case) -> list[date]:
    """The days on which the messages of the stage left since the case opened."""
    query = select(Reminder.queued_on).where(Reminder.borrower_id == row.borrower_id, Reminder.stage_id == row.stage_id)
    query = query.where(Reminder.status.in_(reminder.GONE), reminder_facts.of_stage())
    return [on for on in db.session.scalars(query) if row.opened_on is None or on >= row.opened_on]


def _money(row: Case, today: date) -> Iterator[tuple[str, Any]]:
    coming = next((each for each in row.loan.instalments if each.unpaid and each.due_on >= today), None)
    if coming is not None:
        yield "instalment", rule.Due(coming.due_on, coming.due_on, coming.unpaid)
    running: Promise | None = next((each for each in row.promises if each.status == PromiseStatus.open), None)  # type: ignore[attr-defined]
    if running is not None:
        yield "promise", rule.Due(running.due_on, promise.last_day(running), running.amount)
    plan: Plan | None = next((each for each in row.plans if each.status in AGREED), None)  # type: ignore[attr-defined]
    if plan is not None:
        unpaid = [each for each in plan.instalments if each.paid < each.amount][:PARTS]
        grace = timedelta(days=plan.grace_days)
        yield "plan", [rule.Due(each.due_on, each.due_on + grace, each.amount - each.paid) for each in unpaid]
    announced = [each for each in row.accelerations if each.status == AccelerationStatus.announced]  # type: ignore[attr-defined]
    if announced:
        yield "rest_due_on", announced[0].due_on


def _lapsing(row: Case, today: date) -> Iterator[tuple[str, Any]]:
    made: Offer | None = next((each for each in row.offers if not each.ended_on), None)  # type: ignore[attr-defined]
    if made is not None:
        yield "offer_by", made.pay_by
    waiting = [each for each in row.approvals if each.status == ApprovalStatus.requested]  # type: ignore[attr-defined]
    yield "requests", [each.lapses_on for each in waiting]
    rests = [each for each in pause.of(row.loan) if each.start <= today < each.end]
    yield "counts_again_on", rests[0].end if rests else None
