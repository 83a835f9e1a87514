"""Set-off: which credit of a borrower may pay which of their overdue debts, and how much of it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

CREDITORS = frozenset({"cn_micro_lender", "cn_bank", "cn_private_lender", "us_first_party", "hk_lender"})
"""The licences of those who are owed what they collect. Who collects for others, or may do so, has no claim of their
own to set off, and moves no money from one debt to another by themselves (12 CFR 1006.30(c)).
"""

Side = tuple[int, int, str]
"""Who owes whom in which money: borrower, lender, currency."""


class Credit(NamedTuple):
    """Money of the borrower that nothing is left for on a loan."""

    loan_id: int
    side: Side
    amount: Decimal


class Debt(NamedTuple):
    """What is due and overdue on a loan, undisputed, since a day."""

    loan_id: int
    side: Side
    amount: Decimal
    since: date


def may(licence: str) -> bool:
    """Whether a collector of this licence may set off at all. Source: Civil Code 568; 12 CFR 1006.30(c)."""
    return licence in CREDITORS


def pairs(credits: Sequence[Credit], debts: Sequence[Debt]) -> dict[tuple[int, int], Decimal]:
    """What of each credit pays which debt, as (loan of the credit, loan of the debt): amount.

    Only between the same borrower and lender, in the same currency, never a loan with itself; the debt that is overdue
    longest is paid first. No credit and no debt is used twice.
    Source: Civil Code 568 (same kind, due), 560 (order).
    """
    left = {debt.loan_id: debt.amount for debt in debts if debt.amount > 0}
    waiting = sorted((debt for debt in debts if debt.loan_id in left), key=lambda debt: (debt.since, debt.loan_id))
    found: dict[tuple[int, int], Decimal] = {}
    for credit in sorted(credits, key=lambda credit: credit.loan_id):
        rest = credit.amount
        for debt in waiting:
            if debt.side != credit.side or debt.loan_id == credit.loan_id:
                continue
            if (part := min(rest, left[debt.loan_id])) > 0:
                found[credit.loan_id, debt.loan_id] = part
                rest, left[debt.loan_id] = rest - part, left[debt.loan_id] - part
    return found
