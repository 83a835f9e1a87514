"""Landing: readable rows of a lender's file become borrowers, loans and payments, or are refused with a reason."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import inspect, select
from sqlalchemy.orm import selectinload

from models.base import Record, db, snake
from models.batch import ImportBatch, ImportRow, RowOutcome
from models.borrower import Address, AddressKind, Borrower, Phone, PointSource
from models.hold import HoldKind
from models.loan import FeedStatus, Loan
from models.payment import Payment, PaymentKind
from models.sealed import ring
from rules import mask
from rules import portfolio as rule
from rules.errors import RuleError
from rules.money import ZERO
from services import hold, loan, payment

CURRENCIES = {"cn": "CNY", "us": "USD", "uk": "GBP", "tw": "TWD", "hk": "HKD"}
DISPUTE_REVIEW_DAYS = 30
BALANCES = ("outstanding_principal", "outstanding_interest", "outstanding_fees")
TERMS = ("currency", "principal", "opened_on", "maturity_on", "instalment", "disputed")
NOT_STORED = ("id_number", "number", "value")
"""Sealed columns: an import row keeps their mask, never the value."""


class Line(NamedTuple):
    """One row of a file: where it stands and what it says, by kind."""

    sheet: str
    row_no: int
    kinds: dict[rule.Kind, dict[str, Any]]
    headers: dict[str, str]


class Note(NamedTuple):
    """What was done with a line; the record's id is known only after the flush."""

    line: Line
    outcome: RowOutcome
    record: Record | None
    before: dict[str, Any]
    after: dict[str, Any]
    column: str = ""
    problem: dict[str, Any] | None = None


@dataclass
class Chunk:
    """What one chunk of lines needs to land: the records that are there already, and what was done."""

    batch: ImportBatch
    today: date
    repeats: Counter[tuple[Any, ...]]
    borrowers: dict[str, Borrower] = field(default_factory=dict)
    loans: dict[str, Loan] = field(default_factory=dict)
    payments: dict[tuple[int, str], Payment] = field(default_factory=dict)
    owing: dict[int, Loan] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def land(chunk: Chunk, lines: list[Line]) -> None:
    """Land these lines; refused ones are noted and the rest goes on."""
    remember(chunk, lines)
    for line in lines:
        for kind, landing in LANDINGS.items():
            if kind in line.kinds:
                try:
                    landing(chunk, line, line.kinds[kind])
                except RuleError as error:
                    refuse(chunk, line, kind, error)
    db.session.flush()
    for owed in chunk.owing.values():
        payment.replay(owed)
    db.session.add_all(row_of(chunk.batch, note) for note in chunk.notes)
    db.session.flush()


def refuse(chunk: Chunk, line: Line, kind: rule.Kind, error: RuleError, column: str = "") -> None:
    """Note that a line could not land as this kind, and why."""
    problem = {"message": error.message, "values": {name: str(value) for name, value in error.values.items()}}
    chunk.notes.append(Note(line, RowOutcome.rejected, None, {}, {}, column, problem))
    chunk.counts[f"{kind}_rejected"] += 1


def remember(chunk: Chunk, lines: list[Line]) -> None:
    """Load what these lines may speak of: three queries, whatever their number."""
    said = [values for line in lines for values in line.kinds.values()]
    references = {reference_of(values) for values in said}
    people = select(Borrower).where(
        Borrower.lender_id == chunk.batch.portfolio.lender_id, Borrower.reference.in_(references)
    )
    points = (selectinload(Borrower.phones), selectinload(Borrower.addresses))
    chunk.borrowers = {row.reference: row for row in db.session.scalars(people.options(*points))}
    contracts = {values.get("contract_no") for values in said}
    loans = select(Loan).where(Loan.portfolio_id == chunk.batch.portfolio_id, Loan.contract_no.in_(contracts))
    chunk.loans = {row.contract_no: row for row in db.session.scalars(loans.options(selectinload(Loan.instalments)))}
    paid = select(Payment).where(Payment.loan_id.in_([row.id for row in chunk.loans.values()]))
    chunk.payments = {(row.loan_id, row.reference): row for row in db.session.scalars(paid)}


