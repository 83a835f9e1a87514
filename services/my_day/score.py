"""How far a person's day is: what is done, what was promised, and when the next callback is."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import func, select

from models import db
from models.promise import Promise, PromiseStatus
from models.task import Task
from services import team
from services.my_day import Item

TAKEN_BACK = (PromiseStatus.cancelled, PromiseStatus.superseded)


class Score(NamedTuple):
    """Cases done and all of the day, the sums promised by currency, and the next callback, if any."""

    done: int
    all: int
    promised: dict[str, Decimal]
    callback_at: datetime | None


def of(person_id: int | None, items: Sequence[Item], today: date, now: datetime) -> Score:
    """How far a person is with what is due; of nobody's cases only what is due is known.

    A case is done when the person did its next action today and nothing is due on it any more.
    """
    done = _done(person_id, today) - {item.case_id for item in items} if person_id else set()
    return Score(len(done), len(done) + len(items), _promised(person_id, today), callback(items, now))


def callback(items: Sequence[Item], now: datetime) -> datetime | None:
    """The next callback of the day; where none is to come, the first one that is late."""
    times = sorted(item.due_at for item in items if item.due_at)
    return next((at for at in times if at >= now), times[0] if times else None)


def _done(person_id: int, today: date) -> set[int]:
    """The cases whose next action a person did today."""
    query = select(Task.case_id).where(Task.done_at >= team.start_of(today), Task.done_by_id == person_id)
    return set(db.session.scalars(query))


def _promised(person_id: int | None, today: date) -> dict[str, Decimal]:
    """What was promised to a person today and not taken back, by currency."""
    if person_id is None:
        return {}
    query = select(Promise.currency, func.sum(Promise.amount, type_=Promise.amount.type)).group_by(Promise.currency)
    mine = (Promise.made_by_id == person_id, Promise.made_on == today, Promise.status.not_in(TAKEN_BACK))
    return dict(db.session.execute(query.where(*mine).order_by(Promise.currency)).all())
