"""The stage of a case: a function of the facts of the day, never of timers."""

import enum
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import auto
from typing import NamedTuple, Protocol

from rules import delinquency, money, payment
from rules.errors import RuleError
from rules.sentence import Sentence

DAY = timedelta(days=1)
SINCE_PREVIOUS_SENT = "since_previous_sent"


LATELY = timedelta(days=90)
"""So long a cure counts as one of late."""


class Knows(enum.StrEnum):
    """What a stage may ask beside days: what happened. An outlook or a score is not among it, and never will be."""

    overdue_amount = auto()
    broken_promises = auto()
    cures_lately = auto()
    reached_by = auto()


class Asks(enum.StrEnum):
    """How a stage asks it, in the words of the list filters: from, up to, is, is not."""

    at_least = auto()
    at_most = auto()
    is_this = auto()
    is_other = auto()


class Condition(NamedTuple):
    """What else must be so for a level: an amount or a count within an end, or whether a channel reached somebody."""

    knows: Knows
    asks: Asks
    number: Decimal | None = None
    channel: str = ""


class Reached(NamedTuple):
    """The borrower was reached through a channel."""

    channel: str
    on: date


class Past(NamedTuple):
    """What happened on the case, by day; None: nobody looked, which fulfils no condition."""

    broken_on: Sequence[date] | None = None
    cured_on: Sequence[date] | None = None
    reached: Sequence[Reached] | None = None


UNSEEN = Past()


class Level(NamedTuple):
    """A step of a policy, opened so many days after what its trigger names."""

    key: str
    trigger: str
    days: int

    @property
    def conditions(self) -> Sequence[Condition]:
        """It asks for days alone."""
        return ()


class AskingLevel(NamedTuple):
    """A step that asks for more than days; what it asks can only keep it shut."""

    key: str
    trigger: str
    days: int
    conditions: Sequence[Condition]


class Policy(NamedTuple):
    """Levels from the lowest to the highest, and what else must be so before a case climbs them.

    `min_overdue` is None where nobody said it in the currency of the loan: then no level is reached; nor has then an
    amount that a condition asks for a number.
    """

    levels: Sequence[Level | AskingLevel]
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

    @property
    def past(self) -> Past:
        """Nobody looked."""
        return UNSEEN


class Story(NamedTuple):
    """The same facts with what happened on the case, for levels that ask for more than days."""

    instalments: Sequence[delinquency.Instalment]
    payments: Sequence[payment.Payment]
    sent: Sequence[Sent]
    past: Past


class Arrears(NamedTuple):
    """The facts of one day in short.

    `since` is the due date of the oldest instalment not fully paid, in the future while nothing is overdue, None when
    all is paid. `to_come` are unpaid instalments not overdue yet; they matter to a policy that asks for an amount.
    """

    since: date | None
    overdue: Decimal
    sent: Sequence[Sent] = ()
    to_come: Sequence[delinquency.Unpaid] = ()
    past: Past = UNSEEN


class Position(NamedTuple):
    """Where a case stands: its stage (None: none), how many levels that is, when it rises if nothing happens.

    Where a level asks for more than days, the day may be one on which the answer can change. `reason` names days,
    not numbers of days, so that it stays true until a fact changes.
    """

    stage: str | None
    level: int
    next_stage_on: date | None
    reason: Sentence


def of(facts: Facts | Story, policy: Policy, holds: Iterable[Hold], today: date) -> Position:
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
    looks = [next_on, *_changes(arrears, policy, holds, today)]
    look_on = min((day for day in looks if day), default=None)
    return Position(stage, level, look_on, _tell(arrears, policy, opens, level, next_on, today))


def arrears_on(facts: Facts | Story, day: date) -> Arrears:
    """The facts in short, as they were on the day."""
    parts = delinquency.unpaid_on(facts.instalments, facts.payments, day)
    to_come = [part for part in parts if part.due_on >= day]
    overdue = delinquency.overdue(parts, day)
    return Arrears(delinquency.overdue_since(parts), overdue, facts.sent, to_come, facts.past)


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


def ceiling_of(facts: Facts | Story, policy: Policy, holds: Sequence[Hold], today: date) -> int:
    """The level a running hold leaves: that of the last free day before it, or the lowest since, if it fell."""
    free = today
    while held(holds, free):
        free = min(hold.starts_on for hold in holds if held([hold], free)) - DAY
    days = {free, *(paid.on for paid in facts.payments if free < paid.on <= today)}
    return min(_level_on(facts, policy, day) for day in days)


def fulfilled(condition: Condition, arrears: Arrears, day: date) -> bool:
    """Whether a condition holds on a day; what nobody knows fulfils none."""
    if condition.knows == Knows.reached_by:
        ways = _ways(arrears, day)
        return ways is not None and (condition.channel in ways) == (condition.asks == Asks.is_this)
    found = FOUND[condition.knows](arrears, day)
    if found is None or condition.number is None:
        return False
    return found >= condition.number if condition.asks == Asks.at_least else found <= condition.number


