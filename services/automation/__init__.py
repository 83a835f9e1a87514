"""Automation: rules of the house that act by night on what happened, through the same services and gate as people."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, or_, select

from models import db
from models.automation import Automation, AutomationStatus, Does, Event, Firing, FiringOutcome
from models.case import Case, CaseState
from models.hold import Hold, HoldKind
from models.plan import Debt, Plan
from models.stage import TaskKind
from models.user import User
from models.user_mail import MailKind
from models.wish import Wish
from rules import automation as rule
from rules.access import Role
from rules.errors import RuleError
from rules.sentence import Sentence
from services import case as case_service
from services import hold, plan, referral, reminder, task
from services.automation import events, shipped
from services.automation.events import Met
from services.case import worker
from services.reminder import facts
from services.strategy import arm
from services.user import mail

Status = AutomationStatus
MAY_SWITCH = (Role.administrator, Role.manager)
TRIED = 200
"""So many of what a rule would have done are tried."""
NO_REFERRAL = Sentence("One is open, no partner fits, or the law does not let it go.")
AGAIN = Sentence("It was referred lately and came back, or was not sent.")
PLANNED = Sentence("A plan was proposed already since the case opened.")
NOBODY_DECIDES = Sentence("Who switched the rule on may not decide any more.")
NO_MESSAGE = Sentence("No message is due, or the gate holds it back.")
THERE = Sentence("It is the next action already.")
ASKED = Sentence("The next action is one that the law or a hold asks for.")
NOBODY = Sentence("Nobody is named, and nobody works the case.")


OF_PERSON = (HoldKind.deceased, HoldKind.insolvency, HoldKind.represented)
"""Holds that tell something of the borrower, and so of each of their cases."""
OWED = (TaskKind.review_for_legal, TaskKind.send_letter, TaskKind.review_hold)
"""What the law or a hold asks for is booked as one of these, with why as its note."""


class Tried(NamedTuple):
    """What a rule would have done on a day to a case, and what it would be kept from today."""

    met: Met
    case: str
    outcome: FiringOutcome
    why: str


def load() -> int:
    """Add the rules that ship and are not there yet, all of them off; gives how many."""
    known = set(db.session.scalars(select(Automation.key)))
    new = [row for row in shipped.rows() if row.key not in known]
    db.session.add_all(new)
    db.session.flush()
    return len(new)


def check(row: Automation) -> None:
    """Raise RuleError for a rule that lacks what it needs, or asks for what cannot be."""
    rule.check_most(row.most)
    rule.check_days(row.days_from, row.days_to)
    if row.event == Event.quiet:
        rule.check_quiet(row.quiet_days)
    if not 0 <= row.after_days <= rule.MOST_DAYS:
        raise RuleError("An action is at most %(most)s days ahead.", most=rule.MOST_DAYS)
    if row.does == Does.book_action and row.task_kind is None:
        raise RuleError("Say which action is booked.")
    if row.does == Does.assign:
        if row.person is None:
            raise RuleError("Say who gets the cases.")
        worker.check(row.person)
    if row.does == Does.tell and row.person is not None:
        worker.check(row.person)
    if row.does == Does.propose_plan and not 2 <= (row.plan_count or 0) <= plan.MOST:
        raise RuleError("A plan has at least two instalments; one is a deferral.")


def written(row: Automation, user: User | None) -> None:
    """A rule that was written or changed is off, whoever did so. Raises RuleError as `check`."""
    check(row)
    row.status, row.written_by = Status.off, user
    row.asked_by = row.switched_by = row.switched_on = None
    if user and user.id not in (row.editors or ()):
        row.editors = [*(row.editors or ()), user.id]


def switch_on(row: Automation, today: date, user: User) -> None:
    """Switch a rule on, or ask a second person to where it sends or is about money. Again changes nothing.

    Raises RuleError for one that is put away, lacks something, or waits for a second person, who is not this one.
    """
    if row.status == Status.on:
        return
    if row.archived_on:
        raise RuleError("The rule is archived.")
    check(row)
    if rule.needs_second(row.does) and row.status == Status.off:
        row.status, row.asked_by = Status.asked, user
        return
    if rule.needs_second(row.does):
        rule.check_second(_writers(row), user.id)
    row.status, row.switched_by, row.switched_on = Status.on, user, today


def switch_off(row: Automation) -> None:
    """Switch a rule off, or drop what was asked. Again changes nothing."""
    row.status, row.asked_by, row.switched_by, row.switched_on = Status.off, None, None, None


def second_people(row: Automation) -> list[User]:
    """Who may switch on a rule that waits: nobody who wrote it or asked for it."""
    query = select(User).where(User.role.in_(MAY_SWITCH), User.active.is_(True)).order_by(User.name)
    return [each for each in db.session.scalars(query) if each.id not in _writers(row)]


def _writers(row: Automation) -> list[int]:
    """Everybody who ever wrote in a rule, and who asks for it to be switched on."""
    return [*(row.editors or ()), *(person.id for person in (row.asked_by, row.written_by) if person)]


def running() -> list[int]:
    """Ids of the rules that are on, in their order."""
    here = (Automation.status == Status.on, Automation.archived_on.is_(None))
    return list(db.session.scalars(select(Automation.id).where(*here).order_by(Automation.id)))


def waiting(id: int, today: date) -> list[Met]:
    """What a rule is still to meet in the night of a day, one a case and at most its number; none it met before.

    What is there each night begins with the cases on which the rule never fired, or longest ago: all have their turn.
    """
    row = db.session.get_one(Automation, id)
    if row.status != Status.on or row.switched_on is None:
        return []
    first, last = rule.window(row.switched_on, today)
    if row.event == Event.each_night:
        first = last
    met = select(Firing.case_id, Firing.on).where(Firing.automation_id == id, Firing.on >= first)
    known = {(case_id, on) for case_id, on in db.session.execute(met)}
    tonight = select(func.count(Firing.id)).where(Firing.automation_id == id, Firing.fired_on == today)
    left = max(0, row.most - (db.session.scalar(tonight) or 0))
    found: dict[int, Met] = {}
    for each in events.of(row, first, last):
        if (each.case_id, each.on) not in known:
            found.setdefault(each.case_id, each)
    return _in_turn(row, list(found.values()))[:left]


def _in_turn(row: Automation, found: list[Met]) -> list[Met]:
    if row.event != Event.each_night:
        return found
    last = select(Firing.case_id, func.max(Firing.fired_on)).where(Firing.automation_id == row.id)
    fired = dict(db.session.execute(last.group_by(Firing.case_id)).all())
    return sorted(found, key=lambda each: (fired.get(each.case_id, date.min), each))


def fire(id: int, met: Met, today: date, now: datetime) -> str:
    """Do the work of a rule on a case, or keep what it was kept from: once for each rule, case and day.

    Work and mark stand in one transaction, so that what was cut off leaves neither.
    """
    row = db.session.get_one(Automation, id)
    before = select(Firing.id).filter_by(automation_id=id, case_id=met.case_id, on=met.on)
    if row.status != Status.on or row.archived_on or db.session.scalar(before) is not None:
        return "quiet"
    outcome, why = _try(row, db.session.get_one(Case, met.case_id), today, now)
    db.session.add(Firing(automation=row, fired_on=today, outcome=outcome, why=why, **met._asdict()))
    db.session.flush()
    return str(outcome)


def rehearse(row: Automation, today: date, now: datetime) -> list[Tried]:
    """What a rule would have met in the last thirty days, at its number a night, and what would come of each today.

    The caller works on a copy or takes it back. What is tried leaves nothing behind, each by itself.
    """
    found = events.of(row, today - rule.BACK + timedelta(days=1), today)
    met = rule.nightly(found, lambda each: each.on, row.most)[:TRIED]
    return [_rehearsed(row, each, today, now) for each in met]


def _rehearsed(row: Automation, met: Met, today: date, now: datetime) -> Tried:
    point = db.session.begin_nested()
    try:
        one = db.session.get_one(Case, met.case_id)
        reference = one.reference
        outcome, why = _try(row, one, today, now)
    finally:
        point.rollback()
        db.session.expire_all()
    return Tried(met, reference, outcome, why)


def _try(row: Automation, case: Case, today: date, now: datetime) -> tuple[FiringOutcome, str]:
    """Do the work of a rule on a case; what refuses it is what it was kept from."""
    if why := rule.kept_from(row.does, _facts(case, today)):
        return FiringOutcome.kept_back, why
    try:
        with db.session.begin_nested():
            refused = WORK[row.does](row, case, today, now)
            db.session.flush()
    except RuleError as error:
        refused = error.sentence
    return (FiringOutcome.kept_back, refused) if refused else (FiringOutcome.done, "")


def _facts(case: Case, today: date) -> rule.Facts:
    is_open = case.state == CaseState.open and case.archived_on is None
    planned = task.open_of(case)
    return rule.Facts(
        is_open, _rests(case, today), bool(facts.with_partner([case.id])), bool(planned and planned.by_person)
    )


def _rests(case: Case, today: date) -> bool:
    """Whether a hold rests on a case, or what is known of its borrower keeps every case of theirs from being worked."""
    theirs = select(Hold.id).join(Case).where(Case.borrower_id == case.borrower_id, Hold.kind.in_(OF_PERSON))
    said = select(Wish.id).where(Wish.borrower_id == case.borrower_id, Wish.kind.in_(arm.CARE))
    said = said.where(Wish.ended_at.is_(None), or_(Wish.ends_on.is_(None), Wish.ends_on >= today))
    known = or_(theirs.where(*hold.resting(today)).exists(), said.exists())
    return bool(hold.held_ids([case.id], today)) or bool(db.session.scalar(select(known)))


def _book(row: Automation, case: Case, today: date, now: datetime) -> str:
    found = task.open_of(case)
    if row.task_kind is None or (found and found.kind == row.task_kind):
        return THERE
    if found and found.note and found.kind in OWED:
        return ASKED
    task.set_next(case, row.task_kind, today + timedelta(days=row.after_days), now, note=row.note)
    return ""


def _assign(row: Automation, case: Case, today: date, now: datetime) -> str:
    case_service.assign(case, row.person)
    return ""


def _tell(row: Automation, case: Case, today: date, now: datetime) -> str:
    """By reference alone: who reads it opens the case as far as their rights go."""
    person = row.person or case.assignee
    if person is None:
        return NOBODY
    worker.check(person)
    named = row.named(str(person.language))
    mail.queue(person, MailKind.automation, f"{case.reference}: {named}", f"{case.reference}\n{named}\n{row.note}", now)
    return ""


def _plan(row: Automation, case: Case, today: date, now: datetime) -> str:
    """Once in an episode, as far as the level of who switched the rule on goes."""
    user = row.switched_by
    if user is None or not user.active or user.role not in MAY_SWITCH:
        return NOBODY_DECIDES
    earlier = select(Plan.id).where(Plan.case_id == case.id, Plan.proposed_on >= case.opened_on)
    if db.session.scalar(select(earlier.where(Plan.ended_on.is_not(None)).exists())):
        return PLANNED
    total = plan.planned(case, Debt.overdue, today)
    first_on = today + timedelta(days=row.after_days)
    plan.propose(case, total, row.plan_count or 0, first_on, today, user=user)
    return ""


def _refer(row: Automation, case: Case, today: date, now: datetime) -> str:
    if referral.closed_lately(case, today):
        return AGAIN
    return "" if referral.propose(case, today, now) == "proposed" else NO_REFERRAL


def _write(row: Automation, case: Case, today: date, now: datetime) -> str:
    """The message of the stage, if one is due and the gate lets it: what the night would write."""
    found = reminder.queue([case.borrower_id], today, now)
    return "" if found.get("queued") else NO_MESSAGE


Work = Callable[[Automation, Case, date, datetime], str]
WORK: dict[Does, Work] = {
    Does.book_action: _book,
    Does.assign: _assign,
    Does.tell: _tell,
    Does.propose_plan: _plan,
    Does.propose_referral: _refer,
    Does.write_reminder: _write,
}
"""What each rule does; the sentence is what it was kept from."""


def counts(rows: Sequence[Tried]) -> tuple[int, int]:
    """How many of them would be done, and how many kept back."""
    done = sum(row.outcome == FiringOutcome.done for row in rows)
    return done, len(rows) - done
