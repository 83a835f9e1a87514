"""What the outlook looks at: each instalment with the day on which it was settled, and the days on which money came."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import func, select

from models import db
from models.loan import Instalment, Loan
from models.payment import DUE, Allocation, Payment, PaymentKind
from rules import money
from rules import outlook as rule
from rules.outlook import past
from services.owed import ASKED, UNPAID

MONEY = (PaymentKind.payment, PaymentKind.set_off)


class Standing(NamedTuple):
    """Where a loan belongs on a day, and what of its schedule is overdue."""

    cell: rule.Cell
    overdue: Decimal


def dues(loan: Loan) -> list[past.Due]:
    """The instalments of a loan whose rows are at hand, each with what was laid on it."""
    laid: dict[int, list[past.Laid]] = defaultdict(list)
    for payment in loan.payments:  # type: ignore[attr-defined]
        for share in payment.allocations:
            if share.component in DUE:
                is_money = payment.kind in MONEY
                laid[share.instalment_id].append(past.Laid(payment.paid_on, share.amount, is_money))
    return [
        past.Due(part.due_on, part.principal + part.interest + part.fee, part.unpaid, tuple(laid.get(part.id, ())))
        for part in loan.instalments
    ]


def pay_days(loan: Loan) -> list[date]:
    """The days on which money of the borrower came and stayed, reported history included."""
    kinds = (PaymentKind.payment, PaymentKind.history)
    rows = [row for row in loan.payments if row.kind in kinds and row.amount > 0]  # type: ignore[attr-defined]
    return [row.paid_on for row in rows if row.reversal is None]


def standings(loan_ids: Sequence[int], today: date) -> dict[int, Standing]:
    """Where each of these loans belongs on the present day; its instalments that fell due by now are read."""
    found: dict[int, Standing] = {}
    for loan_id, parts in histories(loan_ids, today).items():
        late = money.total(each.unpaid for each in parts if each.due_on < today)
        found[loan_id] = Standing(rule.cell_of(parts, today), late)
    return found


def histories(loan_ids: Sequence[int], until: date) -> dict[int, list[past.Due]]:
    """The instalments of loans that fell due by a day, each with what was laid on it, day by day; in one statement."""
    found: dict[int, list[past.Due]] = defaultdict(list)
    rows = db.session.execute(_instalments(loan_ids, until)) if loan_ids else ()
    for _, group in groupby(rows, key=lambda row: row.id):
        some = list(group)
        laid = tuple(past.Laid(row.paid_on, row.laid, row.kind in MONEY) for row in some if row.paid_on is not None)
        found[some[0].loan_id].append(past.Due(some[0].due_on, some[0].asked, some[0].unpaid, laid))
    return dict(found)


def _instalments(loan_ids: Sequence[int], until: date) -> Any:
    columns = (Instalment.id, Instalment.loan_id, Instalment.due_on, ASKED.label("asked"), UNPAID.label("unpaid"))
    laid = func.sum(Allocation.amount, type_=Instalment.principal.type).label("laid")
    query = select(*columns, Payment.paid_on, Payment.kind, laid)
    due = (Allocation.instalment_id == Instalment.id) & Allocation.component.in_(DUE)
    query = query.outerjoin(Allocation, due).outerjoin(Payment, Allocation.payment_id == Payment.id)
    here = Instalment.loan_id.in_(loan_ids), Instalment.due_on <= until
    return query.where(*here).group_by(Instalment.id, Payment.paid_on, Payment.kind).order_by(Instalment.id)