def check_condition(condition: Condition) -> None:
    """Refuse a condition that asks for a number without one, or for a channel without one. Raises RuleError."""
    is_way = condition.knows == Knows.reached_by
    if is_way != (condition.asks in (Asks.is_this, Asks.is_other)):
        raise RuleError("A channel is or is not; an amount or a count is asked from or up to a number.")
    if is_way and (not condition.channel or condition.number is not None):
        raise RuleError("Say which channel.")
    if not is_way and (condition.number is None or condition.number < 0 or condition.channel):
        raise RuleError("Say from or up to which number.")
    if condition.knows != Knows.overdue_amount and condition.number and condition.number % 1:
        raise RuleError("A count is a whole number.")


def check(policy: Policy) -> None:
    """Refuse a policy whose first level waits for a reminder of a level before it, or asks for more than days.

    Raises RuleError.
    """
    if policy.levels and policy.levels[0].trigger == SINCE_PREVIOUS_SENT:
        raise RuleError("The first stage has no reminder before it: it needs another trigger.")
    if policy.levels and policy.levels[0].conditions:
        raise RuleError(
            "The first stage asks for days and the policy's smallest amount alone: a case must stand somewhere."
        )


def _level_on(facts: Facts | Story, policy: Policy, day: date) -> int:
    return bisect_right(_opening_days(arrears_on(facts, day), policy, day), day)


def _opening_days(arrears: Arrears, policy: Policy, today: date) -> list[date]:
    """From which day each level is reached if nobody pays and nothing is sent; ends with the first that never is."""
    opens: list[date] = []
    reached = _start(arrears, policy.min_overdue)
    if arrears.since is None or reached is None:
        return opens
    sent = _first_sent(arrears.sent, arrears.since, today)
    before: date | None = None
    for place, level in enumerate(policy.levels):
        own = TRIGGERS[level.trigger](arrears.since, before, level.days)
        if own is None or (place and policy.requires_sent and before is None):
            break
        if _unmet(level, arrears, today):
            break
        reached = max(reached, own)
        opens.append(reached)
        before = sent.get(level.key)
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


def _unmet(level: Level | AskingLevel, arrears: Arrears, day: date) -> list[Condition]:
    """The conditions of a level that do not hold on a day."""
    return [each for each in level.conditions if not fulfilled(each, arrears, day)]


def _ways(arrears: Arrears, day: date) -> set[str] | None:
    """Through which channels the borrower was reached since the arrears began."""
    if arrears.past.reached is None or arrears.since is None:
        return None
    return {channel for channel, on in arrears.past.reached if arrears.since < on <= day}


def _broken(arrears: Arrears, day: date) -> Decimal | None:
    """How many promises were broken since the arrears began."""
    if arrears.past.broken_on is None or arrears.since is None:
        return None
    return Decimal(sum(arrears.since < on <= day for on in arrears.past.broken_on))


def _cures(arrears: Arrears, day: date) -> Decimal | None:
    """How often everything overdue was paid in the last 90 days."""
    if arrears.past.cured_on is None:
        return None
    return Decimal(sum(day - LATELY < on <= day for on in arrears.past.cured_on))


FOUND: dict[Knows, Callable[[Arrears, date], Decimal | None]] = {
    Knows.overdue_amount: lambda arrears, day: arrears.overdue,
    Knows.broken_promises: _broken,
    Knows.cures_lately: _cures,
}


def _changes(arrears: Arrears, policy: Policy, holds: Iterable[Hold], today: date) -> Iterator[date | None]:
    """The next days on which the answer to a condition can change by itself: more falls due, a cure is long ago."""
    asked = {each.knows for level in policy.levels for each in level.conditions}
    if arrears.since is None or not asked:
        return
    days = [part.due_on + DAY for part in arrears.to_come] if Knows.overdue_amount in asked else []
    if Knows.cures_lately in asked:
        days += [on + LATELY for on in arrears.past.cured_on or ()]
    for day in sorted(day for day in days if day > today)[:1]:
        yield first_free(holds, day)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - DAY


_Opens = Callable[[date, date | None, int], date | None]
TRIGGERS: dict[str, _Opens] = {
    "days_past_due": lambda since, before, days: since + timedelta(days),
    "end_of_month": lambda since, before, days: _month_end(since + timedelta(days)),
    SINCE_PREVIOUS_SENT: lambda since, before, days: before and before + timedelta(days),
}


def _tell(
    arrears: Arrears, policy: Policy, opens: Sequence[date], level: int, next_on: date | None, today: date
) -> Sentence:
    """Choose the sentence for the case page; the rules above have decided, this only tells."""
    if arrears.since is None:
        return Sentence("Everything is paid.")
    stage = policy.levels[level - 1].key if level else None
    if level == len(policy.levels):
        return Sentence("Overdue since %(since)s; %(stage)s is the last stage.", since=arrears.since, stage=stage)
    if level < len(opens):
        return _tell_next(arrears, policy, opens, level, next_on)
    following = policy.levels[level].key
    unmet = _unmet(policy.levels[level], arrears, today)
    if unmet and (level == 0 or not policy.requires_sent or stage in _first_sent(arrears.sent, arrears.since, today)):
        return Sentence(
            "Overdue since %(since)s; %(next)s asks for more than days: %(fact)s.",
            since=arrears.since,
            next=following,
            fact=unmet[0].knows,
        )
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
