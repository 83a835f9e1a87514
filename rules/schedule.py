"""Loan schedules by formula: annuity, flat, fixed instalment."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from rules import money
from rules.errors import RuleError

MOST = 600


class Month(NamedTuple):
    """One month: what is repaid, what the money costs, what is left."""

    no: int
    principal: Decimal
    interest: Decimal
    balance: Decimal


class Schedule(NamedTuple):
    """All rows, with the regular instalment and the sums."""

    instalment: Decimal
    rows: list[Month]

    @property
    def total_interest(self) -> Decimal:
        """The interest of all rows."""
        return sum((row.interest for row in self.rows), money.ZERO)

    @property
    def total(self) -> Decimal:
        """Principal and interest of all rows."""
        return sum((row.principal for row in self.rows), self.total_interest)


def annuity(principal: Decimal, annual_rate: Decimal, count: int, unit: Decimal = money.CENT) -> Schedule:
    """Equal monthly instalments; interest and instalment are rounded to `unit`, the last row takes what is left.

    With a rate of 0 equal parts. Raises RuleError unless there are 1 to 600 rows.
    """
    _check(principal, annual_rate, count)
    if not annual_rate:
        return _of(money.cut(principal, count, unit), [money.ZERO] * count)
    rate = annual_rate / 12
    grown = (1 + rate) ** count
    instalment = money.cents(principal * rate * grown / (grown - 1), unit)
    return Schedule(instalment, list(_running(principal, rate, instalment, count, unit)))


def flat(principal: Decimal, annual_rate: Decimal, count: int, unit: Decimal = money.CENT) -> Schedule:
    """Interest on the first principal for the whole term; principal and interest each in equal parts.

    Raises RuleError unless there are 1 to 600 rows.
    """
    _check(principal, annual_rate, count)
    interest = money.cents(principal * annual_rate * count / 12, unit)
    return _of(money.cut(principal, count, unit), money.cut(interest, count, unit))


def fixed(principal: Decimal, annual_rate: Decimal, instalment: Decimal, unit: Decimal = money.CENT) -> Schedule:
    """A given monthly instalment until nothing is left; the last row takes what is left.

    Raises RuleError where the instalment does not pay the loan off within 600 rows.
    """
    _check(principal, annual_rate, 1)
    rows = []
    for row in _running(principal, annual_rate / 12, instalment, MOST + 1, unit):
        rows.append(row)
        if row.principal <= 0 or row.no > MOST:
            raise RuleError("An instalment of %(instalment)s never pays the loan off.", instalment=instalment)
        if not row.balance:
            break
    return Schedule(instalment, rows)


def _running(principal: Decimal, rate: Decimal, instalment: Decimal, count: int, unit: Decimal) -> Iterator[Month]:
    """Rows whose interest is that of the balance; the last takes all of it."""
    balance = principal
    for no in range(1, count + 1):
        interest = money.cents(balance * rate, unit)
        repaid = balance if no == count else min(instalment - interest, balance)
        balance -= repaid
        yield Month(no, repaid, interest, balance)


def _of(principals: list[Decimal], interests: list[Decimal]) -> Schedule:
    """Rows of given parts, each balance what the later rows repay."""
    rows, balance = [], sum(principals, money.ZERO)
    for no, (principal, interest) in enumerate(zip(principals, interests, strict=True), 1):
        balance -= principal
        rows.append(Month(no, principal, interest, balance))
    return Schedule(principals[0] + interests[0], rows)


def _check(principal: Decimal, annual_rate: Decimal, count: int) -> None:
    if principal <= 0 or annual_rate < 0:
        raise RuleError("A loan needs a principal above zero and a rate that is not negative.")
    if not 1 <= count <= MOST:
        raise RuleError("The number of instalments must be between 1 and %(most)s.", most=MOST)
