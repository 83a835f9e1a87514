"""The work of a day: what is due on the cases of one person, in the order in which it is best done."""

import enum
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import auto
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from models import db
from models.borrower import UNUSABLE, Borrower, Phone, PointStatus
from models.case import Case, CaseState
from models.contact import Contact
from models.hold import Hold
from models.lender import Lender
from models.loan import Loan
from models.promise import Promise, PromiseStatus
from models.stage import Channel, Stage, TaskKind
from models.task import Task
from rules import contact
from rules.outlook import ranking
from services import hold, team
from services.case import episode, share
from services.contact import gate
from services.outlook import ranking as outlook_ranking

NOT_KEPT = (PromiseStatus.broken, PromiseStatus.partly_kept)


class Group(enum.StrEnum):
    """Why a case stands where it stands, best done first. Source: operations.md 2.2."""

    callback = auto()
    promise_due = auto()
    broken_promise = auto()
    new_case = auto()
    ranked = auto()


ORDER = list(Group)


RANKED = 500
"""So many of the rest are ranked, the longest due and the largest first; what is behind them follows as it is."""
JUDGED = 100
"""Of so many, the first ones, the gate is asked whether a call may be made; it is asked again at the case itself."""


class Item(NamedTuple):
    """One case with its due task; `due_at` where a time was agreed, `row` is what its line says, `rank` its place.

    `is_shut`: nobody may be called about it now; `allowed_at` is the next instant that allows it, None where no waiting
    does. `is_mute`: there is no number that may be called.
    """

    case_id: int
    task_id: int
    group: Group
    kind: TaskKind
    due_on: date
    due_at: datetime | None
    balance: Decimal
    row: Any = None
    rank: int = 0
    ranked: ranking.Ranked | None = None
    is_shut: bool = False
    allowed_at: datetime | None = None
    is_mute: bool = False

    @property
    def place(self) -> tuple[Any, ...]:
        """Its place in the list: callbacks by their minute, the rest by rank, by day, then the larger amount."""
        minute = self.due_at.timestamp() if self.group == Group.callback and self.due_at else 0
        return ORDER.index(self.group), minute, self.rank, self.due_on, -self.balance, self.case_id


def todo(assignee_id: int | None, today: date, now: datetime | None = None) -> list[Item]:
    """What is due on a person's open cases, or on those of nobody, in order; at noon of the day unless at `now`.

    Cases that nobody may be called about come last, by their next allowed time.
    """
    given, zone, at = {"today": today, "person": assignee_id}, team.zone(), now or noon(today)
    rows = db.session.execute(_todo(nobody=assignee_id is None), given).all()
    items = [_item(row, zone) for row in rows]
    items.sort(key=lambda item: item.place)
    rest = [item for item in items if item.group == Group.ranked]
    return _sunk([item for item in items if item.group != Group.ranked] + _ranked(rest, today, at), at)


def _sunk(items: Sequence[Item], now: datetime) -> list[Item]:
    """The items with those last that nobody may be called about now.

    Who has no number that may be used does not sink: that one is to be found.
    """
    calls = [item for item in items if item.due_at or item.kind in outlook_ranking.CALLING][:JUDGED]
    phones, by_case = _phones(calls), {item.case_id: item for item in items}
    shut = _shut(calls, phones, now)
    for item in items:
        if item.ranked and item.ranked.why == ranking.Why.not_allowed:
            shut.setdefault(item.case_id, None)
    mute = {item.case_id for item in calls if item.row.borrower_id not in phones}
    order = ranking.sunk(by_case, shut)
    return [by_case[id]._replace(is_shut=id in shut, allowed_at=shut.get(id), is_mute=id in mute) for id in order]


def _shut(calls: Sequence[Item], phones: Mapping[int, int], now: datetime) -> dict[int, datetime | None]:
    """The calls that the gate does not let pass, with the next instant that allows them; callbacks at their minute."""
    known, found = gate.load({item.row.borrower_id for item in calls}, now), dict[int, datetime | None]()
    for item in calls:
        who, at = item.row.borrower_id, max(now, item.due_at or now)
        answer = gate.judge(known[who], gate.action_of(Channel.call, phones.get(who)), at)
        if answer.verdict != contact.ALLOWED:
            found[item.case_id] = answer.next_allowed_at
    return found


def _phones(items: Iterable[Item]) -> dict[int, int]:
    """The best number of each borrower that may be used at all, by its id: a verified one, then the eldest."""
    who = {item.row.borrower_id for item in items}
    query = select(Phone.borrower_id, Phone.id, Phone.status).where(Phone.borrower_id.in_(who))
    rows = [row for row in db.session.execute(query) if row.status not in UNUSABLE]
    rows.sort(key=lambda row: (row.status == PointStatus.verified, -row.id))
    return {row.borrower_id: row.id for row in rows}


