"""The stage of a case: a function of the facts of the day, never of timers."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple, Protocol

from rules import delinquency, money, payment
from rules.errors import RuleError
from rules.sentence import Sentence

DAY = timedelta(days=1)
SINCE_PREVIOUS_SENT = "since_previous_sent"


class Level(NamedTuple):
    """A step of a policy, opened so many days after what its trigger names."""

    key: str
    trigger: str
    days: int


class Policy(NamedTuple):
    """Levels from the lowest to the highest, and what else must be so before a case climbs them.

    `min_overdue` is None where nobody said it in the currency of the loan: then no level is reached.
    """

    levels: Sequence[Level]
    requires_sent: bool = True
    min_overdue: Decimal | None = money.ZERO


class Sent(NamedTuple):
    """A reminder of a stage that was really sent, or a conversation that counts as one."""

    stage: str
    on: date


class Hold(Protocol):
    """Automation rests on these days, both included; without `ends_on` until further notice."""

    @property
    def starts_on(self) -> date:
        """Its first day."""

    @property
    def ends_on(self) -> date | None:
        """Its last day, itself held; None while nobody knows."""


class Rest(NamedTuple):
    """A hold as a value."""

    starts_on: date
    ends_on: date | None


class Facts(NamedTuple):
    """Everything the stage depends on besides policy and holds; payments cover the oldest instalment first."""

    instalments: Sequence[delinquency.Instalment]
    payments: Sequence[payment.Payment] = ()
    sent: Sequence[Sent] = ()


class Arrears(NamedTuple):
    """The facts of one day in short.

    `since` is the due date of the oldest instalment not fully paid, in the future while nothing is overdue, None when
    all is paid. `to_come` are unpaid instalments not overdue yet; they matter only to a policy with a minimum.
    """

    since: date | None
    overdue: Decimal
    sent: Sequence[Sent] = ()
    to_come: Sequence[delinquency.Unpaid] = ()


class Position(NamedTuple):
    """Where a case stands: its stage (None: none), how many levels that is, when it rises if nothing happens.

    `reason` names days, not numbers of days, so that it stays true until a fact changes.
    """

    stage: str | None
    level: int
    next_stage_on: date | None
    reason: Sentence


def of(facts: Facts, policy: Policy, holds: Iterable[Hold], today: date) -> Position:
    """Find the stage of today and the first later day with a higher one.

    A payment counts from its value date, whenever it was entered. During a hold the stage may fall but not rise.
    """
    holds = tuple(holds)
    ceiling = ceiling_of(facts, policy, holds, today) if held(holds, today) else None
    return at(arrears_on(facts, today), policy, holds, today, ceiling)


def at(arrears: Arrears, policy: Policy, holds: Iterable[Hold], today: date, ceiling: int | None = None) -> Position:
    """Find the stage where the arrears of today are known already.

    While a hold runs today, `ceiling` is the level the case had before it; without it the stage is free to rise.
    """
    opens = _opening_days(arrears, policy, today)
    level = bisect_right(opens, today)
    if ceiling is not None:
        level = min(level, ceiling)
    next_on = first_free(holds, max(opens[level], today + DAY)) if level < len(opens) else None
    stage = policy.levels[level - 1].key if level else None
    return Position(stage, level, next_on, _tell(arrears, policy, opens, level, next_on))


def arrears_on(facts: Facts, day: date) -> Arrears:
    """The facts in short, as they were on the day."""
    parts = delinquency.unpaid_on(facts.instalments, facts.payments, day)
    to_come = [part for part in parts if part.due_on >= day]
    return Arrears(delinquency.overdue_since(parts), delinquency.overdue(parts, day), facts.sent, to_come)


def held(holds: Iterable[Hold], day: date) -> bool:
    """Whether a hold rests on the day."""
    return any(hold.starts_on <= day and (hold.ends_on is None or day <= hold.ends_on) for hold in holds)


def first_free(holds: Iterable[Hold], day: date) -> date | None:
    """The day itself, or the first one after it without a hold; None where a hold has no end."""
    for hold in sorted(holds, key=lambda hold: hold.starts_on):
        if hold.starts_on > day:
            break
        if hold.ends_on is None:
            return None
        day = max(day, hold.ends_on + DAY)
    return day


def ceiling_of(facts: Facts, policy: Policy, holds: Sequence[Hold], today: date) -> int:
    """The level a running hold leaves: that of the last free day before it, or the lowest since, if it fell."""
    free = today
    while held(holds, free):
        free = min(hold.starts_on for hold in holds if held([hold], free)) - DAY
    days = {free, *(paid.on for paid in facts.payments if free < paid.on <= today)}
    return min(_level_on(facts, policy, day) for day in days)


def check(policy: Policy) -> None:
    """Refuse a policy whose first level waits for a reminder of a level before it. Raises RuleError."""
    if policy.levels and policy.levels[0].trigger == SINCE_PREVIOUS_SENT:
        raise RuleError("The first stage has no reminder before it: it needs another trigger.")


def _level_on(facts: Facts, policy: Policy, day: date) -> int:
    return bisect_right(_opening_days(arrears_on(facts, day), policy, day), day)


def _opening_days(arrears: Arrears, policy: Policy, today: date) -> list[date]:
    """From which day each level is reached if nobody pays and nothing is sent; ends with the first that never is."""
    opens: list[date] = []
    reached = _start(arrears, policy.min_overdue)
    if arrears.since is None or reached is None:
        return opens
    sent = _first_sent(arrears.sent, arrears.since, today)
    before: date | None = None
    for place, (key, trigger, days) in enumerate(policy.levels):
        own = TRIGGERS[trigger](arrears.since, before, days)
        if own is None or (place and policy.requires_sent and before is None):
            break
        reached = max(reached, own)
        opens.append(reached)
        before = sent.get(key)
    return opens


def _start(arrears: Arrears, minimum: Decimal | None) -> date | None:
    """The first day with enough overdue for any stage, or an earlier one where it is enough today; None if never."""
    if minimum is None:
        return None
    if arrears.since is None or arrears.overdue >= minimum:
        return arrears.since and arrears.since + DAY
    total = arrears.overdue
    for part in sorted(arrears.to_come, key=lambda part: part.due_on):
        total += part.unpaid
        if total >= minimum:
            return part.due_on + DAY
    return None


def _first_sent(reminders: Iterable[Sent], since: date, today: date) -> dict[str, date]:
    """When the reminder of each stage was first sent for the arrears of today: after the due date they began with."""
    first: dict[str, date] = {}
    for stage, on in reminders:
        if since < on <= today and on < first.get(stage, date.max):
            first[stage] = on
    return first


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - DAY


_Opens = Callable[[date, date | None, int], date | None]
TRIGGERS: dict[str, _Opens] = {
    "days_past_due": lambda since, before, days: since + timedelta(days),
    "end_of_month": lambda since, before, days: _month_end(since + timedelta(days)),
    SINCE_PREVIOUS_SENT: lambda since, before, days: before and before + timedelta(days),
}


def _tell(arrears: Arrears, policy: Policy, opens: Sequence[date], level: int, next_on: date | None) -> Sentence:
    """Choose the sentence for the case page; the rules above have decided, this only tells."""
    if arrears.since is None:
        return Sentence("Everything is paid.")
    stage = policy.levels[level - 1].key if level else None
    if level == len(policy.levels):
        return Sentence("Overdue since %(since)s; %(stage)s is the last stage.", since=arrears.since, stage=stage)
    if level < len(opens):
        return _tell_next(arrears, policy, opens, level, next_on)
    following = policy.levels[level].key
    if stage is None and policy.min_overdue is None:
        return Sentence(
            "The policy says in another currency how little is too little; %(next)s waits for it.", next=following
        )
    if stage is None:
        return Sentence(
            "Less than %(minimum)s is owed, too little for %(next)s.", minimum=policy.min_overdue, next=following
        )
    return Sentence(
        "Overdue since %(since)s; %(next)s waits until the reminder of %(stage)s is sent.",
        since=arrears.since,
        next=following,
        stage=stage,
    )


def _tell_next(arrears: Arrears, policy: Policy, opens: Sequence[date], level: int, next_on: date | None) -> Sentence:
    if next_on is None:
        return Sentence("On hold without an end; %(next)s waits.", next=policy.levels[level].key)
    following = policy.levels[bisect_right(opens, next_on) - 1].key
    values = {"since": arrears.since, "next": following, "day": next_on}
    if arrears.overdue <= 0:
        return Sentence("If what is due on %(since)s stays unpaid, %(next)s starts on %(day)s.", **values)
    if next_on > opens[level]:
        return Sentence("Overdue since %(since)s; after the hold %(next)s starts on %(day)s.", **values)
    return Sentence("Overdue since %(since)s; %(next)s starts on %(day)s.", **values)