def reference_of(values: dict[str, Any]) -> str:
    """A borrower's number, or a stable one made of the blind index of the ID number or first phone."""
    if reference := values.get("borrower_reference"):
        return str(reference)
    told = values.get("id_number") or next(iter(values.get("phones", ())), "")
    return f"B-{ring.blind(told).hex()[:12]}" if told else ""


def land_borrower(chunk: Chunk, line: Line, values: dict[str, Any]) -> None:
    """A new borrower, or new values for one who is there; what the file leaves empty stays."""
    reference = reference_of(values)
    columns = {name: values[name] for name in ("name", "language", "time_zone") if values.get(name)}
    borrower = chunk.borrowers.get(reference)
    if borrower is None:
        lender_id = chunk.batch.portfolio.lender_id
        borrower = Borrower(lender_id=lender_id, reference=reference, id_number=values.get("id_number"), **columns)
        chunk.borrowers[reference] = borrower
        created(chunk, line, borrower)
    else:
        revise(chunk, line, borrower, columns | identity_of(borrower, values))
    add_points(chunk, line, borrower, values)


def identity_of(borrower: Borrower, values: dict[str, Any]) -> dict[str, str]:
    """An ID number for a borrower who has none; another one than is on file is a person's decision."""
    told = values.get("id_number")
    if told and borrower.id_number and ring.blind(told) != ring.blind(borrower.id_number):
        raise RuleError("The ID number differs from the one on file; a person must decide which is right.")
    return {"id_number": told} if told and not borrower.id_number else {}


def add_points(chunk: Chunk, line: Line, borrower: Borrower, values: dict[str, Any]) -> None:
    """Add the phones and addresses that are not on file yet."""
    known = {ring.blind(phone.number) for phone in borrower.phones}
    for number in values.get("phones", ()):
        if ring.blind(number) not in known:
            known.add(ring.blind(number))
            created(chunk, line, Phone(borrower=borrower, number=number, source=PointSource.lender_file))
    known = {ring.blind(address.value) for address in borrower.addresses}
    for kind, name in ((AddressKind.email, "email"), (AddressKind.postal, "address")):
        value = values.get(name)
        if value and ring.blind(value) not in known:
            created(chunk, line, Address(borrower=borrower, kind=kind, value=value, source=PointSource.lender_file))


def land_loan(chunk: Chunk, line: Line, values: dict[str, Any]) -> None:
    """A new loan with its instalments and case, or new terms and balances for one that is there."""
    borrower = chunk.borrowers.get(reference_of(values))
    if borrower is None:
        raise RuleError("There is no borrower with this number; send the borrowers first.")
    values = {"as_of": chunk.batch.as_of} | values if has_balance(values) else values
    owed = chunk.loans.get(values["contract_no"])
    if owed is None:
        chunk.loans[values["contract_no"]] = open_loan(chunk, line, borrower, values)
    elif owed.borrower is not borrower:
        raise RuleError("The contract belongs to another borrower on file.")
    else:
        revise_loan(chunk, line, owed, values)


def has_balance(values: dict[str, Any]) -> bool:
    """Whether the row says what is still owed; payments up to its day are then in that figure."""
    return any(name in values for name in BALANCES)


def terms_of(values: dict[str, Any]) -> dict[str, Any]:
    """The columns of a loan that a row names."""
    terms = {name: values[name] for name in TERMS if name in values}
    if "annual_rate_pct" in values:
        terms["annual_rate"] = round(values["annual_rate_pct"] / 100, 6)
    if "status" in values:
        terms["feed_status"] = FeedStatus(values["status"])
    return terms


def feed_of(values: dict[str, Any]) -> dict[str, Any]:
    """The day and the whole of the balance that a row gives."""
    if not has_balance(values):
        return {}
    return {"feed_as_of": values["as_of"], "feed_balance": sum((values.get(name, ZERO) for name in BALANCES), ZERO)}


def parts_of(values: dict[str, Any]) -> list[loan.Part]:
    """The instalments that a row implies."""
    return [loan.Part(row.due_on, row.principal, row.interest, row.fees) for row in rule.instalments_of(values)]


