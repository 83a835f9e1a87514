"""How often: caps by calendar day, cool-down after a conversation, consents to more calls, pace."""

from bisect import bisect_left
from datetime import datetime, timedelta
from typing import NamedTuple

from rules.contact.facts import Action, Entry
from rules.contact.hours import DAY, LocalTime
from rules.law.check import CALLS, UNANSWERED, Cap, Cooldown, Limit, Pace


class Counter(NamedTuple):
    """How much of a cap is used up on the day of the decision."""

    rule: str
    used: int
    limit: int
    days: int


class Consent(NamedTuple):
    """More calls are agreed in [since, until), and only until a conversation at `talked_at` (that call included)."""

    since: datetime
    until: datetime
    talked_at: datetime | None

    def covers_action(self, at: datetime) -> bool:
        """Whether a call that is about to be placed is free."""
        return self.talked_at is None and self.since <= at < self.until

    def covers_entry(self, at: datetime) -> bool:
        """Whether a call that was placed was free."""
        return self.since <= at < self.until and (self.talked_at is None or at <= self.talked_at)


class History:
    """The contacts with one person, sorted once and counted on demand."""

    def __init__(self, action: Action, log: tuple[Entry, ...], local: LocalTime) -> None:
        self.action = action
        self.log = log
        self.local = local
        self.person = [entry for entry in log if entry.to == action.to and entry.to_id == action.to_id]
        named = action.loans or sorted({loan for entry in self.person for loan in entry.loans})
        self._loans: tuple[str | None, ...] = tuple(named) or (None,)
        self._talks = sorted(
            (entry for entry in self.person if entry.outcome == "conversation" and entry.channel in CALLS),
            key=lambda entry: entry.at,
        )
        self.counted: dict[Cap, list[list[datetime]]] = {}
        self.consents: dict[tuple[str | None, int], list[Consent]] = {}

    def loans(self) -> tuple[str | None, ...]:
        """The loans that the action is about; where it names none, each one that the log names (None: the only one)."""
        return self._loans

    def about(self, entry: Entry, loan: str | None) -> bool:
        """Whether a contact was about this loan; one that names no loan was about all."""
        return loan is None or not entry.loans or loan in entry.loans

    def talks(self, loan: str | None) -> list[datetime]:
        """Telephone conversations about a loan, whoever began them."""
        return [entry.at for entry in self._talks if self.about(entry, loan)]


def free_consents(history: History, loan: str | None, days: int) -> list[Consent]:
    """The consents to more calls about a loan: `days` calendar days including its own, or the one day it names."""
    key = loan, days
    if days and key not in history.consents:
        given = [entry for entry in history.person if entry.consent_to_calls and history.about(entry, loan)]
        talks = history.talks(loan) if given else []
        history.consents[key] = [_consent(history.local, entry, talks, days) for entry in given]
    return history.consents.get(key, [])


def _consent(local: LocalTime, entry: Entry, talks: list[datetime], days: int) -> Consent:
    since, until = entry.at, local.start(local.day(entry.at) + DAY * days)
    if entry.consent_only_on is not None:
        since = max(since, local.start(entry.consent_only_on))
        until = min(until, local.start(entry.consent_only_on + DAY))
    return Consent(since, until, next((talk for talk in talks if talk > entry.at), None))


def binds(cap: Cap, action: Action, flags: object) -> bool:
    """Whether a cap has anything to say about this action."""
    return (
        action.channel in cap.channels
        and (not cap.to or action.to in cap.to)
        and not (cap.notices_are_free and (action.transactional or action.legally_required))
        and not (cap.reply_is_free and action.reply_to_borrower)
        and not (cap.lifted_by and getattr(flags, cap.lifted_by))
    )


def counted(cap: Cap, history: History) -> list[list[datetime]]:
    """The instants that count against a cap, in order, one list for each loan that the action is about."""
    if cap not in history.counted:
        loans = history.loans() if cap.per_loan else (None,)
        entries = _entries(cap, history)
        history.counted[cap] = [_uncovered(cap, history, entries, loan) for loan in loans]
    return history.counted[cap]


