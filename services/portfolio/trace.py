"""Portfolio traces: what hangs on imported rows, and what of it the night left there by itself."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, false, or_, select, true

from models import db
from models.base import Record, snake
from models.borrower import Address, Borrower, Phone, PointSource, PointStatus
from models.case import Case, CaseEvent, CaseStage, Episode
from models.duplicate import Duplicate, DuplicateState
from models.hold import Hold
from models.loan import FormerInstalment, Instalment, Loan
from models.payment import Payment
from models.reminder import Reminder, ReminderCase, ReminderStatus
from models.task import Task
from services import bulk
from services.portfolio.loans import DISPUTED

UNSENT = (ReminderStatus.queued, ReminderStatus.typeset, ReminderStatus.suppressed, ReminderStatus.failed)
UNSAID = (DuplicateState.found, DuplicateState.gone)

Traces = Mapping[type[Record], ColumnElement[bool]]
"""Records that may hang on a row without anybody having touched it, and the condition for that."""


def on_case() -> Traces:
    """What night and import leave on a case: episodes, events, their own tasks, unsent reminders, disputes told."""
    unsent = select(Reminder.id).where(Reminder.status.in_(UNSENT))
    return {
        Episode: true(),
        CaseEvent: true(),
        CaseStage: true(),
        Task: Task.by_person.is_(False) & Task.done_by_id.is_(None),
        ReminderCase: ReminderCase.reminder_id.in_(unsent),
        Hold: (Hold.reason == DISPUTED) & Hold.released_on.is_(None),
    }


def on_loan() -> Traces:
    """What belongs to a loan: its instalments, as they are and were, and its case, which is looked at by itself."""
    return {Instalment: true(), FormerInstalment: true(), Case: true()}


def on_borrower() -> Traces:
    """What belongs to a borrower: phones and addresses as the file gave them, unsent reminders, the cases of loans.

    A pair of duplicates of which nobody said anything goes with either of the two.
    """
    return {
        Phone: (Phone.source == PointSource.lender_file) & (Phone.status == PointStatus.unverified),
        Address: (Address.source == PointSource.lender_file) & (Address.status == PointStatus.unverified),
        Reminder: Reminder.status.in_(UNSENT),
        Duplicate: Duplicate.state.in_(UNSAID),
        Case: true(),
    }


def hanging(model: type[Record], ids: Sequence[int], traces: Traces) -> dict[int, str]:
    """Of these rows, those that something else hangs on, with the noun of it."""
    found: dict[int, str] = {}
    for other, column in pointing(model):
        touched = ~traces[other] if other in traces else true()
        for piece in bulk.chunks(ids):
            query = select(column).where(column.in_(piece), touched).distinct()
            found |= dict.fromkeys(db.session.scalars(query), snake(other.__name__))
    return found


def pointing(model: type[Record]) -> Iterator[tuple[type[Record], Any]]:
    """Every column of another record, or of this one, that points at a model."""
    for mapper in sorted(Record.registry.mappers, key=lambda each: each.class_.__name__):
        for attribute in mapper.column_attrs:
            keys = getattr(attribute.columns[0], "foreign_keys", ())
            if any(key.column.table is model.__table__ for key in keys):
                yield mapper.class_, getattr(mapper.class_, attribute.key)


def worked_on(loan_ids: Sequence[int]) -> tuple[dict[int, int], dict[int, str]]:
    """The cases of loans by loan, and the loans whose case a person works on, with what shows it."""
    cases: dict[int, int] = {}
    chosen: dict[int, str] = {}
    for piece in bulk.chunks(loan_ids):
        touched = or_(Case.assignee_id.is_not(None), Case.reason_id.is_not(None), Case.archived_on.is_not(None))
        query = select(Case.loan_id, Case.id, touched.label("touched")).where(Case.loan_id.in_(piece))
        for loan_id, case_id, is_touched in db.session.execute(query):
            cases[loan_id] = case_id
            chosen |= {loan_id: "case"} if is_touched else {}
    loans = {case_id: loan_id for loan_id, case_id in cases.items()}
    found = hanging(Case, list(loans), on_case())
    return cases, chosen | {loans[case_id]: noun for case_id, noun in found.items()}


def remove_loans(ids: Sequence[int], cases: Mapping[int, int]) -> None:
    """Delete loans that nobody touched, with all that belongs to them."""
    files = [cases[id] for id in ids if id in cases]
    drop_where(ReminderCase, ReminderCase.case_id, files)
    for model in (Episode, CaseEvent, CaseStage, Task):
        drop_where(model, model.case_id, files)
    drop_where(Hold, Hold.case_id, files)
    bulk.drop(Case, files)
    drop_where(Instalment, Instalment.loan_id, ids)
    drop_where(FormerInstalment, FormerInstalment.loan_id, ids)
    bulk.drop(Loan, ids)
    drop_where(Reminder, Reminder.id, empty_reminders())


def remove_borrowers(ids: Sequence[int]) -> None:
    """Delete borrowers that nobody touched, with their phones, addresses and unsent reminders."""
    drop_where(Reminder, Reminder.borrower_id, ids)
    drop_where(Duplicate, Duplicate.first_id, ids)
    drop_where(Duplicate, Duplicate.second_id, ids)
    drop_where(Phone, Phone.borrower_id, ids)
    drop_where(Address, Address.borrower_id, ids)
    bulk.drop(Borrower, ids)


def empty_reminders() -> list[int]:
    """Unsent reminders that speak of no case any more."""
    full = select(ReminderCase.id).where(ReminderCase.reminder_id == Reminder.id).exists()
    return list(db.session.scalars(select(Reminder.id).where(Reminder.status.in_(UNSENT), ~full)))


def drop_where(model: type[Record], column: Any, ids: Sequence[int]) -> None:
    """Delete the rows whose column is one of these ids."""
    table: Any = model.__table__
    for piece in bulk.chunks(ids):
        db.session.execute(table.delete().where(table.c[column.key].in_(piece)))


def told_history(ids: Sequence[int]) -> dict[int, str]:
    """Payments that something hangs on: a reversal that a person wrote."""
    return hanging(Payment, ids, {Payment: false()})
