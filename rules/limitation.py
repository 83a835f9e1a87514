"""Limitation: until when a claim can be taken to court in mainland China, and what makes the time run anew."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum, auto
from typing import NamedTuple

from rules import calendar

YEARS = 3
YEARS_AT_MOST = 20
OBSTACLE_MONTHS = 6
CARD_ISSUERS = frozenset({"cn_bank"})
FINANCIAL_INSTITUTIONS = frozenset({"cn_bank", "cn_micro_lender"})


class EventKind(StrEnum):
    """What happened to a claim."""

    demand_delivered = auto()
    demand_sent_reserved = auto()
    demand_failed = auto()
    call_connected = auto()
    call_missed = auto()
    part_payment = auto()
    extension_requested = auto()
    security_given = auto()
    assignment_notice = auto()
    account_debit = auto()
    settlement_agreed = auto()
    payment_order_applied = auto()
    mediation_requested = auto()
    police_report = auto()
    suit_filed = auto()
    plan_agreed = auto()
    accelerated = auto()
    obstacle = auto()


class Status(StrEnum):
    """Whether a claim, asked today, is still in time."""

    running = auto()
    time_barred = auto()


class Event(NamedTuple):
    """What happened on a day (in China), with the day that its kind needs besides."""

    kind: EventKind
    on: date
    ended_on: date | None = None
    last_due_on: date | None = None
    all_due_on: date | None = None
    removed_on: date | None = None


class Rest(NamedTuple):
    """The holidays, and the weekend days on which people work all the same."""

    holidays: Collection[date] = ()
    working_days: Collection[date] = ()


class Term(NamedTuple):
    """From when the time is counted (that day not included), its nominal end, and the last day that is in time."""

    starts_on: date
    expires_on: date
    last_day: date

    def status(self, today: date) -> Status:
        """Running up to and including the last day, then time-barred: the debtor has a defence, the debt remains."""
        return Status.running if today <= self.last_day else Status.time_barred


def starts_on_demand(first_demand_on: date, grace_days: int = 0, refused_on: date | None = None) -> date:
    """The start for a loan without a due day: the end of the grace given, or the day the debtor refused, if earlier.

    Source: SPC limitation provisions 4.
    """
    grace_ends_on = first_demand_on + timedelta(days=grace_days)
    return min(grace_ends_on, refused_on) if refused_on else grace_ends_on


def starts_on_due(due_on: Sequence[date], known_on: date | None = None) -> date:
    """The start for a loan with due days: the last of them, or the day the debtor became known, if later.

    Source: Civil Code 188, 189.
    """
    return max(max(due_on), known_on or date.min)


def of(
    starts_on: date, events: Iterable[Event], rest: Rest, licence: str | None = None, breach_on: date | None = None
) -> Term:
    """Three years from the start or the latest event that counts, never beyond 20 years from the breach.

    An agreed period is void: there is no argument for one. Source: Civil Code 188, 194, 195, 197, 200-203.
    """
    counting = [event for event in events if counts_for(licence, event.kind)]
    latest = calendar.add_months(breach_on, 12 * YEARS_AT_MOST) if breach_on else None
    return run(starts_on, counting, rest, YEARS, latest)


def counts_for(licence: str | None, kind: EventKind) -> bool:
    """Whether an event of this kind works for a lender with this licence.

    A message to the reserved contact works for card issuers, a debit for financial institutions.
    Source: SPC bank card provisions 3(2); SPC limitation provisions 8.
    """
    if kind is EventKind.demand_sent_reserved:
        return licence is None or licence in CARD_ISSUERS
    if kind is EventKind.account_debit:
        return licence is None or licence in FINANCIAL_INSTITUTIONS
    return kind is not EventKind.settlement_agreed


def run(starts_on: date, events: Iterable[Event], rest: Rest, years: int, latest: date | None = None) -> Term:
    """Let the time run through the events in their order; each counts while the time before it has not run out."""
    events = sorted(events, key=lambda event: event.on)
    obstacles = [event for event in events if event.kind is EventKind.obstacle]
    for event in events:
        if event.on <= _term(starts_on, obstacles, rest, years, latest).last_day:
            starts_on = _moved(starts_on, event)
    return _term(starts_on, obstacles, rest, years, latest)


_ON_THE_DAY = frozenset(
    {
        EventKind.demand_delivered,
        EventKind.demand_sent_reserved,
        EventKind.call_connected,
        EventKind.part_payment,
        EventKind.extension_requested,
        EventKind.security_given,
        EventKind.assignment_notice,
        EventKind.account_debit,
        EventKind.settlement_agreed,
    }
)
_AT_ITS_END = frozenset(
    {
        EventKind.payment_order_applied,
        EventKind.mediation_requested,
        EventKind.police_report,
        EventKind.suit_filed,
    }
)


def _moved(starts_on: date, event: Event) -> date:
    """The start after this event; only making the whole loan due can bring it forward.

    Source: SPC limitation provisions 8-17.
    """
    if event.kind is EventKind.accelerated:
        return event.all_due_on or event.on
    if event.kind is EventKind.plan_agreed:
        return max(starts_on, event.last_due_on or event.on)
    if event.kind in _AT_ITS_END:
        return max(starts_on, event.ended_on or event.on)
    return max(starts_on, event.on) if event.kind in _ON_THE_DAY else starts_on


def _term(starts_on: date, obstacles: Iterable[Event], rest: Rest, years: int, latest: date | None) -> Term:
    """The time from this start, moved by obstacles, cut at `latest`.

    Whether a rest day moves that cut is unsettled, so its last safe day is the working day before.
    """
    expires_on = calendar.add_months(starts_on, 12 * years)
    for obstacle in obstacles:
        if obstacle.on <= calendar.next_working_day(expires_on, *rest):
            expires_on = _suspended(expires_on, obstacle)
    if latest is not None and expires_on > latest:
        return Term(starts_on, latest, _working_day_before(latest, rest))
    return Term(starts_on, expires_on, calendar.next_working_day(expires_on, *rest))


def _suspended(expires_on: date, obstacle: Event) -> date:
    """The end, six months after an obstacle that reaches into the last six months; one that still lasts moves nothing.

    Six months after one that was gone before them lie within the time anyway. Source: Civil Code 194.
    """
    if obstacle.removed_on is None:
        return expires_on
    return max(expires_on, calendar.add_months(obstacle.removed_on, OBSTACLE_MONTHS))


def _working_day_before(day: date, rest: Rest) -> date:
    """The day itself when it is a working day, else the last working day before it."""
    while calendar.is_rest_day(day, *rest):
        day -= calendar.DAY
    return day