def _item(row: Any, zone: ZoneInfo) -> Item:
    return Item(row.case_id, row.id, _group(row, zone), row.kind, row.due_on, row.due_at, row.balance, row)


def noon(day: date) -> datetime:
    """The middle of a business day."""
    return team.start_of(day) + timedelta(hours=12)


def _ranked(rest: list[Item], today: date, now: datetime) -> list[Item]:
    """The rest in the order of the rule, as far as it is ranked."""
    first = {item.case_id: item for item in rest[:RANKED]}
    found = outlook_ranking.ranked([item.row for item in first.values()], today, now)
    places = [first[each.case_id]._replace(rank=at, ranked=each) for at, each in enumerate(found)]
    return [*places, *(item._replace(rank=RANKED) for item in rest[RANKED:])]


def following(items: Sequence[Item], now: datetime, after: int) -> int | None:
    """The case to go to after another one; a callback waits for its minute while there is anything else to do.

    What nobody may be called about comes when all else is done.
    """
    late = [item.case_id for item in items if item.due_at and item.due_at > now and not item.is_shut]
    shut = [item.case_id for item in items if item.is_shut]
    order = [item.case_id for item in items if item.case_id not in {*late, *shut}] + late + shut
    if after in order:
        place = order.index(after)
        order = order[place + 1 :] + order[:place]
    return order[0] if order else None


def after(row: Case, person_id: int | None, today: date, now: datetime, wished: int | None = None) -> int | None:
    """The case to go to after this one, of the day that it belongs to; `person_id` asks.

    Where it is due too, it is the `wished` one, unless the minute of a callback has come.
    """
    items = todo(whose(row, person_id), today, now)
    first, by_case = following(items, now, row.id), {item.case_id: item for item in items}
    if first is None or wished is None or wished == row.id or wished not in by_case:
        return first
    return first if _is_called(by_case[first], now) else wished


def _is_called(item: Item, now: datetime) -> bool:
    """Whether the minute of a callback has come."""
    return item.due_at is not None and item.due_at <= now and not item.is_shut


def whose(row: Case, person_id: int | None) -> int | None:
    """Whose day a case belongs to: its person's; None, nobody's, where that one left, is absent or works no cases.

    `person_id` asks: on their own cases they are never nobody.
    """
    if row.assignee_id is None or row.assignee_id == person_id:
        return row.assignee_id
    free = db.session.scalar(select(Case.id).where(Case.id == row.id, share.nobodys()))
    return None if free else row.assignee_id


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
    return _due().add_columns(_last_try(), _held()).where(whose)


def _due() -> Any:
    columns = (Task.id, Task.case_id, Task.kind, Task.due_on, Task.due_at, Case.balance, Case.opened_on)
    said = (Case.assignee_id, Case.borrower_id, Case.loan_id, Case.reference, Case.overdue_since, Loan.currency, Stage)
    who = (Borrower.name.label("borrower"), Borrower.time_zone, Lender.licence)
    promise = (Promise.status.label("last_promise"), Promise.amount, Promise.due_on.label("promised_on"))
    query = select(*columns, *said, *who, *promise).join(Case, Task.case_id == Case.id).join(Case.loan)
    query = query.join(Case.borrower).join(Borrower.lender).outerjoin(Case.stage)
    query = query.outerjoin(Promise, Promise.id == _newest_promise())
    due = Task.due_on <= bindparam("today", type_=Task.due_on.type)
    return query.where(Task.done_at.is_(None), due, Case.state == CaseState.open, Case.archived_on.is_(None))


def _held() -> Any:
    """Whether a hold rests on the case: nobody calls about it by themselves."""
    today: Any = bindparam("today", type_=Task.due_on.type)
    rests = hold.resting(today)
    return select(Hold.id).where(Hold.case_id == Case.id, *rests).correlate(Case).exists().label("held")


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


def _newest_promise() -> Any:
    """The latest promise that was made since a case opened."""
    latest = aliased(Promise)
    made = select(func.max(latest.id)).where(latest.case_id == Case.id, episode.here(latest.made_on))
    return made.correlate(Case).scalar_subquery()


def _last_try() -> Any:
    """When a person last tried to reach the borrower: one attempt covers all of a borrower's cases."""
    latest = select(func.max(Contact.at, type_=Contact.at.type))
    tried = latest.where(Contact.borrower_id == Case.borrower_id, Contact.user_id.is_not(None))
    return tried.correlate(Case).scalar_subquery().label("last_try")
