"""What must hold of open cases: somebody works on them, the next action has its day, the episode is written down."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, or_, select

from models import db
from models.borrower import Borrower
from models.case import Case, CaseHolder, CaseStage, CaseState, Episode
from models.lender import Lender
from models.task import Task
from models.trial import CaseArm, StrategyTrial, TrialStatus
from rules.sentence import Sentence
from rules.strategy import arms
from services import rest_days
from services.case import share
from services.doctor import people
from services.doctor.invariant import Found, Look, holds


@holds(
    Sentence("Every open case belongs to an active person who works cases, or stands on a list that a manager sees."),
    ("edit", "user"),
)
def open_case_is_somebodys(look: Look) -> Iterator[Found]:
    """Open cases that nobody works on, where nobody is left who sees the list of nobody's cases."""
    if people.who_may("act", "case"):
        return
    for case_id in share.unassigned():
        yield Found("case", case_id, Sentence("Nobody works on it, and nobody sees the list it stands on."), case_id)


@holds(Sentence("Every open case has a next action, on the day that its case names."), ("act", "case"))
def open_case_has_a_next_action(look: Look) -> Iterator[Found]:
    """Open cases without an open task, or that name another day than their task."""
    query = select(Case.id, Case.next_action_on, Task.due_on).outerjoin(
        Task, (Task.case_id == Case.id) & Task.done_at.is_(None)
    )
    other = or_(Task.id.is_(None), Case.next_action_on.is_distinct_from(Task.due_on))
    for row in db.session.execute(query.where(*share.OPEN, other).order_by(Case.id)):
        if row.due_on is None:
            said = Sentence("It is open and has no next action.")
        else:
            told = {"day": row.due_on, "named": row.next_action_on or Sentence("no day")}
            said = Sentence("Its next action is due on %(day)s, the case names %(named)s.", **told)
        yield Found("case", row.id, said, row.id)


@holds(Sentence("A next action that the house books falls on a working day."), ("edit", "task"))
def next_action_is_on_a_working_day(look: Look) -> Iterator[Found]:
    """Open tasks of days to come that no person chose and that fall on a rest day of the lender's country."""
    here = select(Task).join(Case, Task.case_id == Case.id).join(Borrower, Case.borrower_id == Borrower.id)
    here = here.join(Lender, Borrower.lender_id == Lender.id).where(*share.OPEN, Task.done_at.is_(None))
    booked = here.where(Task.by_person.is_(False), Task.due_at.is_(None), Task.due_on > look.today)
    pairs = db.session.execute(booked.with_only_columns(Task.due_on, Lender.licence).distinct()).all()
    for due_on, licence in sorted(pairs):
        if rest_days.moved(due_on, licence) == due_on:
            continue
        rows = booked.where(Task.due_on == due_on, Lender.licence == licence).with_only_columns(Task.id, Task.case_id)
        for task_id, case_id in db.session.execute(rows.order_by(Task.id)):
            yield Found("task", task_id, Sentence("It is due on %(day)s, a rest day.", day=due_on), case_id)


@holds(
    Sentence("A case that is open is in one episode that began when it opened; any other is in none."), ("act", "case")
)
def open_case_is_in_one_episode(look: Look) -> Iterator[Found]:
    """Cases whose open episodes are not exactly the one that began on the day they opened."""
    counted = select(Episode.case_id, func.count().label("number"), func.min(Episode.opened_on).label("since"))
    running = counted.where(Episode.closed_on.is_(None)).group_by(Episode.case_id).subquery()
    query = select(Case.id, Case.state).outerjoin(running, running.c.case_id == Case.id)
    is_open = Case.state == CaseState.open
    here = running.c.number.is_(None) | (running.c.number > 1) | running.c.since.is_distinct_from(Case.opened_on)
    wrong: Any = or_(is_open & here, ~is_open & running.c.number.is_not(None))
    for row in db.session.execute(query.where(wrong).order_by(Case.id)):
        said = Sentence("It is %(state)s, and its episodes say otherwise.", state=row.state)
        yield Found("case", row.id, said, row.id)