def _entries(cap: Cap, history: History) -> list[Entry]:
    """Contacts of the cap's kind that the firm began, with the same person or to the same number."""
    action = history.action
    channels = (action.channel,) if cap.each_channel else cap.channels
    log = history.log if cap.per_number else history.person
    found = [
        entry
        for entry in log
        if entry.channel in channels
        and entry.direction == "out"
        and (entry.outcome in cap.outcomes if cap.outcomes else entry.outcome not in cap.besides)
    ]
    if cap.per_number:
        found = [entry for entry in found if _same_number(entry, action)]
    if cap.notices_are_free:
        found = [entry for entry in found if not (entry.transactional or entry.legally_required)]
    if cap.reply_is_free:
        found = [entry for entry in found if not entry.reply_to_borrower]
    return found


def _same_number(entry: Entry, action: Action) -> bool:
    """Whether both went to one number; without a number, to the first one of the same person."""
    if entry.number is None and action.number is None:
        return entry.to == action.to and entry.to_id == action.to_id
    return entry.number == action.number


def _uncovered(cap: Cap, history: History, entries: list[Entry], loan: str | None) -> list[datetime]:
    consents = free_consents(history, loan, cap.consent_days)
    return sorted(
        entry.at
        for entry in entries
        if history.about(entry, loan) and not (consents and any(c.covers_entry(entry.at) for c in consents))
    )


def used(cap: Cap, limit: Limit, history: History, at: datetime) -> int:
    """How many contacts of the limit's days count on the day of `at`; over several loans the fullest one."""
    return max(_since(instants, limit, history.local, at) for instants in counted(cap, history))


def spent(cap: Cap, history: History, at: datetime) -> bool:
    """Whether one more contact at `at` would pass the cap for any of its loans."""
    if not binds(cap, history.action, history.local.facts.flags):
        return False
    loans = history.loans() if cap.per_loan else (None,)
    return any(
        _full(cap, instants, history.local, at) and not _agreed(cap, history, loan, at)
        for loan, instants in zip(loans, counted(cap, history), strict=True)
    )


def _full(cap: Cap, instants: list[datetime], local: LocalTime, at: datetime) -> bool:
    return any(_since(instants, limit, local, at) >= limit.most for limit in cap.limits)


def _since(instants: list[datetime], limit: Limit, local: LocalTime, at: datetime) -> int:
    """How many of the instants lie in the limit's days up to the day of `at`."""
    if not instants:
        return 0
    first = local.start(local.day(at) - DAY * (limit.days - 1))
    return len(instants) - bisect_left(instants, first)


def _agreed(cap: Cap | Cooldown, history: History, loan: str | None, at: datetime) -> bool:
    """Whether the person agreed to a call about the loan at that time."""
    return any(consent.covers_action(at) for consent in free_consents(history, loan, cap.consent_days))


def cooling(check: Cooldown, history: History, at: datetime) -> bool:
    """Whether a conversation about any of the action's loans is too fresh for a call."""
    if history.action.channel not in check.channels:
        return False
    return any(_talked(check, history, loan, at) and not _agreed(check, history, loan, at) for loan in history.loans())


def _talked(check: Cooldown, history: History, loan: str | None, at: datetime) -> bool:
    """Whether the last conversation about a loan was on one of the days that count."""
    local, talks = history.local, history.talks(loan)
    return bool(talks) and at < local.start(local.day(talks[-1]) + DAY * check.days)


def hasty(check: Pace, history: History, at: datetime) -> bool:
    """Whether this is the n-th counted call of a day over all loans, or comes minutes after an unanswered one."""
    if not binds(check.counted, history.action, history.local.facts.flags):
        return False
    calls = [entry for entry in history.person if entry.channel in CALLS and entry.direction == "out"]
    unanswered = [entry.at for entry in calls if entry.outcome in UNANSWERED]
    if unanswered and at - max(unanswered) < timedelta(minutes=check.minutes):
        return True
    if all(_agreed(check.counted, history, loan, at) for loan in history.loans()):
        return False
    since = history.local.start(history.local.day(at))
    today = [entry for entry in _entries(check.counted, history) if entry.at >= since]
    return sum(1 for entry in today if _counts(check.counted, history, entry)) + 1 >= check.daily


def _counts(cap: Cap, history: History, entry: Entry) -> bool:
    """Whether a call counts against any of the loans it was about."""
    return any(
        not any(consent.covers_entry(entry.at) for consent in free_consents(history, loan, cap.consent_days))
        for loan in (entry.loans or (None,))
    )
