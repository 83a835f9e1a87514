"""The figures of a week, each by one rule; the first line of its docstring is what the screens say of it."""

import inspect
from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import StrEnum, auto
from math import sqrt
from typing import Any, NamedTuple

from rules import metric, money

LEAST = 30
"""Below so many a figure says little: it is shown pale, with its interval."""
SURE = 1.959964
"""The normal quantile of 95 %, two-sided."""


class Unit(StrEnum):
    """What a figure is counted in."""

    rate = auto()
    money = auto()
    days = auto()
    number = auto()


class Figure(NamedTuple):
    """A figure with what it was divided from, and of how many it is; `value` is None where nothing was counted."""

    name: str
    value: Decimal | None
    numerator: Decimal
    denominator: Decimal | None
    n: int
    currency: str = ""


class Interval(NamedTuple):
    """Between what a rate lies, with 95 %."""

    low: Decimal
    high: Decimal


def success_rate_cases(solved: int, worked: int) -> Figure:
    """Cases whose overdue amount became 0 in the week ÷ cases open at its start or opened in it."""
    return _over("success_rate_cases", solved, worked, worked)


def success_rate_amount(paid: Decimal, overdue: Decimal, count: int) -> Figure:
    """Money laid in the week on what was overdue on its value date ÷ overdue at the start + newly overdue.

    What is overdue at the start is what is known of it in this week, corrections included, so that never more is paid
    than was owed: at most 100 %.
    """
    return _over("success_rate_amount", paid, overdue, count)


def recovery_rate(paid: Decimal, placed: Decimal, count: int) -> Figure:
    """Of the cases opened in a month: all money laid since on what was overdue then ÷ what was overdue then.

    A static pool: the denominator never changes. Source: handbook, recovery (liquidation) rate.
    """
    return _over("recovery_rate", paid, placed, count)


def contact_rate(reached: int, tried: int) -> Figure:
    """Accounts with a person reached ÷ accounts tried; an attempt counts for every open case of its borrower."""
    return _over("contact_rate", reached, tried, tried)


def kept_rate_count(kept: int, matured: int) -> Figure:
    """Promises kept ÷ promises whose last day lay in the time, counted where they stood when they were made."""
    return _over("kept_rate_count", kept, matured, matured)


def kept_rate_amount(kept: Decimal, matured: Decimal, count: int) -> Figure:
    """The same, weighted by the amount promised."""
    return _over("kept_rate_amount", kept, matured, count)


def average_days_to_collect(paid: Iterable[tuple[Decimal, int]]) -> Figure:
    """Days from the opening of the case to each payment of the week, weighted by amount."""
    rows = list(paid)
    payments = [{"amount": amount, "days": days} for amount, days in rows]
    value = metric.value("average_days_to_collect", {"payments": payments})
    weighted, whole = money.total(amount * days for amount, days in rows), money.total(amount for amount, _ in rows)
    return Figure("average_days_to_collect", value, weighted, whole, len(rows))


def overdue_change_rate(change: Decimal, opening: Decimal, count: int) -> Figure:
    """Overdue at the end less overdue at the start ÷ overdue at the start."""
    return Figure("overdue_change_rate", metric.over(change, opening), change, opening, count)


def cure_gross(cured: int, late: int) -> Figure:
    """Accounts late at the end of the month before with nothing overdue now ÷ accounts late then."""
    return _as("cure_rate", "cure_gross", cured, late, late)


def cure_sustained(kept: int, late: int) -> Figure:
    """Of the accounts late a month before: those that cured and still have nothing overdue a month later."""
    return _as("cure_rate", "cure_sustained", kept, late, late)


def cure_self(alone: int, late: int) -> Figure:
    """Of the accounts late a month before: those that cured though nobody tried to reach them in the month."""
    return _as("cure_rate", "cure_self", alone, late, late)


def relapse_rate(again: int, cured: int) -> Figure:
    """Of the accounts that cured in the month before: those that are late again at the end of this one."""
    return _as("cure_rate", "relapse_rate", again, cured, cured)


