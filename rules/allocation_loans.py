"""What a payment covers when the borrower has several loans."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from rules import money
from rules.errors import RuleError


class LoanOwed(NamedTuple):
    """What one loan asks for; `annual_rate` is a fraction."""

    id: str
    owed: Decimal
    due_on: date
    secured: bool = False
    annual_rate: Decimal = Decimal(0)
    disputed: bool = False


class LoanSplit(NamedTuple):
    """One payment over several loans, by loan id."""

    applied: dict[str, Decimal]
    unapplied: Decimal


def allocate(
    loans: Iterable[LoanOwed],
    amount: Decimal,
    as_of: date,
    designated: str | None = None,
    spare_disputed: bool = False,
    unit: Decimal = money.CENT,
) -> LoanSplit:
    """Cover the loan the borrower `designated` and no other, else the loans as the law ranks them.

    Due before not due, unsecured before secured, higher rate, earlier due date; equals in whole units by
    what they owe.
    With `spare_disputed` a disputed loan gets nothing, whoever chose it. The rest stays unapplied.
    Raises RuleError for a negative amount or an unknown loan.
    Source: Civil Code 557, 560; POL-ALLOC-01; 12 CFR 1006.30(c).
    """
    _check(amount)
    ranked = sorted(loans, key=lambda loan: (_rank(loan, as_of), loan.id))
    applied = {loan.id: money.ZERO for loan in ranked}
    if designated is not None and designated not in applied:
        raise RuleError("There is no loan %(id)s to pay.", id=designated)
    payable = [loan for loan in ranked if _may_take(loan, designated, spare_disputed)]
    for _, equals in groupby(payable, key=lambda loan: _rank(loan, as_of)):
        given = _among(list(equals), amount, unit)
        applied |= given
        amount -= sum(given.values())
    return LoanSplit(applied, amount)


def _check(amount: Decimal) -> None:
    if amount < 0:
        raise RuleError("The amount of a payment must not be negative.")


def _rank(loan: LoanOwed, as_of: date) -> tuple[bool, bool, Decimal, date]:
    return loan.due_on > as_of, loan.secured, -loan.annual_rate, loan.due_on


def _may_take(loan: LoanOwed, designated: str | None, spare_disputed: bool) -> bool:
    return loan.owed > 0 and designated in (None, loan.id) and not (spare_disputed and loan.disputed)


def _among(equals: list[LoanOwed], amount: Decimal, unit: Decimal) -> dict[str, Decimal]:
    owed = [loan.owed for loan in equals]
    parts = money.share(min(amount, sum(owed, money.ZERO)), owed, unit)
    return {loan.id: part for loan, part in zip(equals, parts, strict=True)}
