"""The ranking of a day: facts of the chosen cases in two statements, whatever their number, and the rule."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from models.stage import TaskKind
from rules import contact, money
from rules.contact.facts import Action, Facts
from rules.outlook import ranking as rule
from services import outlook, team
from services.contact import gate

CALL = Action("call")
CALLING = (TaskKind.call, TaskKind.negotiate)
"""What is done by a call; all other work is allowed at any hour."""
FLOOR = 14


def ranked(rows: Sequence[Any], today: date, now: datetime) -> list[rule.Ranked]:
    """Rank the rows of My day that nothing else puts in order; each says what it owes and where the borrower lives."""
    if not rows:
        return []
    known, standings = outlook.known(), outlook.standings([row.loan_id for row in rows], today)
    house, allowed = team.the(), cache(lambda licence, zones: _allowed(licence, zones, now))
    rates = cache(lambda cell: known.of(cell).rate)
    works = [_work(row, rates, standings.get(row.loan_id), today, house) for row in rows]
    shut = {
        row.case_id for row in rows if row.kind in CALLING and (row.held or not allowed(row.licence, row.time_zone))
    }
    works = [each._replace(is_allowed=each.case_id not in shut) for each in works]
    return rule.rank(works, house.touch_every_days if house else FLOOR)


def _work(row: Any, rates: Callable[[Any], Decimal], standing: Any, today: date, house: Any) -> rule.Work:
    last = row.last_try.astimezone(team.zone()).date() if row.last_try else row.opened_on or today
    cost = house.call_cost if house and house.currency == row.currency else money.ZERO
    rate = rates(standing.cell) if standing else money.ZERO
    late = standing.overdue if standing else money.ZERO
    return rule.Work(row.case_id, late, rate, is_allowed=True, untouched=(today - last).days, cost=cost)


def _allowed(licence: str, zones: str, now: datetime) -> bool:
    """Whether the hours of the law let a call pass; what was said and wished is asked when the case is opened."""
    return contact.decide(Facts(now, licence, gate.zones(zones), CALL)).verdict == contact.ALLOWED