@holds(
    Sentence("The days of a case in each stage and with each holder neither overlap nor leave gaps."), ("act", "case")
)
def days_of_a_case_are_whole(look: Look) -> Iterator[Found]:
    """Cases whose spans of days cross, break off inside an episode, or do not end with what the case says today."""
    for table in (CaseStage, CaseHolder):
        for case_id in db.session.scalars(_crossing(table, look)):
            yield Found("case", case_id, Sentence("Its days in stages or with holders overlap."), case_id)
    for case_id in db.session.scalars(_broken_off(look)):
        yield Found("case", case_id, Sentence("On some of its days it was open in no stage."), case_id)
    for case_id in db.session.scalars(_of_today()):
        yield Found(
            "case", case_id, Sentence("What is written of its days does not end with what it is today."), case_id
        )


def _crossing(table: Any, look: Look) -> Any:
    """The cases with a span that ends before it began, or after which the next one began too early."""
    spans = _spans(table, look)
    wrong = spans.c.until_on < spans.c.since_on
    early = spans.c.next_on.is_not(None) & (spans.c.until_on.is_(None) | (spans.c.until_on > spans.c.next_on))
    return select(spans.c.case_id).where(wrong | early).distinct().order_by(spans.c.case_id)


def _broken_off(look: Look) -> Any:
    """The cases with a span of a stage that ends before the next one begins, while an episode ran."""
    spans = _spans(CaseStage, look)
    ran = select(Episode.id).where(Episode.case_id == spans.c.case_id, Episode.opened_on <= spans.c.until_on)
    ran = ran.where(Episode.closed_on.is_(None) | (Episode.closed_on > spans.c.until_on))
    gap = spans.c.until_on.is_not(None) & (spans.c.next_on.is_(None) | (spans.c.next_on > spans.c.until_on))
    return select(spans.c.case_id).where(gap, ran.exists()).distinct().order_by(spans.c.case_id)


def _of_today() -> Any:
    """The cases whose running span names another stage or holder than the case does."""
    query = select(Case.id).outerjoin(CaseStage, (CaseStage.case_id == Case.id) & CaseStage.until_on.is_(None))
    query = query.outerjoin(CaseHolder, (CaseHolder.case_id == Case.id) & CaseHolder.until_on.is_(None))
    staged = (Case.state == CaseState.open) != CaseStage.id.is_not(None)
    elsewhere = CaseStage.id.is_not(None) & CaseStage.stage_id.is_distinct_from(Case.stage_id)
    held = Case.assignee_id.is_distinct_from(CaseHolder.user_id)
    return query.where(staged | elsewhere | held).distinct().order_by(Case.id)


def _spans(table: Any, look: Look) -> Any:
    """The spans of the cases that moved since the look's first day, each with the first day of the next one."""
    following = func.lead(table.since_on).over(partition_by=table.case_id, order_by=(table.since_on, table.id))
    query = select(table.case_id, table.since_on, table.until_on, following.label("next_on"))
    if look.since is not None:
        moved = select(table.case_id).where(or_(table.since_on >= look.since, table.until_on >= look.since))
        query = query.where(table.case_id.in_(moved))
    return query.subquery()


@holds(Sentence("A case stays in the arm of a trial that its borrower's number gives it."), ("act", "strategy_trial"))
def arm_is_that_of_the_number(look: Look) -> Iterator[Found]:
    """Cases in another arm than their trial's draft and share say: somebody chose who is tried on."""
    columns = (CaseArm.case_id, CaseArm.borrower_id, CaseArm.arm, StrategyTrial.id, StrategyTrial.digest)
    query = select(*columns, StrategyTrial.share).join(StrategyTrial, CaseArm.strategy_trial_id == StrategyTrial.id)
    for row in db.session.execute(query.where(StrategyTrial.status == TrialStatus.running).order_by(CaseArm.id)):
        if arms.arm_of(row.digest, row.borrower_id, row.share) != row.arm:
            yield Found(
                "case", row.case_id, Sentence("It is in another arm of the trial than chance put it."), row.case_id
            )
