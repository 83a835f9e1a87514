"""Loans: opened with their instalments and their case."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from models import db
from models.borrower import Borrower
from models.loan import FormerInstalment, Instalment, Loan
from models.portfolio import Portfolio
from rules import money
from rules.errors import RuleError
from services import bulk, case, entry

KEPT = ("loan_id", "number", "due_on", "principal", "interest", "fee", "counts_from", "entered_on")
"""What is kept of an instalment that another one takes the place of."""


class Part(NamedTuple):
    """What falls due on a day, by component."""

    due_on: date
    principal: Decimal
    interest: Decimal = money.ZERO
    fee: Decimal = money.ZERO


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
    """Make a loan with its instalments and its case; `terms` are further columns of the loan.

    Raises RuleError for a negative amount, or one finer than the unit of its currency.
    """
    for amount in (principal, *(amount for part in parts for amount in part[1:])):
        money.whole(amount, currency)
    loan = Loan(
        portfolio=portfolio,
        borrower=borrower,
        contract_no=contract_no,
        currency=currency,
        principal=principal,
        opened_on=opened_on,
        **terms,
    )
    _check(parts)
    loan.instalments = [Instalment(number=number, **part._asdict()) for number, part in enumerate(sorted(parts), 1)]
    entry.lay(loan)
    db.session.add(loan)
    case.create(loan)
    case.refresh(loan)
    return loan


def set_instalments(loan: Loan, parts: Sequence[Part], today: date | None = None) -> None:
    """Give a loan these instalments, numbered from 1 by due date, and lay its payments over them anew.

    What the earlier ones asked for is kept as it was until `today`; a new loan has none. One that bears a charge stays
    for it, and asks for nothing else.
    Raises RuleError for a negative amount.
    """
    _check(parts)
    wanted = sorted(parts)
    wanted += _bearing(loan, len(wanted))
    entry.clear(loan)
    if today:
        _keep(loan, wanted, today)
    for surplus in loan.instalments[len(wanted) :]:
        db.session.delete(surplus)
    del loan.instalments[len(wanted) :]
    for number, part in enumerate(wanted, 1):
        _set(loan, number, part, today)
    db.session.flush()
    entry.replay(loan)


def _bearing(loan: Loan, count: int) -> list[Part]:
    """The instalments after the first `count`, up to the last that bears a charge: asking for nothing of their own."""
    last = max((at for at, row in enumerate(loan.instalments, 1) if row.charges), default=0)
    return [Part(row.due_on, money.ZERO) for row in loan.instalments[count:last]]


def _keep(loan: Loan, wanted: Sequence[Part], today: date) -> None:
    """Keep what the instalments that are about to change, or to go, asked for."""
    db.session.flush()
    gone = [row for at, row in enumerate(loan.instalments) if not _is(row, at + 1, wanted[at : at + 1])]
    bulk.insert(
        FormerInstalment, [{name: getattr(row, name) for name in KEPT} | {"replaced_on": today} for row in gone]
    )


def _is(row: Instalment, number: int, found: Sequence[Part]) -> bool:
    """Whether an instalment is this one already."""
    same = (row.number, row.counts_from) == (number, None)
    return same and [Part(row.due_on, row.principal, row.interest, row.fee)] == list(found)


def _set(loan: Loan, number: int, part: Part, today: date | None) -> None:
    if number > len(loan.instalments):
        loan.instalments.append(Instalment(number=number, entered_on=today, **part._asdict()))
        return
    row = loan.instalments[number - 1]
    if _is(row, number, [part]):
        return
    row.number, row.counts_from, row.entered_on = number, None, today
    for name, value in part._asdict().items():
        setattr(row, name, value)


def _check(parts: Sequence[Part]) -> None:
    for part in parts:
        if min(part.principal, part.interest, part.fee) < 0:
            raise RuleError("The instalment due on %(day)s is negative.", day=part.due_on)
