"""May this contact happen now, and if not, why and from when? One answer from the tables of the law."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from rules.contact import frequency, hours, people, stops
from rules.contact.facts import Facts, doubts, once
from rules.contact.frequency import Counter, History
from rules.contact.hours import DAY, LocalTime
from rules.errors import RuleError
from rules.law import pack as law
from rules.law.check import (
    Bar,
    Cap,
    Cease,
    Check,
    Cooldown,
    Fresh,
    Hours,
    Introduction,
    Once,
    OptOut,
    Pause,
    Places,
    Unreachable,
    Wishes,
)
from rules.law.pack import Pack

ALLOWED, BLOCKED = "allowed", "blocked"
UNCLEAR = "FACTS"
"""Stands among the failing rules where the facts themselves cannot be trusted; the reasons say why."""

WEEK = 7
TALK_DAYS = 2


class Decision(NamedTuple):
    """What the gate answers; instants are UTC.

    `next_allowed_at`: the first instant, not before the asked one, at which the same action passes if nothing else
    happens; None: no time heals it. `must_end_by`: when a conversation begun now has to be over; None: no end.
    `reasons`: why facts that cannot be trusted were refused.
    """

    verdict: str
    rules: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    must_end_by: datetime | None = None
    next_allowed_at: datetime | None = None
    counters: tuple[Counter, ...] = ()
    reasons: tuple[RuleError, ...] = ()


Question = Callable[[Any, History, datetime], bool]

FAILS: dict[type, Question] = {
    Bar: lambda check, history, at: stops.barred(check, history.local),
    OptOut: lambda check, history, at: stops.opted_out(check, history.local),
    Places: lambda check, history, at: stops.unwelcome_place(check, history.local),
    Introduction: lambda check, history, at: people.anonymous(check, history),
    Once: lambda check, history, at: people.repeated(check, history),
    Unreachable: people.locked,
    Cap: frequency.spent,
    Cooldown: frequency.cooling,
    Pause: lambda check, history, at: stops.resting(check, history.local, at),
    Fresh: lambda check, history, at: stops.stale(check, history.local, at),
    Hours: lambda check, history, at: hours.closed(check, history.local, at),
    Wishes: lambda check, history, at: hours.unwelcome(check, history.local, at),
    Cease: lambda check, history, at: hours.ceased(check, history.local, at),
}
"""How each kind of check is asked; there is one place for every kind and none for any country."""


def decide(facts: Facts, pack: Pack | None = None) -> Decision:
    """Answer whether the contact may happen at `facts.at`, under the law of its licence or a tenant's stricter pack.

    Fails closed: no rules for the licence, no known time zone, or facts that cannot be true block with a reason.
    """
    try:
        pack = pack or law.of(facts.licence)
    except RuleError as error:
        return Decision(BLOCKED, (UNCLEAR,), reasons=(error,))
    if found := doubts(facts):
        return Decision(BLOCKED, (UNCLEAR,), reasons=tuple(found))
    try:
        local = LocalTime(facts._replace(at=facts.at.astimezone(UTC)))
    except RuleError as error:
        return Decision(BLOCKED, _hours(pack), reasons=(error,))
    return _judge(pack, History(facts.action, once(facts.log), local))


def _hours(pack: Pack) -> tuple[str, ...]:
    """The rules that keep the hours: they stay closed where no time zone is known."""
    return tuple(sorted(name for name, check in pack.timed if isinstance(check, Hours)))


def _judge(pack: Pack, history: History) -> Decision:
    at, action = history.local.facts.at, history.action
    standing = _failing(pack, pack.standing, history, at) | set(action.content_categories)
    passing = _failing(pack, pack.daily, history, at) | _failing(pack, pack.timed, history, at)
    counters = tuple(_counters(pack, history, at))
    if rules := tuple(sorted(standing | passing)):
        return Decision(BLOCKED, rules, (), None, None if standing else _next(pack, history), counters)
    return Decision(ALLOWED, (), _warnings(pack, history, at), _end(pack, history), at, counters)


def _failing(pack: Pack, pairs: Iterable[tuple[str, Check]], history: History, at: datetime) -> set[str]:
    """The ids of the rules that block at that time; a softened rule never does."""
    return {name for name, check in pairs if name not in pack.softened and FAILS[type(check)](check, history, at)}


def _blocked(pack: Pack, pairs: Iterable[tuple[str, Check]], history: History, at: datetime) -> bool:
    """Whether any of these rules blocks at that time."""
    return any(FAILS[type(check)](check, history, at) for name, check in pairs if name not in pack.softened)


def _warnings(pack: Pack, history: History, at: datetime) -> tuple[str, ...]:
    """What is worth a second thought: softened rules that would have blocked, and pace."""
    soft = {
        pack.softened[name]
        for name, check in (*pack.standing, *pack.daily, *pack.timed)
        if name in pack.softened and FAILS[type(check)](check, history, at)
    }
    return tuple(sorted(soft | {name for name, pace in pack.pace if frequency.hasty(pace, history, at)}))


def _counters(pack: Pack, history: History, at: datetime) -> Iterator[Counter]:
    """How full each cap is that has something to say about the action."""
    for name, check in pack.daily:
        if isinstance(check, Cap) and frequency.binds(check, history.action, history.local.facts.flags):
            for limit in check.limits:
                yield Counter(name, frequency.used(check, limit, history, at), limit.most, limit.days)


def _next(pack: Pack, history: History) -> datetime | None:
    """The first instant from now on at which nothing fails, day by day in the home zone.

    Counts are settled once their windows have passed; then only a change of the time can still open a common hour.
    """
    local, settled = history.local, _settled(pack)
    first = _first_day(pack, local)
    for day in hours.days_from(first):
        ahead = (day - first).days
        if ahead > settled + WEEK and not hours.changes_near(local, day):
            continue
        if _blocked(pack, pack.daily, history, max(local.facts.at, local.start(day))):
            if ahead > settled:
                return None
        elif (instant := _opening(pack, history, day)) is not None:
            return instant
    return None


def _first_day(pack: Pack, local: LocalTime) -> date:
    """Today, or the day after the last pause that the rules keep."""
    today = local.day(local.facts.at)
    untils: list[date | None] = [
        getattr(local.facts.flags, check.flag) for _, check in pack.daily if isinstance(check, Pause)
    ]
    return max([today, *(until + DAY for until in untils if until)])


def _settled(pack: Pack) -> int:
    """How many days ahead the contacts of the past can still count."""
    windows = [limit.days for _, check in pack.daily if isinstance(check, Cap) for limit in check.limits]
    return max([1, *windows, *(check.days for _, check in pack.daily if isinstance(check, Cooldown))])


def _opening(pack: Pack, history: History, day: date) -> datetime | None:
    """The first instant of a day, not before now, at which every hour is open."""
    checks = [check for _, check in pack.timed]
    for instant in hours.openings(checks, history.local, day):
        if instant >= history.local.facts.at and not _blocked(pack, pack.timed, history, instant):
            return instant
    return None


def _end(pack: Pack, history: History) -> datetime | None:
    """When a talk that begins now has to be over: the next instant at which the hours close, within two days."""
    local = history.local
    if local.free or history.action.channel not in hours.TALKS:
        return None
    checks = [check for _, check in pack.timed]
    for ahead in range(TALK_DAYS):
        for instant in hours.closings(checks, local, local.day(local.facts.at) + DAY * ahead):
            if instant > local.facts.at and _blocked(pack, pack.timed, history, instant):
                return instant
    return None
