"""Payment plans: instalments on a series of dates, and whether they were paid in time."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from rules import calendar, money, payment
from rules.errors import RuleError


class Period(NamedTuple):
    """The distance between two dates of a series, in exactly one of the units."""

    months: int = 0
    weeks: int = 0
    days: int = 0


class Instalment(NamedTuple):
    """One amount with the day on which it falls due."""

    no: int
    due_on: date
    amount: Decimal


class Outcome(NamedTuple):
    """What was paid of each instalment, the first that was not paid in time, and whether all of them are paid."""

    paid: list[Decimal]
    late_no: int | None
    done: bool


MONTHLY = Period(months=1)
STEP = Decimal("0.25")
"""By how much of the first one each later instalment of a stepped plan is larger than the one before."""
MOST = 600
LAST_PART = "last"
LARGEST_REMAINDER = "largest_remainder"
NEXT_WORKING_DAY = "next_working_day"


def instalments(
    total: Decimal,
    count: int,
    first_on: date,
    every: Period = MONTHLY,
    *,
    unit: Decimal = money.CENT,
    rounding: str = LAST_PART,
    shift: str | None = None,
    holidays: Collection[date] = (),
    working_days: Collection[date] = (),
) -> list[Instalment]:
    """Cut `total` into `count` equal instalments of whole `unit`s from `first_on`; they add up exactly.

    The last carries the odd cents; with `largest_remainder` the spare units go one each to the first.
    With `shift` a date on a rest day moves to the next working day; the one after is counted from the unmoved date.
    Raises RuleError for a negative total, no instalment or more than 600, or no period between several.
    """
    days = series(first_on, count, every)
    if shift == NEXT_WORKING_DAY:
        days = [calendar.next_working_day(day, holidays, working_days) for day in days]
    parts = _parts(total, count, unit, rounding)
    return [Instalment(no, day, part) for no, (day, part) in enumerate(zip(days, parts, strict=True), 1)]


def stepped(total: Decimal, days: Sequence[date], step: Decimal = STEP, unit: Decimal = money.CENT) -> list[Instalment]:
    """Cut a total into instalments that grow by `step` of the first each; whole units that add up exactly.

    Raises RuleError for a negative total.
    """
    if total < 0:
        raise RuleError("The total of a plan must not be negative.")
    parts = money.share(total, [1 + step * no for no in range(len(days))], unit)
    return [Instalment(no, day, part) for no, (day, part) in enumerate(zip(days, parts, strict=True), 1)]


def on_pay_day(first_on: date, count: int, pay_day: int) -> list[date]:
    """The pay days from `first_on` on, month by month; the last of a month that has no such day."""
    start = first_on.replace(day=1)
    months = (calendar.add_months(start, no) for no in range(count + 1))
    found = [_day_of(month, pay_day) for month in months]
    return [day for day in found if day >= first_on][:count]


def judge(
    rows: Sequence[Instalment],
    payments: Iterable[payment.Payment],
    since: date,
    today: date,
    *,
    grace_days: int = 0,
    threshold_rate: Decimal = Decimal(1),
) -> Outcome:
    """Say what came since the agreement, `since` included, and which instalment was the first not paid in time.

    In time: by value date, up to its day plus grace, `threshold_rate` of all that was due by then.
    """
    known = list(payments)
    asked, late_no = money.ZERO, None
    for row in rows:
        asked += row.amount
        last = row.due_on + timedelta(days=grace_days)
        came = payment.received(known, since, min(last, today), today)
        if last < today and came < asked * threshold_rate and late_no is None:
            late_no = row.no
    whole = payment.received(known, since, today, today)
    return Outcome(_laid(rows, whole), late_no, whole >= asked * threshold_rate)


def series(first_on: date, count: int, every: Period) -> list[date]:
    """The dates of a series, each counted from the first: from 31 January 28 February, 31 March.

    Raises RuleError unless there are 1 to 600 dates and, between several, a positive period.
    Source: Civil Code 202.
    """
    if not 1 <= count <= MOST:
        raise RuleError("The number of instalments must be between 1 and %(most)s.", most=MOST)
    if count > 1 and (min(every) < 0 or not any(every)):
        raise RuleError("The time between two instalments must be at least one day.")
    return [later(first_on, every, times) for times in range(count)]


def later(day: date, by: Period, times: int = 1) -> date:
    """The day `times` periods after `day`; months keep the day of the month where there is one."""
    return calendar.add_months(day, by.months * times) + timedelta(weeks=by.weeks * times, days=by.days * times)


def _parts(total: Decimal, count: int, unit: Decimal, rounding: str) -> list[Decimal]:
    if total < 0:
        raise RuleError("The total of a plan must not be negative.")
    if rounding == LARGEST_REMAINDER:
        return money.share(total, [Decimal(1)] * count, unit)
    return money.cut(total, count, unit)


def _day_of(month: date, day: int) -> date:
    return month.replace(day=min(day, (calendar.add_months(month, 1) - timedelta(days=1)).day))


def _laid(rows: Iterable[Instalment], left: Decimal) -> list[Decimal]:
    """What each instalment gets of the money, the oldest first."""
    paid = []
    for row in rows:
        paid.append(min(left, row.amount))
        left -= paid[-1]
    return paid
