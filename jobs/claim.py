"""A reminder on its way out: each step is saved before the next, so that no crash sends it twice."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from jobs import runner
from models.reminder import Reminder, ReminderStatus
from models.stage import Channel
from services import reminder, reminder_gate
from services.channel import Sender


def take(ids: Sequence[int], now: datetime) -> tuple[list[int], dict[str, int]]:
    """Claim what may go out of these reminders; gives their ids, and counts the rest."""
    found = reminder_gate.claim_many(ids, now)
    taken = [id for id, answer in found.items() if not answer.problem]
    waiting = sum(answer.wait for answer in found.values())
    counts = {"waiting": waiting, "suppressed": len(found) - len(taken) - waiting, "taken": len(ids) - len(found)}
    return taken, {name: count for name, count in counts.items() if count}


def send(row: Reminder, senders: Mapping[Channel, Sender], clock: Callable[[], datetime]) -> str:
    """Claim a reminder unless that was done, send it and keep the answer; returns what came of it."""
    now = clock()
    if row.status != ReminderStatus.claimed:
        taken, counts = take([row.id], now)
        if not taken:
            return next(iter(counts), "taken")
        runner.save()
    reminder.begin(row)
    runner.save()
    return reminder.send(row, senders, now)
