"""The dry run: the night of a day as it would be with a draft, beside the same night with what is in force.

It works by the services of the night themselves, inside savepoints that are taken back; a caller works on a copy.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import select

from models import db
from models.acceleration import Acceleration
from models.base import Record
from models.case import Case, CaseEventKind, CaseState
from models.decision import Verdict
from models.hold import Hold
from models.offer import Offer
from models.plan import Plan
from models.promise import Promise
from models.reminder import ReminderStatus
from models.set_off import SetOff
from models.strategy import DryRun, Proposal, ProposalStatus, StrategyVersion
from models.task import Task
from models.user import User
from rules.errors import RuleError
from services import accrual, bulk, case, hold, offer, plan, promise, referral, reminder, strategy, task
from services.case import change as case_change
from services.case.change import Change
from services.credit import set_off
from services.loan import acceleration
from services.reminder import promise as promise_reminder
from services.reminder import set_off as set_off_notice
from services.reminder import validation
from services.strategy import trial

MINUTES = 10
"""What a person's action takes where no stage says it."""
NOWHERE = 0
"""The place of a case that is in no stage."""


class Side(NamedTuple):
    """What a night does: cases by what becomes of them, each figure with the cases that it counts.

    `moves` go by stage before and after; of a message one case is named, the one that decides. `stopped` are messages
    that are not written, by why; `blocked` those that a rule does not allow. `asked` are actions of people.
    """

    moves: dict[str, list[int]]
    queued: dict[str, list[int]]
    stopped: list[tuple[str, list[int]]]
    blocked: dict[str, list[int]]
    asked: dict[str, list[int]]
    proposed: list[int]
    minutes: int
    standing: dict[int, int]


def make(row: StrategyVersion, day: date, today: date, now: datetime, share: Decimal | None = None) -> dict[str, Any]:
    """Live the night of a day twice, as things are and with the draft, and take both back; what came of each.

    With a `share` the draft is tried on so many borrowers, as a trial would from that day on. Raises RuleError for a
    day before today: what was known on it is not known any more; and for what cannot be tried on a share.
    """
    if day < today:
        raise RuleError("A dry run is made of today or a day to come.")
    content = row.content
    with _taken_back():
        before = _lived(day, now)
    with _taken_back():
        if share is None:
            strategy.lay_content(content)
        else:
            trial.rehearse(row, share, day)
        after = _lived(day, now, replaced=share is None)
    return {"today": _told(before), "draft": _told(after), "differ": _differ(before, after)}


def keep(
    row: StrategyVersion,
    day: date,
    digest: str,
    found: Mapping[str, Any],
    now: datetime,
    user: User | None,
    share: Decimal | None = None,
) -> DryRun:
    """Write down what a dry run found. Raises RuleError where the draft was changed meanwhile."""
    if row.digest != digest:
        raise RuleError("The draft was changed meanwhile; make the dry run again.")
    made = DryRun(strategy_version=row, day=day, digest=digest, share=share, at=now, user=user)
    made.found = dict(found)
    db.session.add(made)
    db.session.flush()
    for each in db.session.scalars(select(Proposal).filter_by(strategy_version_id=row.id)):
        if each.status in (ProposalStatus.proposed, ProposalStatus.tried):
            each.status, each.dry_run = ProposalStatus.tried, made
    return made


def latest(row: StrategyVersion) -> DryRun | None:
    """The last dry run of a version."""
    query = select(DryRun).filter_by(strategy_version_id=row.id)
    return db.session.scalars(query.order_by(DryRun.at.desc(), DryRun.id.desc()).limit(1)).first()


@contextmanager
def _taken_back() -> Iterator[None]:
    """Whatever happens inside leaves nothing behind."""
    point = db.session.begin_nested()
    try:
        yield
        db.session.flush()
    finally:
        point.rollback()
        db.session.expire_all()


def _lived(day: date, now: datetime, *, replaced: bool = False) -> Side:
    """What the night of a day does, in its order; `replaced` where another version is laid on."""
    _follow(day, now)
    trial.follow(day, replaced=replaced)
    stood = _standing()
    changes = [each for ids in bulk.chunks(case.due(day)) for each in case.decided(ids, day)]
    for some in bulk.chunks([each for each in changes if each.moves or each.event]):
        case_change.write(some, day)
    asked, minutes = _asked(changes)
    proposed = [
        each for each in referral.due(day) if _of(Case, each, lambda row: referral.propose(row, day, now)) == "proposed"
    ]
    _remind(day, now)
    moved = {each.case_id: each.stage.id if each.stage else NOWHERE for each in changes if each.moves}
    return Side(_moves(stood, changes), *_messages(day, now), asked, proposed, minutes, stood | moved)


