"""Landing of payments: new money is laid over the instalments, what a balance already contains is told history."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from models import db
from models.batch import BatchStatus, ImportBatch
from models.loan import Loan
from models.payment import Payment, PaymentKind
from rules import portfolio as rule
from rules.errors import RuleError
from rules.money import ZERO
from services import bulk, entry
from services.payment import bulk as payment_bulk
from services.portfolio.landing import Chunk, FileRow, Values

Known = dict[tuple[int, str], Any]
"""Payments on file by loan and reference."""


class Seen(NamedTuple):
    """A payment that an earlier row of the chunk made."""

    amount: Decimal
    paid_on: date
    undone: None = None


def land(chunk: Chunk) -> None:
    """Record the payments that these rows tell of, and replay the ledgers that they change."""
    said = list(chunk.saying(rule.Kind.payments))
    loans = on_file(chunk, {values["contract_no"] for _, values in said})
    known = payments([row.id for row in loans.values()])
    new: list[tuple[FileRow, Values]] = []
    for line, values in said:
        take(chunk, line, values, loans, known, new)
    ids = bulk.add(Payment, [row for _, row in new])
    for (line, _), id in zip(new, ids, strict=True):
        chunk.created(line, Payment, id, {})
    payment_bulk.replay([row["loan_id"] for _, row in new if row["kind"] is PaymentKind.payment], chunk.today)


def on_file(chunk: Chunk, contracts: Iterable[str]) -> dict[str, Any]:
    """The loans of the portfolio with these contract numbers, in short."""
    query = select(Loan.id, Loan.contract_no, Loan.currency, Loan.feed_as_of)
    found = db.session.execute(query.where(Loan.portfolio_id == chunk.portfolio_id, Loan.contract_no.in_(contracts)))
    return {row.contract_no: row for row in found}


def payments(loan_ids: Iterable[int]) -> Known:
    """The payments of loans; `undone` is the id of a reversal where a whole import was taken back."""
    back = aliased(Payment)
    undone = and_(ImportBatch.id == Payment.batch_id, ImportBatch.status == BatchStatus.undone)
    query = (
        select(Payment.loan_id, Payment.reference, Payment.amount, Payment.paid_on, back.id.label("undone"))
        .outerjoin(ImportBatch, undone)
        .outerjoin(back, and_(back.reverses_id == Payment.id, ImportBatch.id.is_not(None)))
        .where(Payment.loan_id.in_(loan_ids))
    )
    return {(row.loan_id, row.reference): row for row in db.session.execute(query)}


def take(
    chunk: Chunk, line: FileRow, values: Values, loans: dict[str, Any], known: Known, new: list[tuple[FileRow, Values]]
) -> None:
    """A payment that is not on file yet is new; the same again changes nothing."""
    row = loans.get(values["contract_no"])
    if row is None:
        error = RuleError("There is no loan with this contract number in the portfolio.")
        chunk.refuse(line, "contract_no", error)
    elif values.get("currency", row.currency) != row.currency:
        chunk.refuse(line, "currency", RuleError("The loan is in %(currency)s.", currency=row.currency))
    elif wrong := rule.too_fine(values, row.currency):
        chunk.refuse(line, *wrong)
    else:
        record(chunk, line, values, row, known, new)


def record(
    chunk: Chunk, line: FileRow, values: Values, row: Any, known: Known, new: list[tuple[FileRow, Values]]
) -> None:
    """Make the row of a payment, or say why it may not be recorded."""
    reference = free_reference(row.id, values["reference"], known)
    found = known.get((row.id, reference))
    if found is None:
        try:
            made = birth(chunk, values, row, reference)
        except RuleError as error:
            chunk.refuse(line, "paid_on", error)
            return
        known[row.id, reference] = Seen(made["amount"], made["paid_on"])
        new.append((line, made))
    elif (found.amount, found.paid_on) != (values["amount"], values["paid_on"]):
        taken = RuleError("Another payment of this loan has the reference %(reference)s.", reference=reference)
        chunk.refuse(line, "reference", taken)


def free_reference(loan_id: int, reference: str, known: Known) -> str:
    """The reference, or one with a number behind it where the payment was taken back with its whole import."""
    found, count = reference, 1
    while (row := known.get((loan_id, found))) and row.undone:
        count += 1
        found = f"{reference} ({count})"
    return found


def birth(chunk: Chunk, values: Values, row: Any, reference: str) -> Values:
    """All columns of a new payment. Raises RuleError for money that cannot be recorded."""
    kind = PaymentKind.history if is_told(values, row) else PaymentKind.payment
    if kind is PaymentKind.payment:
        entry.check(values["amount"], values["paid_on"], chunk.today, reference)
    return {
        "loan_id": row.id,
        "paid_on": values["paid_on"],
        "posted_on": chunk.today,
        "amount": values["amount"],
        "reference": reference,
        "kind": kind,
        "batch_id": chunk.batch.id,
        "unapplied": ZERO,
    }


def is_told(values: Values, row: Any) -> bool:
    """Whether a payment is history: it sums up the past, or the loan's balance contains it."""
    return rule.is_history(values) or (row.feed_as_of is not None and values["paid_on"] <= row.feed_as_of)
