"""Reminders: queued by the night, checked again, claimed and sent by day."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from models.reminder import Reminder


def due(today: date) -> list[int]:
    """Ids of the borrowers with an open case that may be reminded."""


def queue(borrower_ids: Sequence[int], today: date, now: datetime) -> Counter[str]:
    """Queue one message for each borrower whose cases ask for one; counts what happened."""


def ready() -> list[int]:
    """Ids of the reminders to send, oldest first."""


def check(reminder: Reminder, now: datetime) -> str:
    """Why a reminder may not be sent at this instant; empty when it may."""


def claim(reminder_id: int, now: datetime) -> bool:
    """Take a queued reminder, if nobody else has; the caller commits before sending."""


def send(reminder: Reminder, now: datetime) -> str:
    """Send a claimed reminder through its channel; returns its status."""
