"""A reminder on its way out: each step is saved before the next, so that no crash sends it twice."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from jobs import runner
from models.reminder import Reminder, ReminderStatus
from models.stage import Channel
from models.user_mail import UserMail
from services import reminder
from services.channel import Sender, circuit
from services.reminder import gate
from services.user import mail

FRESH = timedelta(minutes=5)
"""After so long the gate is asked again; well below the time after which a claim counts as left behind."""


def take(ids: Sequence[int], now: datetime) -> tuple[list[int], dict[str, int]]:
    """Claim what may go out of these reminders; gives their ids, and counts the rest."""
    found = gate.claim_many(ids, now)
    taken = [id for id, answer in found.items() if not answer.problem]
    waiting = sum(answer.wait for answer in found.values())
    counts = {"waiting": waiting, "suppressed": len(found) - len(taken) - waiting, "taken": len(ids) - len(found)}
    return taken, {name: count for name, count in counts.items() if count}


def send(
    row: Reminder, senders: Mapping[Channel, Sender], clock: Callable[[], datetime], claimed_at: datetime | None = None
) -> str:
    """Send a reminder that was claimed at `claimed_at`, or claim it first; keep the answer, return what came of it.

    A claim that somebody else has, or that grew old while others were sent, is not used; nor one of a channel that went
    down meanwhile.
    """
    now = clock()
    if claimed_at is None:
        taken, counts = take([row.id], now)
        if not taken:
            return next(iter(counts), "taken")
        runner.save()
    elif row.status != ReminderStatus.claimed or row.claimed_at != claimed_at:
        return "taken"
    elif now - claimed_at > FRESH or row.channel in circuit.shut(now):
        row.status = ReminderStatus.queued
        return "waiting"
    reminder.begin(row)
    runner.save()
    reminder.read(row)
    return reminder.send(row, senders, now)


def send_mail(row: UserMail, sender: Sender, clock: Callable[[], datetime]) -> str:
    """Send an e-mail to a person who signs in, claimed first; returns what came of it."""
    now = clock()
    status = mail.begin(row, now)
    if status != ReminderStatus.sending:
        return status
    runner.save()
    return mail.send(row, sender, now)