def open_loan(chunk: Chunk, line: Line, borrower: Borrower, values: dict[str, Any]) -> Loan:
    """Make the loan that a row tells of."""
    portfolio = chunk.batch.portfolio
    due_on = rule.first_due_on(values)
    given = {"currency": CURRENCIES.get(portfolio.lender.licence.split("_")[0], "CNY")} | terms_of(values)
    given.setdefault("principal", values.get("outstanding_principal", ZERO))
    given.setdefault("opened_on", min(due_on or chunk.batch.as_of, chunk.batch.as_of))
    owed = loan.open(
        portfolio, borrower, values["contract_no"], parts=parts_of(values), **given, **feed_of(values)
    )
    created(chunk, line, owed)
    if owed.disputed and owed.instalments:
        rest_for_dispute(owed, chunk.today)
    return owed


def rest_for_dispute(owed: Loan, today: date) -> None:
    """Let the automation of a disputed loan's case rest until a person has looked."""
    reason = "Disputed, as the lender's file says."
    review_on = today + timedelta(days=DISPUTE_REVIEW_DAYS)
    hold.open(owed.case_file[0], HoldKind.dispute, today, reason, review_on)


def revise_loan(chunk: Chunk, line: Line, owed: Loan, values: dict[str, Any]) -> None:
    """Take over changed terms, and a newer or corrected balance; an older file changes nothing."""
    feed = feed_of(values)
    if feed and owed.feed_as_of and feed["feed_as_of"] < owed.feed_as_of:
        chunk.counts["loans_unchanged"] += 1
        return
    wanted = terms_of(values) | feed
    if parts := new_parts(owed, values, feed):
        wanted["parts"] = parts
    revise(chunk, line, owed, wanted)


def new_parts(owed: Loan, values: dict[str, Any], feed: dict[str, Any]) -> list[loan.Part]:
    """The instalments to put in place of the old ones; empty where nothing about them is new."""
    if feed:
        same = (feed["feed_as_of"], feed["feed_balance"]) == (owed.feed_as_of, owed.feed_balance)
        return [] if same else [*settled_parts(owed, feed["feed_as_of"]), *parts_of(values)]
    parts = parts_of(values)
    if owed.feed_balance is not None or not parts or parts == parts_now(owed):
        return []
    if any(row.unpaid != row.principal + row.interest + row.fee for row in owed.instalments):
        raise RuleError("The due dates or amounts differ, but money was paid on them already; a person must decide.")
    return parts


def parts_now(owed: Loan) -> list[loan.Part]:
    """The instalments of a loan as parts."""
    return [loan.Part(row.due_on, row.principal, row.interest, row.fee) for row in owed.instalments]


def settled_parts(owed: Loan, as_of: date) -> list[loan.Part]:
    """What payments up to a day have settled of each instalment: the new balance comes on top of it."""
    sums: dict[int, Counter[str]] = {row.id: Counter() for row in owed.instalments}
    for row in owed.payments:
        for share in row.allocations if row.paid_on <= as_of else ():
            sums[share.instalment_id][share.component] += share.amount
    found = [
        loan.Part(row.due_on, *(Decimal(sums[row.id][name]) for name in ("principal", "interest", "fee")))
        for row in owed.instalments
    ]
    return [part for part in found if part.principal + part.interest + part.fee]


def land_payment(chunk: Chunk, line: Line, values: dict[str, Any]) -> None:
    """A payment that is not on file yet; what a balance already contains is kept as history."""
    owed = chunk.loans.get(values["contract_no"])
    if owed is None:
        raise RuleError("There is no loan with this contract number in the portfolio.")
    if values.get("currency", owed.currency) != owed.currency:
        raise RuleError("The loan is in %(currency)s.", currency=owed.currency)
    if owed.id is None:
        db.session.flush()
    reference = payment_reference(chunk, values)
    kind = payment_kind(owed, values)
    known = chunk.payments.get((owed.id, reference))
    if known is None:
        record_payment(chunk, line, owed, values, reference, kind)
    elif (known.amount, known.paid_on) == (values["amount"], values["paid_on"]):
        chunk.counts["payments_unchanged"] += 1
    else:
        raise RuleError("Another payment of this loan has the reference %(reference)s.", reference=reference)


