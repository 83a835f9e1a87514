"""What the decider of an approval request wants to know of the loan."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from models.approval import Approval
from models.payment import Payment, PaymentKind
from rules import delinquency, money
from services import expected_value

HALF_YEAR = timedelta(days=183)


class Facts(NamedTuple):
    """The arrears, what was paid and waived in the last half year, and what a legal case would bring, if known."""

    days_past_due: int
    balance: Decimal
    paid_count: int
    paid: Decimal
    waived_count: int
    waived: Decimal
    legal_value: Decimal | None


def of(row: Approval, today: date) -> Facts:
    """Read the facts of a request's loan."""
    recent = [each for each in row.case.loan.payments if each.paid_on > today - HALF_YEAR and not each.reversal]
    paid = [each for each in recent if each.kind in (PaymentKind.payment, PaymentKind.history)]
    waived = [each for each in recent if each.kind == PaymentKind.waiver]
    arrears = delinquency.days_past_due(row.case.overdue_since, today), row.case.balance
    return Facts(*arrears, len(paid), _sum(paid), len(waived), _sum(waived), expected_value.of(row.case))


def _sum(rows: list[Payment]) -> Decimal:
    return sum((each.amount for each in rows), money.ZERO)