def par30(owed: Decimal, portfolio: Decimal, count: int) -> Figure:
    """The whole principal of loans more than 30 days late, and of re-scheduled ones ÷ all principal outstanding.

    Source: CGAP, microfinance consensus guidelines.
    """
    return _as("vintage", "par30", owed, portfolio, count)


def par90(owed: Decimal, portfolio: Decimal, count: int) -> Figure:
    """The whole principal of loans more than 90 days late ÷ all principal outstanding."""
    return _as("vintage", "par90", owed, portfolio, count)


def vintage(owed: Decimal, paid_out: Decimal, count: int) -> Figure:
    """Principal of loans more than 30 days late at the end of a month on book ÷ principal paid out in their month."""
    return _over("vintage", owed, paid_out, count)


def first_payment_default_7(late: int, due: int) -> Figure:
    """First instalments of 12 months that were 7 days late or more ÷ those that were due 7 days ago or earlier."""
    return _as("first_payment_default", "first_payment_default_7", late, due, due)


def first_payment_default_30(late: int, due: int) -> Figure:
    """First instalments of 12 months that were 30 days late or more ÷ those that were due 30 days ago or earlier."""
    return _as("first_payment_default", "first_payment_default_30", late, due, due)


def entry_rate_count(entered: int, due: int) -> Figure:
    """Loans whose case was opened in the month ÷ loans with an instalment due in it."""
    return _as("entry_rate", "entry_rate_count", entered, due, due)


def entry_rate_amount(entered: Decimal, due: Decimal, count: int) -> Figure:
    """Overdue on the cases opened in the month, when they were opened ÷ what fell due in it."""
    return _as("entry_rate", "entry_rate_amount", entered, due, count)


def return_rate(again: int, opened: int) -> Figure:
    """Of the cases opened in the month: those that had been closed before, and came back."""
    return _as("cure_rate", "return_rate", again, opened, opened)


def coverage(attempted: int, inventory: int) -> Figure:
    """Cases with an attempt while they were open ÷ cases open in the time."""
    return _over("coverage", attempted, inventory, inventory)


def intensity(attempts: int, accounts: int) -> Figure:
    """Attempts ÷ cases that were tried: how often somebody was tried."""
    return _over("intensity", attempts, accounts, accounts)


def connect_rate(answered: int, dials: int) -> Figure:
    """Calls that anybody answered ÷ calls."""
    return _over("connect_rate", answered, dials, dials)


def rpc_per_dial(calls: int, dials: int) -> Figure:
    """Calls that reached the borrower ÷ calls. It tells of numbers and hours, not of who dials."""
    return _over("rpc_per_dial", calls, dials, dials)


def rpc_accounts(reached: int, tried: int) -> Figure:
    """Cases whose borrower was reached ÷ cases that were tried."""
    return _over("rpc_accounts", reached, tried, tried)


def rpc_per_connect(calls: int, answered: int) -> Figure:
    """Calls that reached the borrower ÷ calls that anybody answered."""
    return _over("rpc_per_connect", calls, answered, answered)


def promise_rate(promises: int, calls: int) -> Figure:
    """Promises made in such calls ÷ calls that reached the borrower."""
    return _over("promise_rate", promises, calls, calls)


def complaint_rate(complaints: int, contacts: int) -> Figure:
    """Complaints for 1,000 contacts that the desk began."""
    value = metric.value("complaint_rate", {"complaints": complaints, "contacts": contacts})
    return Figure("complaint_rate", value, Decimal(complaints), Decimal(contacts), contacts)


def block_rate(blocked: int, asked: int) -> Figure:
    """Contacts that the rules stopped ÷ times they were asked."""
    return _as("coverage", "block_rate", blocked, asked, asked)


def breach_rate(breaches: int, contacts: int) -> Figure:
    """Contacts against the rules ÷ contacts that the desk began."""
    return _as("coverage", "breach_rate", breaches, contacts, contacts)


def cash_collected(collected: Decimal, count: int) -> Figure:
    """Money that came in on open cases, by the day it was paid."""
    return Figure("cash_collected", collected, collected, None, count)


def cost_to_collect(cost: Decimal, collected: Decimal, count: int) -> Figure:
    """Hours, calls, messages and legal costs at their prices ÷ money that came in."""
    return _over("cost_to_collect", cost, collected, count)


