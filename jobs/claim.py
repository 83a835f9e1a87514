"""A reminder on its way out: each step is saved before the next, so that no crash sends it twice."""

from collections.abc import Callable, Mapping
from datetime import datetime

from jobs import runner
from models.reminder import Reminder
from models.stage import Channel
from services import reminder
from services.channel import Sender


def send(row: Reminder, senders: Mapping[Channel, Sender], clock: Callable[[], datetime]) -> str:
    """Check, claim, send and keep the answer; returns what came of it."""
    now = clock()
    verdict = reminder.check(row, now)
    if verdict.wait:
        return "waiting"
    if verdict.problem:
        reminder.suppress(row, verdict.problem)
        return str(row.status)
    if not reminder.claim(row.id, now):
        return "taken"
    runner.save()
    reminder.begin(row)
    runner.save()
    return reminder.send(row, senders, now)
