"""The ledger of a loan on any day, from the rows that are stored."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from models.case import Case
from models.charge import Charge
from models.loan import AllocationOrder, Instalment, Loan
from models.payment import DUE, Payment, PaymentKind
from rules import allocation, money
from rules import ledger as rule
from rules import payment as payment_rule

ORDERS = {AllocationOrder.civil_code: allocation.ORDER, AllocationOrder.principal_first: rule.CONTRACT_ORDER}
RETURNS = (PaymentKind.refund, PaymentKind.set_off)
"""The kinds of entries that take from the credit, where they are below zero."""
LAID = (PaymentKind.payment, PaymentKind.waiver, PaymentKind.moved, *RETURNS)
"""The kinds of entries that cover something, or take from the credit."""


def of(loan: Loan, day: date) -> rule.Standing:
    """What is owed at the end of a day, by what counted on it: entries by value date until the day they were reversed.

    A charge that was taken back never counted.
    """
    return rule.replay(dues(loan), charges(loan), [entry(row) for row in counted(loan, day)], day, terms(loan))


def today(loan: Loan, day: date) -> rule.Standing:
    """What is owed as it is known now: what was reversed never counted."""
    rows = [entry(row) for row in laid(loan) if not row.reversal]
    return rule.replay(dues(loan), charges(loan), rows, day, terms(loan))


def per_diem(loan: Loan, day: date) -> Decimal:
    """The overdue interest that one more day adds."""
    return rule.per_diem(today(loan, day), terms(loan)) if loan.overdue_rate else money.ZERO


def terms(loan: Loan) -> rule.Terms:
    """The overdue rate, the order and the unit of a loan."""
    return rule.Terms(loan.overdue_rate, ORDERS[loan.allocation_order], money.unit(loan.currency))


def dues(loan: Loan) -> list[allocation.Due]:
    """What the schedule asks for."""
    return [due(row) for row in loan.instalments]


def due(row: Instalment) -> allocation.Due:
    """What one instalment asks for."""
    return allocation.Due(row.number, row.due_on, {str(name): getattr(row, name) for name in DUE}, row.counts_from)


def charges(loan: Loan) -> list[rule.Charge]:
    """The charges that stand."""
    return [
        rule.Charge(row.instalment.number, row.on, str(row.component), row.amount)
        for row in loan.charges
        if row.reversed_on is None
    ]


def laid(loan: Loan) -> list[Payment]:
    """What covers something of a loan, reversed entries too."""
    return [row for row in loan.payments if row.kind in LAID]


def counted(loan: Loan, day: date) -> list[Payment]:
    """What covered something on a day."""
    rows = [row for row in laid(loan) if row.paid_on <= day]
    return [row for row in rows if row.reversal is None or row.reversal.paid_on > day]


def entry(row: Any) -> rule.Entry:
    """A payment, a waiver or money that leaves the credit, as the rule sees it; `row` names the columns of one."""
    moves, returns = row.kind == PaymentKind.moved, row.kind in RETURNS and row.amount < 0
    return rule.Entry(row.id, row.paid_on, abs(row.amount), str(row.component or ""), moves, returns)


def moved_lately(today: date) -> Select[int]:
    """The loans on which a payment or reversal was posted since yesterday.

    That is enough: every business date has its night, and what was missed is caught up.
    """
    return select(Payment.loan_id).where(Payment.posted_on >= today - timedelta(days=1))


def with_payments(case: Any) -> Any:
    """The loader option that brings what `posted` reads, along the relation to a case."""
    return joinedload(case).joinedload(Case.loan).selectinload(Loan.payments).selectinload(Payment.reversal)


def with_all(to_loan: Any) -> tuple[Any, ...]:
    """The loader options that bring what `today` reads, along one that leads to the loan."""
    return (
        to_loan.selectinload(Loan.instalments),
        to_loan.selectinload(Loan.payments).selectinload(Payment.reversal),
        to_loan.selectinload(Loan.charges).selectinload(Charge.instalment),  # type: ignore[attr-defined]
    )


def posted(loan: Loan, counts: Callable[[Payment], bool] = lambda row: True) -> list[payment_rule.Payment]:
    """The payments of a loan that count, as the rules see them; history and reversals stand in no list of their own."""
    return [
        payment_rule.Payment(row.paid_on, row.amount, row.posted_on, row.reversal.paid_on if row.reversal else None)
        for row in loan.payments
        if row.kind in (PaymentKind.payment, PaymentKind.set_off) and row.amount > 0 and counts(row)
    ]
