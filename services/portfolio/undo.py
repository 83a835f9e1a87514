"""Portfolio undo: an import taken back, as far as nobody has built on it."""

import enum
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import select

from models import db, sentence
from models.base import Record, Scaled
from models.batch import BatchStatus, ImportBatch, ImportRow, RowOutcome
from models.borrower import Address, Borrower, Phone
from models.case import Case
from models.contact_person import ContactPerson, Guarantor, JointDebtor
from models.hold import Hold
from models.loan import Loan
from models.payment import Payment, PaymentKind
from models.user import User
from models.wish import Wish
from rules.errors import RuleError
from rules.sentence import Sentence
from services import bulk, case, loan
from services.payment import bulk as payment_bulk
from services.portfolio import landing, loans, trace
from services.portfolio.landing import Values

CHANGED = "changed:"
REASON = Sentence("The import was undone.")
NOUNS: dict[str, type[Record]] = {
    "borrower": Borrower,
    "phone": Phone,
    "address": Address,
    "loan": Loan,
    "payment": Payment,
    "hold": Hold,
    "wish": Wish,
    "contact_person": ContactPerson,
    "guarantor": Guarantor,
    "joint_debtor": JointDebtor,
}


class Kept(NamedTuple):
    """A row that stays as it is, and why."""

    record: str
    id: int
    reason: RuleError


class Undone(NamedTuple):
    """What taking an import back did: payments reversed, rows restored, rows removed, and what stays."""

    reversed: int
    restored: int
    removed: int
    kept: list[Kept]


def undo(batch: ImportBatch, today: date, user: User | None = None) -> Undone:
    """Take an import back; a second time changes nothing.

    Payments are reversed, never deleted; told history goes. Values that nobody changed since go back, rows that nobody
    touched go; what the night left on them by itself does not count as a touch. What is overdue now opens at once.
    """
    if batch.status is BatchStatus.undone:
        return Undone(0, 0, 0, kept_of(batch))
    kept: list[Kept] = []
    made = created(batch.id)
    reversed_count, removed = take_back_payments(made["payment"], today, kept)
    restored = restore(batch.id, today, kept)
    for noun in ("hold", "wish", "guarantor", "joint_debtor", "contact_person", "phone", "address"):
        removed += remove_points(NOUNS[noun], made[noun], kept)
    removed += remove_loans(made["loan"], kept)
    removed += remove_borrowers(made["borrower"], kept)
    case.open_again(owing(batch.id, made["payment"]), today)
    done = Undone(reversed_count, restored, removed, kept)
    close(batch, done, today, user)
    return done


def created(batch_id: int) -> Mapping[str, dict[int, Values]]:
    """The records that a batch made, by noun and id, with the values they were made of."""
    found: Mapping[str, dict[int, Values]] = defaultdict(dict)
    query = select(ImportRow.record, ImportRow.record_id, ImportRow.after)
    for noun, id, after in db.session.execute(query.filter_by(batch_id=batch_id, outcome=RowOutcome.created)):
        found[noun][id] = after
    return found


def take_back_payments(ids: Iterable[int], today: date, kept: list[Kept]) -> tuple[int, int]:
    """Reverse the payments of a batch and delete its told history; gives both numbers."""
    kinds: dict[PaymentKind, list[int]] = defaultdict(list)
    for piece in bulk.chunks(sorted(ids)):
        for id, kind in db.session.execute(select(Payment.id, Payment.kind).where(Payment.id.in_(piece))):
            kinds[kind].append(id)
    done = payment_bulk.reverse(kinds[PaymentKind.payment], today, REASON)
    held = trace.told_history(kinds[PaymentKind.history])
    return done, remove(Payment, kinds[PaymentKind.history], held, kept)


def owing(batch_id: int, payment_ids: Iterable[int]) -> list[int]:
    """Ids of the loans that an undone batch had paid on or revised."""
    query = select(ImportRow.record_id).filter_by(batch_id=batch_id, outcome=RowOutcome.revised, record="loan")
    found = {id for id in db.session.scalars(query) if id}
    for piece in bulk.chunks(sorted(payment_ids)):
        found.update(db.session.scalars(select(Payment.loan_id).where(Payment.id.in_(piece))))
    return sorted(found)


def restore(batch_id: int, today: date, kept: list[Kept]) -> int:
    """Give back the values that the batch changed and nobody has changed since, the last change first."""
    query = select(ImportRow).filter_by(batch_id=batch_id, outcome=RowOutcome.revised).order_by(ImportRow.id.desc())
    restored: set[tuple[str, int]] = set()
    for note in db.session.scalars(query).all():
        row: Any = db.session.get(NOUNS[note.record], note.record_id)
        if row is None:
            continue
        own = {name for name, value in note.after.items() if now(row, name) == value}
        give_back(row, {name: value for name, value in note.before.items() if name in own}, today)
        restored |= {(note.record, row.id)} if own else set()
        kept += [Kept(note.record, row.id, why(f"{CHANGED}{name}")) for name in sorted(note.after.keys() - own)]
    db.session.flush()
    return len(restored)


