"""Promises to pay: made by a borrower, followed by posted payments."""

from datetime import date, datetime
from decimal import Decimal

from models.case import Case
from models.contact import Contact
from models.promise import Promise
from models.user import User


def make(
    case: Case,
    amount: Decimal,
    due_on: date,
    today: date,
    now: datetime,
    *,
    user: User | None = None,
    contact: Contact | None = None,
) -> Promise:
    """Record a promise; it supersedes the open one, holds the case until its day plus grace, and books its follow-up."""


def due(today: date) -> list[int]:
    """Ids of the open promises."""


def follow(promise: Promise, today: date, now: datetime) -> str:
    """Settle a promise by the posted payments; returns its status."""


def cancel(promise: Promise, today: date) -> None:
    """Take a promise back."""
