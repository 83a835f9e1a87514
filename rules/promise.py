"""Promises: kept, partly kept or broken by posted payments, never ticked by hand."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum, auto
from typing import NamedTuple

from rules import money, payment


class Status(StrEnum):
    """What became of a promise."""

    open = auto()
    kept = auto()
    partly_kept = auto()
    broken = auto()
    cancelled = auto()
    superseded = auto()


class Promise(NamedTuple):
    """An amount promised for a day, kept when `threshold_rate` of it arrives by that day plus grace."""

    amount: Decimal
    made_on: date
    due_on: date
    grace_days: int
    threshold_rate: Decimal
    cancelled_on: date | None = None
    superseded_on: date | None = None


class Outcome(NamedTuple):
    """What became of a promise, and what was paid on it."""

    status: Status
    paid: Decimal


class When(StrEnum):
    """A day for which most promises are made."""

    today = auto()
    tomorrow = auto()
    friday = auto()
    pay_day = auto()


FRIDAY = 4
LONGEST_MONTH = 31


def days(today: date, pay_day: int | None, last: date) -> list[tuple[When, date]]:
    """The days most promises are made for, none twice and none after `last`: today, tomorrow, Friday, the pay day.

    Friday is the one to come; in a month without the pay day its last day stands for it.
    """
    asked = [(When.today, today), (When.tomorrow, today + timedelta(1))]
    asked.append((When.friday, today + timedelta((FRIDAY - today.weekday() - 1) % 7 + 1)))
    if pay_day:
        asked.append((When.pay_day, next_day(today, pay_day)))
    seen = {on: name for name, on in reversed(asked) if on <= last}
    return [(name, on) for name, on in asked if seen.get(on) == name]


def next_day(today: date, day: int) -> date:
    """The next day of the month with this number after today; in a shorter month its last day."""
    ahead = (today + timedelta(each) for each in range(1, LONGEST_MONTH + 1))
    return next(each for each in ahead if each.day == day or (each.day < day and (each + timedelta(1)).day == 1))


def last_day(due_on: date, grace_days: int) -> date:
    """The last day on which a payment still counts; a running promise holds its case until then."""
    return due_on + timedelta(grace_days)


def judge(promise: Promise, payments: Iterable[payment.Payment], today: date) -> Outcome:
    """Say what became of the promise, from the payments known today.

    A promise that was cancelled or superseded stays so from that day on, whatever was paid.
    """
    last = last_day(promise.due_on, promise.grace_days)
    paid = payment.received(payments, promise.made_on, last, today)
    return Outcome(_ended(promise, today) or _status(promise, paid, today <= last), paid)


def _ended(promise: Promise, today: date) -> Status | None:
    ends = ((promise.cancelled_on, Status.cancelled), (promise.superseded_on, Status.superseded))
    reached = [(on, status) for on, status in ends if on and on <= today]
    return min(reached)[1] if reached else None


def _status(promise: Promise, paid: Decimal, running: bool) -> Status:
    if paid >= promise.amount * promise.threshold_rate:
        return Status.kept
    if running:
        return Status.open
    return Status.partly_kept if paid > money.ZERO else Status.broken