def payment_kind(owed: Loan, values: dict[str, Any]) -> PaymentKind:
    """Whether a payment is still to be allocated, or is told history that the loan's balance contains."""
    told = rule.is_history(values) or (owed.feed_as_of is not None and values["paid_on"] <= owed.feed_as_of)
    return PaymentKind.history if told else PaymentKind.payment


def payment_reference(chunk: Chunk, values: dict[str, Any]) -> str:
    """The bank's reference, or a stable one: equal payments of one day are told apart by their order in the file."""
    if reference := values.get("reference"):
        return str(reference)
    key = (values["contract_no"], values["paid_on"], values["amount"])
    chunk.repeats[key] += 1
    return f"{values['paid_on']}/{values['amount']}/{chunk.repeats[key]}"


def record_payment(
    chunk: Chunk, line: Line, owed: Loan, values: dict[str, Any], reference: str, kind: PaymentKind
) -> None:
    """Note a payment; the allocations of its loan are laid anew once, at the end of the chunk."""
    payment.check(values["amount"], values["paid_on"], chunk.today)
    row = Payment(
        loan=owed,
        paid_on=values["paid_on"],
        posted_on=chunk.today,
        amount=values["amount"],
        reference=reference,
        kind=kind,
        batch=chunk.batch,
    )
    chunk.payments[owed.id, reference] = row
    created(chunk, line, row)
    if kind is PaymentKind.payment:
        chunk.owing[owed.id] = owed


def created(chunk: Chunk, line: Line, record: Record) -> None:
    """Note a new record."""
    db.session.add(record)
    chunk.notes.append(Note(line, RowOutcome.created, record, {}, {}))
    chunk.counts[f"{snake(type(record).__name__)}s_created".replace("addresss", "addresses")] += 1


def revise(chunk: Chunk, line: Line, record: Record, wanted: dict[str, Any]) -> None:
    """Give a record the values that differ, and note what they were."""
    parts = wanted.pop("parts", None)
    changed = {name: value for name, value in wanted.items() if getattr(record, name) != value}
    noun = snake(type(record).__name__)
    if not changed and parts is None:
        chunk.counts[f"{noun}s_unchanged"] += 1
        return
    before = {name: plain(name, getattr(record, name)) for name in changed}
    after = {name: plain(name, value) for name, value in changed.items()}
    if parts is not None and isinstance(record, Loan):
        before["parts"], after["parts"] = plain("parts", parts_now(record)), plain("parts", parts)
        loan.set_instalments(record, parts)
    for name, value in changed.items():
        setattr(record, name, value)
    chunk.notes.append(Note(line, RowOutcome.revised, record, before, after))
    chunk.counts[f"{noun}s_revised"] += 1


def plain(name: str, value: Any) -> Any:
    """A value as JSON holds it; a sealed one only as its mask."""
    if name in NOT_STORED and value:
        return mask.masked(name, value)
    if isinstance(value, list):
        return [[str(item) for item in part] for part in value]
    return value if value is None or isinstance(value, bool | int) else str(value)


def row_of(batch: ImportBatch, note: Note) -> ImportRow:
    """The stored row of a note."""
    return ImportRow(
        batch=batch,
        sheet=note.line.sheet,
        row_no=note.line.row_no,
        outcome=note.outcome,
        record=snake(type(note.record).__name__) if note.record else "",
        record_id=inspect(note.record).identity[0] if note.record else None,
        before=note.before,
        after=note.after,
        column=note.column,
        problem=note.problem or {},
    )


LANDINGS = {
    rule.Kind.borrowers: land_borrower,
    rule.Kind.loans: land_loan,
    rule.Kind.payments: land_payment,
}


def totals(counts: Iterable[Counter[str]]) -> Counter[str]:
    """Counts of several chunks together."""
    return sum(counts, Counter())
