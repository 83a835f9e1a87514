"""The day: reminders sent, every few minutes."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from flask import current_app

from jobs import claim
from jobs.runner import Tally, each, once
from models.reminder import Reminder
from services import bulk, reminder, team
from services.channel.choice import senders

TOGETHER = 50
"""So many are claimed before the first of them goes out: their facts are at most some minutes old."""


def sweep_reminders(today: date, now: datetime) -> Tally:
    """Take up what a killed process left half-sent."""
    return once(lambda: reminder.sweep(now))


def send_reminders(today: date, now: datetime) -> Tally:
    """Send every queued reminder that may go out now."""
    clock, found = current_app.config["CLOCK"], Tally(Counter(), [])
    known = senders(current_app.config["CONCORD"], team.is_demo(), clock)
    for ids in bulk.chunks(reminder.ready(), TOGETHER):
        taken, now = list[int](), clock()
        rest = once(partial(take, ids, now, taken))
        sent = each(Reminder, taken, partial(claim.send, senders=known, clock=clock, claimed_at=now))
        for tally in (rest, sent):
            found.counts.update(tally.counts)
            found.problems.extend(tally.problems)
    return found


def take(ids: Sequence[int], now: datetime, taken: list[int]) -> dict[str, int]:
    """Claim some reminders together; their ids are added to `taken`."""
    claimed, counts = claim.take(ids, now)
    taken += claimed
    return counts


STEPS = (sweep_reminders, send_reminders)