def collected_per_hour(collected: Decimal, hours: int) -> Figure:
    """Money that came in ÷ paid hours."""
    return _over("collected_per_hour", collected, hours, hours)


def waiver_rate(waived: Decimal, collected: Decimal, count: int) -> Figure:
    """What was waived ÷ money that came in."""
    return _as("cost_to_collect", "waiver_rate", waived, collected, count)


def interval(numerator: int, denominator: int, sure: float = SURE) -> Interval | None:
    """Between what a rate of counted things lies; None where nothing was counted. `sure` is the normal quantile.

    Source: Wilson (1927), the score interval at 95 %.
    """
    if not denominator:
        return None
    share, square = numerator / denominator, sure**2 / denominator
    middle, width = share + square / 2, sure * sqrt(share * (1 - share) / denominator + square / (4 * denominator))
    ends = (Decimal(repr((middle + side * width) / (1 + square))) for side in (-1, 1))
    return Interval(*(money.cents(min(max(end, Decimal(0)), Decimal(1)), money.RATE) for end in ends))


RULES: dict[str, Callable[..., Figure]] = {
    "success_rate_cases": success_rate_cases,
    "success_rate_amount": success_rate_amount,
    "contact_rate": contact_rate,
    "kept_rate_count": kept_rate_count,
    "kept_rate_amount": kept_rate_amount,
    "average_days_to_collect": average_days_to_collect,
    "recovery_rate": recovery_rate,
    "overdue_change_rate": overdue_change_rate,
    "cure_gross": cure_gross,
    "cure_sustained": cure_sustained,
    "cure_self": cure_self,
    "relapse_rate": relapse_rate,
    "par30": par30,
    "par90": par90,
    "vintage": vintage,
    "first_payment_default_7": first_payment_default_7,
    "first_payment_default_30": first_payment_default_30,
    "entry_rate_count": entry_rate_count,
    "entry_rate_amount": entry_rate_amount,
    "return_rate": return_rate,
    "coverage": coverage,
    "intensity": intensity,
    "connect_rate": connect_rate,
    "rpc_per_dial": rpc_per_dial,
    "rpc_accounts": rpc_accounts,
    "rpc_per_connect": rpc_per_connect,
    "promise_rate": promise_rate,
    "complaint_rate": complaint_rate,
    "block_rate": block_rate,
    "breach_rate": breach_rate,
    "cash_collected": cash_collected,
    "cost_to_collect": cost_to_collect,
    "collected_per_hour": collected_per_hour,
    "waiver_rate": waiver_rate,
}
COUNTED = (
    "success_rate_cases",
    "contact_rate",
    "kept_rate_count",
    "cure_gross",
    "cure_sustained",
    "cure_self",
    "relapse_rate",
    "first_payment_default_7",
    "first_payment_default_30",
    "entry_rate_count",
    "return_rate",
    "coverage",
    "connect_rate",
    "rpc_per_dial",
    "rpc_accounts",
    "rpc_per_connect",
    "promise_rate",
    "block_rate",
)
"""The rates of counted things, which have an interval."""
UNITS = {
    "average_days_to_collect": Unit.days,
    "intensity": Unit.number,
    "complaint_rate": Unit.number,
    "cash_collected": Unit.money,
    "collected_per_hour": Unit.money,
}
"""What is no rate."""


def meaning(name: str) -> str:
    """What a rate means: the first line of the docstring of its rule, which is the key of its translations."""
    return (inspect.getdoc(RULES[name]) or "").partition("\n")[0]


def unit(name: str) -> Unit:
    """What a figure of the week is counted in; the steps of the bridge are money."""
    if name not in RULES:
        return Unit.money
    return UNITS.get(name, Unit.rate)


def _over(name: str, top: Any, bottom: Any, count: int) -> Figure:
    """A ratio by its formula in the table of the metrics."""
    return _as(name, name, top, bottom, count)


def _as(formula: str, name: str, top: Any, bottom: Any, count: int) -> Figure:
    """A ratio by a formula of another name."""
    upper, lower = metric.RATIOS[formula]
    return Figure(name, metric.value(formula, {upper: top, lower: bottom}), Decimal(top), Decimal(bottom), count)