def now(row: Any, name: str) -> Any:
    """The present value of a record, as an import row stores it."""
    if name == "parts":
        return landing.plain(name, loans.parts_now(row))
    return landing.plain(name, getattr(row, name))


def give_back(row: Any, before: Values, today: date) -> None:
    """Set values as they were before the import."""
    for name, value in before.items():
        if name == "parts":
            loan.set_instalments(row, [part_of(*each) for each in value], today)
        else:
            setattr(row, name, typed(type(row).__mapper__.columns[name].type, value))


def part_of(due_on: str, *amounts: str) -> loan.Part:
    """An instalment as an import row stores it."""
    return loan.Part(date.fromisoformat(due_on), *map(Decimal, amounts))


def typed(type_: Any, value: Any) -> Any:
    """A stored plain value as its column holds it."""
    if value is None:
        return None
    if isinstance(type_, Scaled):
        return Decimal(value)
    kind = type_.python_type
    if issubclass(kind, enum.Enum):
        return kind(value)
    return date.fromisoformat(value) if kind is date else value


def remove_points(model: type[Record], made: Mapping[int, Values], kept: list[Kept]) -> int:
    """Delete the phones, addresses, wishes or holds that the batch added to borrowers and cases."""
    if model is Hold:
        touch(list(made))
    held = changed(model, made) | trace.hanging(model, list(made), {})
    return remove(model, list(made), held, kept)


def touch(hold_ids: Sequence[int]) -> None:
    """Ask the night to look again at the cases of these holds."""
    for piece in bulk.chunks(hold_ids):
        ids = db.session.scalars(select(Hold.case_id).where(Hold.id.in_(piece)).distinct()).all()
        bulk.change(Case, [{"id": id, "touched": True} for id in ids])


def remove_loans(made: Mapping[int, Values], kept: list[Kept]) -> int:
    """Delete the loans that nobody touched."""
    cases, worked = trace.worked_on(list(made))
    held = changed(Loan, made) | worked | trace.hanging(Loan, list(made), trace.on_loan())
    free = stay(Loan, made, held, kept)
    trace.remove_loans(free, cases)
    return len(free)


def remove_borrowers(made: Mapping[int, Values], kept: list[Kept]) -> int:
    """Delete the borrowers that nobody touched."""
    held = changed(Borrower, made)
    held |= trace.hanging(Borrower, list(made), trace.on_borrower())
    free = stay(Borrower, made, held, kept)
    trace.remove_borrowers(free)
    return len(free)


def changed(model: type[Record], made: Mapping[int, Values]) -> dict[int, str]:
    """The rows that are not as the batch made them, with the name of a value that differs."""
    found: dict[int, str] = {}
    for piece in bulk.chunks(list(made)):
        rows: Sequence[Any] = db.session.scalars(select(model).where(model.id.in_(piece))).all()
        for row in rows:
            names = (name for name, value in made[row.id].items() if now(row, name) != value)
            if name := next(names, "archived_on" if getattr(row, "archived_on", None) else ""):
                found[row.id] = f"{CHANGED}{name}"
    return found


def stay(model: type[Record], ids: Iterable[int], held: Mapping[int, str], kept: list[Kept]) -> list[int]:
    """The rows that may go; those that stay are listed with the reason."""
    noun = next(name for name, each in NOUNS.items() if each is model)
    kept += [Kept(noun, id, why(held[id])) for id in ids if id in held]
    return [id for id in there(model, ids) if id not in held]


def there(model: type[Record], ids: Iterable[int]) -> Iterator[int]:
    """Those of these rows that still exist."""
    for piece in bulk.chunks(sorted(ids)):
        yield from db.session.scalars(select(model.id).where(model.id.in_(piece)))


def why(held: str) -> RuleError:
    """The sentence for a row that stays."""
    if held.startswith(CHANGED):
        return RuleError("%(field)s was changed since.", field=held.removeprefix(CHANGED))
    return RuleError("There is a %(record)s on it.", record=held)


def remove(model: type[Record], ids: Sequence[int], held: Mapping[int, str], kept: list[Kept]) -> int:
    """Delete the rows that nothing holds; gives their number."""
    free = stay(model, ids, held, kept)
    bulk.drop(model, free)
    return len(free)


def close(batch: ImportBatch, done: Undone, today: date, user: User | None) -> None:
    """Write down that a batch was taken back, by whom, and what stays."""
    db.session.expire_all()
    rows = [[each.record, each.id, *sentence.packed(each.reason.sentence).values()] for each in done.kept]
    numbers = {"reversed": done.reversed, "restored": done.restored, "removed": done.removed}
    told = {**numbers, "on": today.isoformat(), "user_id": user.id if user else None, "kept": rows}
    batch.status, batch.counts = BatchStatus.undone, {**batch.counts, "undone": told}
    db.session.flush()


def kept_of(batch: ImportBatch) -> list[Kept]:
    """What stayed when a batch was taken back."""
    rows = batch.counts.get("undone", {}).get("kept", [])
    return [Kept(record, id, RuleError(message, **sentence.filling(values))) for record, id, message, values in rows]
