"""With whom: third parties stay locked until lost contact is proven, and a first contact says who is speaking."""

from datetime import date, datetime

from rules.contact.facts import Entry
from rules.contact.frequency import History
from rules.contact.hours import DAY
from rules.law.check import CALLS, Introduction, Once, Unreachable

REACHED = ("conversation", "played", "sent")


def locked(check: Unreachable, history: History, at: datetime) -> bool:
    """Whether a third party may not be approached yet, because the borrower may still be reached."""
    flags = history.local.facts.flags
    if history.action.to != "third_party" or any(getattr(flags, flag) for flag in check.flags):
        return False
    today = history.local.day(at)
    failed = [history.local.day(entry.at) for entry in _run(check, history.log)]
    if len(failed) >= check.calls and failed[check.calls - 1] < today:
        return False
    return not _consecutive(failed, check.days)


def _run(check: Unreachable, log: tuple[Entry, ...]) -> list[Entry]:
    """The failed calls to the borrower since anything else came of one, or anything was heard from the borrower."""
    run: list[Entry] = []
    for entry in sorted(log, key=lambda entry: entry.at):
        if entry.to != "borrower":
            continue
        failed = entry.outcome in check.failed
        if entry.direction == "in" or (entry.channel in CALLS and not failed):
            run = []
        elif entry.channel == "call" and failed:
            run.append(entry)
    return run


def _consecutive(days: list[date], count: int) -> bool:
    """Whether some day and the ones before it, `count` in all, are among the days."""
    known = set(days)
    return any(all(day - DAY * back in known for back in range(count)) for day in known)


def repeated(check: Once, history: History) -> bool:
    """Whether this third party was already spoken to and did not ask to be called again."""
    if history.action.to != "third_party" or getattr(history.local.facts.flags, check.unless):
        return False
    return any(entry.outcome == "conversation" for entry in history.person)


def anonymous(check: Introduction, history: History) -> bool:
    """Whether a first contact with this person hides who is speaking."""
    action = history.action
    if action.channel not in check.channels or action.identifies_collector is not False:
        return False
    return not any(entry.direction == "out" and entry.outcome in REACHED for entry in history.person)