def _follow(day: date, now: datetime) -> None:
    """What is followed before stages are found: interest, promises, plans, offers, what was called due, holds."""
    for ids in bulk.chunks(accrual.due(day)):
        accrual.accrue(ids, day)
    _each(Promise, promise.due(day), lambda row: promise.follow(row, day, now))
    _each(Plan, plan.due(day), lambda row: plan.follow(row, day, now))
    _each(Offer, offer.due(day), lambda row: offer.follow(row, day))
    _each(Acceleration, acceleration.due(), lambda row: acceleration.follow(row, day, now))
    _each(Hold, hold.past_review(day), lambda row: hold.ask_for_review(row, day, now))


def _remind(day: date, now: datetime) -> None:
    """What is written to borrowers before the messages of stages."""
    last = validation.waiting()
    _each(Case, sorted(last), lambda row: validation.ask(row, last[row.id], day, now))
    for ids in bulk.chunks(set_off.due(day)):
        set_off.propose(ids, day)
    _each(SetOff, set_off_notice.due(), lambda row: set_off_notice.queue(row, day, now))
    for ids in bulk.chunks(reminder.to_renew(day)):
        reminder.renew(ids, day)
    for ids in bulk.chunks(promise_reminder.due(day)):
        promise_reminder.queue(ids, day)


def _each(model: type[Record], ids: Iterable[int], work: Callable[[Any], object]) -> None:
    for id in ids:
        _of(model, id, work)


def _of(model: type[Record], id: int, work: Callable[[Any], object]) -> object:
    """Do a work on one row; what fails in the night is left for the next one, and so it is here."""
    try:
        with db.session.begin_nested():
            return work(db.session.get_one(model, id))
    except RuleError:
        return None


def _standing() -> dict[int, int]:
    """The stage of every open case."""
    query = select(Case.id, Case.stage_id).where(Case.state == CaseState.open)
    return {id: stage_id or NOWHERE for id, stage_id in db.session.execute(query)}


def _moves(stood: Mapping[int, int], changes: Sequence[Change]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for each in changes:
        if each.event:
            after = "closed" if each.outcome == CaseEventKind.closed else str(each.stage.id if each.stage else NOWHERE)
            found[f"{stood.get(each.case_id, 'opened')}>{after}"].append(each.case_id)
    return dict(found)


def _asked(changes: Sequence[Change]) -> tuple[dict[str, list[int]], int]:
    """The actions that stages ask of people where no person chose another one, and their minutes in all."""
    moved = [each for each in changes if each.event and each.outcome != CaseEventKind.closed]
    ids = [each.case_id for each in moved]
    chosen: set[int] = set()
    for some in bulk.chunks(ids):
        query = select(Task.case_id).where(Task.case_id.in_(some), Task.done_at.is_(None), Task.by_person.is_(True))
        chosen.update(db.session.scalars(query))
    found: dict[str, list[int]] = defaultdict(list)
    for each in moved:
        if each.case_id not in chosen:
            found[str(task.after(each.stage)[0])].append(each.case_id)
    minutes = [each.stage.task_minutes if each.stage else MINUTES for each in moved if each.case_id not in chosen]
    return dict(found), sum(minutes)


class Written(NamedTuple):
    """The messages of a night: by channel, by why they are stopped, by the rule that blocks them."""

    queued: dict[str, list[int]]
    stopped: list[tuple[str, list[int]]]
    blocked: dict[str, list[int]]


def _messages(day: date, now: datetime) -> Written:
    """What the night writes for stages, as it plans it; of each message the first case is named."""
    queued: dict[str, list[int]] = defaultdict(list)
    stopped: dict[str, list[int]] = defaultdict(list)
    blocked: dict[str, list[int]] = defaultdict(list)
    for ids in bulk.chunks(reminder.due(day)):
        found, rows, asked, _ = reminder.planned(ids, day, now)
        first = {each.who.id: min(one.id for one in each.cases) for each in found}
        rules = {each["borrower_id"]: each["rules"] for each in asked if each["verdict"] == Verdict.blocked}
        for row in rows:
            who = row["borrower_id"]
            if row["status"] != ReminderStatus.suppressed:
                queued[str(row["channel"])].append(first[who])
            elif who in rules:
                for each in rules[who].split(", "):
                    blocked[each].append(first[who])
            else:
                stopped[row["problem"]].append(first[who])
    return Written(dict(queued), [*stopped.items()], dict(blocked))


def _told(side: Side) -> dict[str, Any]:
    """A side as it is kept: what each figure counts."""
    kept = side._asdict() | {"stopped": [{"why": why, "cases": ids} for why, ids in side.stopped]}
    del kept["standing"]
    return kept


def _differ(before: Side, after: Side) -> dict[str, list[int]]:
    """The cases that stand elsewhere with the draft, by both stages."""
    found: dict[str, list[int]] = defaultdict(list)
    for id in sorted({*before.standing, *after.standing}):
        one, other = before.standing.get(id, NOWHERE), after.standing.get(id, NOWHERE)
        if one != other:
            found[f"{one}>{other}"].append(id)
    return dict(found)
