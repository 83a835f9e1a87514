"""Loans: opened with their instalments and their case."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from models.borrower import Borrower
from models.loan import Loan
from models.portfolio import Portfolio


class Part(NamedTuple):
    """What falls due on a day, by component."""

    due_on: date
    principal: Decimal
    interest: Decimal = Decimal("0.00")
    fee: Decimal = Decimal("0.00")


def open(
    portfolio: Portfolio,
    borrower: Borrower,
    contract_no: str,
    currency: str,
    principal: Decimal,
    opened_on: date,
    parts: Sequence[Part],
    **terms: Any,
) -> Loan:
    """Make a loan with its instalments and its case; `terms` are further columns of the loan."""


def set_instalments(loan: Loan, parts: Sequence[Part]) -> None:
    """Give a loan these instalments, numbered from 1, and lay its payments over them anew."""
