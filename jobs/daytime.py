"""The day: reminders sent, every few minutes."""

from datetime import date, datetime

from flask import current_app

from jobs import claim
from jobs.runner import Tally, each, once
from models.reminder import Reminder
from services import reminder, team
from services.channel.choice import senders


def sweep_reminders(today: date, now: datetime) -> Tally:
    """Take up what a killed process left half-sent."""
    return once(lambda: reminder.sweep(now))


def send_reminders(today: date, now: datetime) -> Tally:
    """Send every queued reminder that may go out now."""
    known = senders(current_app.config["CONCORD"], team.is_demo())
    clock = current_app.config["CLOCK"]
    return each(Reminder, reminder.ready(), lambda row: claim.send(row, known, clock))


STEPS = (sweep_reminders, send_reminders)
