"""The work of a day: what is due on the cases of one person, in the order in which it is best done."""

import enum
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import auto
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from models import db
from models.borrower import Borrower
from models.case import Case, CaseState
from models.contact import Contact
from models.loan import Loan
from models.promise import Promise, PromiseStatus
from models.stage import Stage, TaskKind
from models.task import Task
from services import team
from services.case import episode, share

NOT_KEPT = (PromiseStatus.broken, PromiseStatus.partly_kept)


class Group(enum.StrEnum):
    """Why a case stands where it stands, best done first. Source: operations.md 2.2."""

    callback = auto()
    broken_promise = auto()
    promise_due = auto()
    new_case = auto()
    ranked = auto()


ORDER = list(Group)


class Item(NamedTuple):
    """One case with its due task; `due_at` where a time was agreed."""

    case_id: int
    task_id: int
    group: Group
    kind: TaskKind
    due_on: date
    due_at: datetime | None
    balance: Decimal

    @property
    def place(self) -> tuple[Any, ...]:
        """Its place in the list: callbacks by their minute, the rest by day, then the larger amount."""
        minute = self.due_at.timestamp() if self.group == Group.callback and self.due_at else 0
        return ORDER.index(self.group), minute, self.due_on, -self.balance, self.case_id


def todo(assignee_id: int | None, today: date) -> list[Item]:
    """What is due on a person's open cases, or on those of nobody, in order."""
    given, zone = {"today": today, "person": assignee_id}, team.zone()
    rows = db.session.execute(_todo(nobody=assignee_id is None), given).all()
    items = (Item(row.case_id, row.id, _group(row, zone), *row[2:6]) for row in rows)
    return sorted(items, key=lambda item: item.place)


def shown(case_ids: Sequence[int]) -> dict[int, Any]:
    """What a line says of each case: reference, days, currency, the borrower's name and the stage."""
    return {row.id: row for row in db.session.execute(_shown(), {"ids": case_ids})}


def promised(case_ids: Sequence[int]) -> dict[int, Any]:
    """Amount and day of the latest promise that was made since each case opened."""
    return {row.case_id: row for row in db.session.execute(_promised(), {"ids": case_ids})} if case_ids else {}


def following(items: Sequence[Item], now: datetime, after: int) -> int | None:
    """The case to go to after another one; a callback waits for its minute while there is anything else to do."""
    late = [item.case_id for item in items if item.due_at and item.due_at > now]
    order = [item.case_id for item in items if item.case_id not in late] + late
    if after in order:
        place = order.index(after)
        order = order[place + 1 :] + order[:place]
    return order[0] if order else None


def counts(today: date) -> dict[int | None, int]:
    """How much is due for each person; None stands for nobody's cases."""
    here = (Case.state == CaseState.open, Case.archived_on.is_(None), Case.next_action_on <= today)
    rows = db.session.execute(select(Case.assignee_id, func.count()).where(*here).group_by(Case.assignee_id))
    idle, found = set(db.session.scalars(share.idle())), Counter[int | None]()
    for assignee_id, count in rows:
        found[None if assignee_id in idle else assignee_id] += count
    return dict(found)


@cache
def _todo(nobody: bool) -> Any:
    """Made once: a page is asked for often, and its words to the database stay the same."""
    whose = share.nobodys() if nobody else Case.assignee_id == bindparam("person")
    return _due().add_columns(_last_promise(), _last_try()).where(whose)


@cache
def _shown() -> Any:
    columns = (Case.id, Case.loan_id, Case.reference, Case.opened_on, Case.overdue_since, Loan.currency, Stage)
    query = select(*columns, Borrower.name.label("borrower")).join(Case.loan).join(Case.borrower).outerjoin(Case.stage)
    return query.where(Case.id.in_(bindparam("ids", expanding=True)))


@cache
def _promised() -> Any:
    newest = select(func.max(Promise.id)).join(Case, Promise.case_id == Case.id).group_by(Promise.case_id)
    newest = newest.where(Case.id.in_(bindparam("ids", expanding=True)), episode.here(Promise.made_on))
    return select(Promise.case_id, Promise.amount, Promise.due_on).where(Promise.id.in_(newest))


def _due() -> Any:
    columns = (Task.id, Task.case_id, Task.kind, Task.due_on, Task.due_at, Case.balance, Case.opened_on)
    query = select(*columns, Case.assignee_id).join(Case, Task.case_id == Case.id)
    due = Task.due_on <= bindparam("today", type_=Task.due_on.type)
    return query.where(Task.done_at.is_(None), due, Case.state == CaseState.open, Case.archived_on.is_(None))


def _group(row: Any, zone: ZoneInfo) -> Group:
    if row.due_at:
        return Group.callback
    if row.last_promise in NOT_KEPT:
        return Group.broken_promise
    if row.kind == TaskKind.follow_promise:
        return Group.promise_due
    if row.last_try is None:
        return Group.new_case
    last = row.last_try.astimezone(zone).date()
    return Group.ranked if row.opened_on is None or last >= row.opened_on else Group.new_case


def _last_promise() -> Any:
    """What became of the latest promise that was made since a case opened."""
    latest = aliased(Promise)
    made = select(func.max(latest.id)).where(latest.case_id == Case.id, episode.here(latest.made_on))
    newest = made.correlate(Case).scalar_subquery()
    return select(Promise.status).where(Promise.id == newest).correlate(Case).scalar_subquery().label("last_promise")


def _last_try() -> Any:
    """When a person last tried to reach the borrower: one attempt covers all of a borrower's cases."""
    latest = select(func.max(Contact.at, type_=Contact.at.type))
    tried = latest.where(Contact.borrower_id == Case.borrower_id, Contact.user_id.is_not(None))
    return tried.correlate(Case).scalar_subquery().label("last_try")
