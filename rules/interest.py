"""What may be charged for time: interest, its cap, the doubled interest for delay, damages."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rules import money
from rules.errors import RuleError
from rules.law import cn_money

YEAR_DAYS = 365


class Repayment(NamedTuple):
    """Money that lowers the sum on which interest runs."""

    on: date
    amount: Decimal


class Accrued(NamedTuple):
    """Interest of a stretch of days, and the principal it started from."""

    days: int
    interest: Decimal
    base: Decimal


class Cap(NamedTuple):
    """The highest protected rate of a contract; rates are fractions a year, None where no cap applies."""

    applies: bool
    lpr_rate: Decimal | None = None
    cap_rate: Decimal | None = None
    cap_from: date | None = None


class Delay(NamedTuple):
    """The doubled part of the interest for delay, and what is left of the judgment sum."""

    days: int
    interest: Decimal
    left: Decimal


class Excess(NamedTuple):
    """How far agreed damages go beyond the proved loss; `over_rate` is None where there was no loss."""

    over_rate: Decimal | None
    excessive: bool


def simple(
    principal: Decimal,
    annual_rate: Decimal | None,
    start: date,
    end: date,
    repayments: Iterable[Repayment] = (),
    deducted_upfront: Decimal = money.ZERO,
) -> Accrued:
    """Simple interest on 365 days from `start` (not counted) to `end` (counted); none where no rate was agreed.

    A repayment lowers the principal from its day on. What was deducted up front is not principal. Rounded once.
    Source: Civil Code 201, 670, 680; private lending provisions 24, 26.
    """
    base = principal - deducted_upfront
    interest = _amount_days(base, start, end, repayments) * (annual_rate or 0) / YEAR_DAYS
    return Accrued(max((end - start).days, 0), money.cents(interest), base)


def lpr_on(day: date, table: Sequence[tuple[date, Decimal]] = cn_money.ONE_YEAR) -> Decimal:
    """The one-year LPR of the day, a fraction. Raises RuleError before the first row."""
    known = [rate for since, rate in table if since <= day]
    if not known:
        raise RuleError("There is no loan prime rate for %(day)s.", day=day.isoformat())
    return known[-1]


def cap(
    licence: str,
    contract_on: date,
    suit_accepted_on: date | None = None,
    table: Sequence[tuple[date, Decimal]] = cn_money.ONE_YEAR,
) -> Cap:
    """Four times the one-year LPR of the contract day; for an older contract that of the suit, from 2020-08-20 on.

    Binds private lenders only. Raises RuleError for an older contract without a day of the suit.
    Source: private lending provisions (2020 No. 17) 25, 31; SPC reply 2020 No. 27.
    """
    if licence not in cn_money.INTEREST_CAP_LICENCES:
        return Cap(applies=False)
    since, rate_on, times = cn_money.INTEREST_CAP_TIMES.in_force_since, contract_on, cn_money.INTEREST_CAP_TIMES.value
    if contract_on < since:
        if suit_accepted_on is None:
            raise RuleError(
                "For a contract made before %(since)s the day of the suit is needed.", since=since.isoformat()
            )
        rate_on = suit_accepted_on
    rate = lpr_on(rate_on, table)
    return Cap(True, rate, rate * times, since if contract_on < since else None)


def excess_rate(limit: Cap, annual_rate: Decimal, overdue_rates: Iterable[Decimal] = ()) -> Decimal:
    """How far rate and other charges for delay together exceed the cap, a fraction a year; 0 within it.

    Source: private lending provisions 28, 29.
    """
    if limit.cap_rate is None:
        return Decimal(0)
    return max(sum(overdue_rates, annual_rate) - limit.cap_rate, Decimal(0))


def penalty_room(limit: Cap, overdue_rate: Decimal, amount_days: Decimal, charged: Decimal) -> Decimal | None:
    """What may still be charged for delay beside the overdue interest; None where no cap applies.

    `amount_days` is the overdue principal summed over its days; `charged` are the penalties so far.
    Source: private lending provisions 29: overdue interest, penalties and other fees together stay within the cap.
    """
    if limit.cap_rate is None:
        return None
    room = money.cents(amount_days * (limit.cap_rate - overdue_rate) / YEAR_DAYS)
    return max(room - charged, money.ZERO)


def most_payable(limit: Cap, initial_principal: Decimal, years: Decimal) -> Decimal | None:
    """The most a loan rolled over again and again may cost: the first principal and the cap on it for the whole term.

    Source: private lending provisions 27(2).
    """
    if limit.cap_rate is None:
        return None
    return money.cents(initial_principal * (1 + limit.cap_rate * years))


def delay(judgment_sum: Decimal, last_day: date, as_of: date, payments: Iterable[Repayment] = ()) -> Delay:
    """Interest of 0.0175 % a day on the unpaid judgment sum, from the day after `last_day` to `as_of`, included.

    Payments go to the judgment sum first; a payment lowers it from the next day on.
    Source: Civil Procedure Law 264; delay interest interpretation (2014 No. 8) 1, 3, 4.
    """
    counted = [payment for payment in payments if payment.on <= as_of]
    interest = _amount_days(judgment_sum, last_day, as_of, counted) * cn_money.DELAY_DAILY_RATE.value
    paid = sum((payment.amount for payment in counted), money.ZERO)
    left = max(judgment_sum - paid, money.ZERO)
    return Delay(max((as_of - last_day).days, 0), money.cents(interest), left)


def damages(agreed: Decimal, proved_loss: Decimal) -> Excess:
    """How far agreed damages exceed the proved loss; more than 30 % over it, on the exact amounts, is excessive.

    Source: Civil Code 585; contract interpretation (2023) 65.
    """
    over = agreed - proved_loss
    excessive = over > proved_loss * cn_money.DAMAGES_OVER_RATE.value
    return Excess(over / proved_loss if proved_loss else None, excessive)


def _amount_days(amount: Decimal, start: date, end: date, repayments: Iterable[Repayment]) -> Decimal:
    """The sum of what is left on each day between `start` and `end`; never below nothing."""
    total, since = Decimal(0), start
    for repayment in sorted(repayments):
        until = min(max(repayment.on, start), max(end, start))
        total += amount * (until - since).days
        amount, since = max(amount - repayment.amount, money.ZERO), until
    return total + amount * (max(end, start) - since).days
