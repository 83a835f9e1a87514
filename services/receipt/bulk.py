"""Receipts of a bank file decided together: sure ones are paid in few statements, the others wait for a person."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import select

from models import db
from models.borrower import Borrower
from models.lender import Lender
from models.payment import Payment, PaymentKind
from models.receipt import Receipt, ReceiptStatus
from rules import match, money
from rules.errors import RuleError
from services import bulk, entry, receipt
from services.payment import bulk as payment_bulk
from services.portfolio import patience
from services.receipt import sharing
from services.receipt.sharing import Owing, Sum

Found = Mapping[int, match.Match]
"""What the rule found, by receipt."""


class Share(NamedTuple):
    """What one loan gets of a receipt (a row past the session), and the payment of the lender's own file for it."""

    row: Any
    loan_id: int
    amount: Decimal
    earlier: Payment | None
    reference: str


def new(ids: Sequence[int]) -> Sequence[Any]:
    """Receipts as rows past the session, as the many of a file are read."""
    return db.session.execute(select(Receipt.__table__).where(Receipt.id.in_(ids)).order_by(Receipt.id)).all()


def decide(rows: Sequence[Any], found: Found, lender: Lender, today: date) -> Counter[str]:
    """Pay the new receipts whose borrower is sure, park the likely ones; counts what became of them.

    `rows` are what `new` gives. One with a note is looked at by a person first.
    """
    counts: Counter[str] = Counter()
    sure = [row for row in rows if found[row.id].borrower_id and not row.note]
    paid = {row.id for row in sure}
    licence = str(lender.licence)
    for row in rows:
        patience.check()
        if row.id not in paid:
            counts[_wait(row.id, found[row.id].level, today, row.note)] += 1
    for wave in _waves(sure, found):
        counts += _pay(wave, found, licence, today)
    return counts


def _wait(receipt_id: int, borrower_ids: Sequence[int], today: date, reason: str = "") -> str:
    """Let a receipt wait, parked where somebody is likely; where several are level, each one's cases rest."""
    if not borrower_ids:
        return str(ReceiptStatus.unmatched)
    row = db.session.get_one(Receipt, receipt_id)
    people = [db.session.get_one(Borrower, id) for id in borrower_ids]
    if len(people) == 1:
        receipt.park(row, people[0], today, reason)
    elif people:
        receipt.park_for(row, people, today)
    return str(row.status)


def _waves(rows: Iterable[Any], found: Found) -> Iterator[list[Any]]:
    """The receipts in turns: in each at most one of a borrower, since a later one meets what the earlier one left."""
    turns: list[list[Any]] = []
    taken: Counter[int | None] = Counter()
    for row in rows:
        turn = taken[found[row.id].borrower_id]
        taken[found[row.id].borrower_id] += 1
        turns += [[]] if turn == len(turns) else []
        turns[turn].append(row)
    return iter(turns)


def _pay(rows: Sequence[Any], found: Found, licence: str, today: date) -> Counter[str]:
    """Pay receipts of different borrowers: each loan's share one payment, their ledgers replayed together."""
    loans = sharing.many({id for row in rows if (id := found[row.id].borrower_id)})
    on_file = _on_file(rows)
    counts: Counter[str] = Counter()
    shares: list[Share] = []
    for row in rows:
        borrower_id = found[row.id].borrower_id or 0
        given = Sum(row.lender_id, licence, row.currency, row.amount, row.received_on)
        try:
            shares += _shares(row, given, _chosen(found[row.id], loans[borrower_id], row.currency), on_file, today)
        except RuleError as error:
            counts[_wait(row.id, [borrower_id], today, error.sentence)] += 1
    db.session.flush()
    counts[str(ReceiptStatus.matched)] = _post(shares, found, today)
    return counts


def _chosen(found: match.Match, loans: Sequence[Owing], currency: str) -> list[Owing]:
    """The loans of a borrower that a receipt is shared over."""
    return [loan for loan in loans if loan.id in found.named] if found.named else sharing.payable(loans, currency)


def _on_file(rows: Sequence[Any]) -> dict[tuple[int, str], Payment]:
    """The payments on file under these bank references, by loan and reference."""
    query = select(Payment).where(Payment.reference.in_([row.reference for row in rows]))
    return {(each.loan_id, each.reference): each for each in db.session.scalars(query)}


def _shares(
    row: Any, given: Sum, loans: Sequence[Owing], on_file: Mapping[tuple[int, str], Payment], today: date
) -> list[Share]:
    """What each loan gets. Raises RuleError where none may take it, or where other money has the reference."""
    shares = [_share(row, loan_id, amount, on_file) for loan_id, amount in sharing.split(given, loans)]
    for each in shares:
        entry.check(each.amount, row.received_on, today, row.reference)
        if each.earlier and (each.earlier.amount, each.earlier.paid_on) != (each.amount, row.received_on):
            raise RuleError("The loan has a payment with this reference already.")
    return shares


def _share(row: Any, loan_id: int, amount: Decimal, on_file: Mapping[tuple[int, str], Payment]) -> Share:
    """A share; where a receipt of another account has paid the loan under its reference, this one gets its number."""
    earlier = on_file.get((loan_id, row.reference))
    if earlier and earlier.receipt_id not in (None, row.id):
        return Share(row, loan_id, amount, None, f"{row.reference}/{row.id}")
    return Share(row, loan_id, amount, earlier, row.reference)


def _post(shares: Sequence[Share], found: Found, today: date) -> int:
    """Write the payments, replay the ledgers, and say of each receipt that it is matched; gives their number."""
    ids, loan_ids = sorted({each.row.id for each in shares}), {each.loan_id for each in shares}
    bulk.add(Payment, [_record(each, today) for each in shares if each.earlier is None])
    told = [{"id": each.earlier.id, "receipt_id": each.row.id} for each in shares if each.earlier]
    bulk.change(Payment, told)
    payment_bulk.replay(loan_ids, today)
    matched = {"status": ReceiptStatus.matched}
    bulk.change(Receipt, [{"id": id, **matched, "borrower_id": found[id].borrower_id} for id in ids])
    return len(ids)


def _record(share: Share, today: date) -> dict[str, Any]:
    """The columns of a payment."""
    return {
        "loan_id": share.loan_id,
        "paid_on": share.row.received_on,
        "posted_on": today,
        "amount": share.amount,
        "reference": share.reference,
        "kind": PaymentKind.payment,
        "unapplied": money.ZERO,
        "note": share.row.memo,
        "receipt_id": share.row.id,
    }
