"""What is known of a borrower, by part: the columns that go with it, and the way from each record to the borrower."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Select, or_, select

from models.base import Record, snake
from models.borrower import Borrower
from models.decision import Breach
from models.duplicate import Duplicate
from models.loan import Loan
from models.payment import Payment
from models.receipt import BankLine, Receipt
from models.reminder import Reminder
from rules.law.retention import Part

PARENTS = ("borrower", "case", "loan", "referral", "guarantor", "plan", "dispute", "onto")
"""By which a row hangs on a borrower; the first one it has leads there."""

WORDS: Mapping[Part, Mapping[str, tuple[str, ...]]] = {
    Part.reach: {
        "address": ("value",),
        "demand": ("address_used",),
        "phone": ("number",),
        "receipt": ("phone",),
    },
    Part.talk: {
        "acceleration": ("reason", "end_reason"),
        "approval": ("reason", "answer"),
        "breach": ("reason", "review"),
        "complaint": ("said", "answer"),
        "contact": ("note", "reference", "recording", "recording_kept"),
        "data_request": ("said",),
        "dispute": ("said", "outcome"),
        "duplicate": ("said",),
        "hold": ("reason",),
        "offer": ("end_reason",),
        "override": ("why",),
        "pause": ("reason",),
        "plan": ("evidence", "end_reason"),
        "reminder": ("subject", "body", "gateway_values"),
        "set_off": ("reason",),
        "task": ("note",),
        "wish": ("said",),
    },
    Part.identity: {
        "bank_line": ("payer", "memo", "note"),
        "borrower": ("name", "reference", "id_number"),
        "charge": ("reason", "reversed_why"),
        "deadline_event": ("note",),
        "demand": ("tracking_no", "signer"),
        "guarantor": ("name", "number"),
        "item_request": ("item", "answer"),
        "legal_cost": ("note",),
        "loan": ("contract_no", "lender_note"),
        "loan_document": ("note",),
        "payment": ("note",),
        "receipt": ("payer", "memo", "note"),
        "referral": (
            "partner_file_no",
            "court",
            "docket_no",
            "court_room",
            "reasons",
            "sent_anyway",
            "measures",
            "settlement_plan",
        ),
        "referral_event": ("note",),
        "referral_question": ("words",),
        "refund": ("holder", "account", "reason", "answer"),
    },
}
"""The columns that are emptied with each part; the rows stay, for sums and decisions rest on them (DR-18)."""

GONE_WITH: Mapping[Part, tuple[str, ...]] = {
    Part.reach: (),
    Part.talk: ("hardship", "care_note", "means"),
    Part.identity: (),
}
"""Records whose rows are deleted: a kind of hardship or an income tells of a person without any words."""

STAYS: Mapping[str, str] = {
    "approval.terms": "amounts and days",
    "approval.facts": "amounts and days",
    "approval.granted": "amounts and days",
    "bank_line.identity_key": "a digest",
    "bank_line.reference": "the bank's number of the entry",
    "bank_line.currency": "a currency",
    "acceleration.clause": "a clause of the contract",
    "breach.rules": "ids of rules",
    "case.reference": "the house's own number",
    "case.stage_reason": "a sentence of the house",
    "case_event.reason": "a sentence of the house",
    "charge.reference": "the house's own number",
    "contact_person.*": "goes by its own term, or is a keyed hash (services/contact/beside.py)",
    "data_request.answer_digest": "a digest, which proves what was handed out",
    "data_request.outcome": "why it was refused, or what was kept",
    "deadline_alarm.name": "a kind of limit",
    "decision.facts": "what the gate knew, by its ids and figures",
    "decision.law_version": "a version",
    "decision.policy_version": "a version",
    "decision.rules": "ids of rules",
    "decision.warnings": "ids of rules",
    "demand.carrier": "a carrier",
    "demand.cover_label": "the house's own word",
    "demand.problem": "a sentence of the house",
    "demand.reference": "the house's own number",
    "duplicate.moved": "names of tables and columns, numbers of rows, and how they stood",
    "erasure.*": "the proof: names of parts and records, counts, digests",
    "firing.record": "a record",
    "firing.why": "a sentence of the house",
    "finding.invariant": "a promise of the doctor",
    "finding.record": "a record",
    "finding.said": "a sentence of the house",
    "loan.currency": "a currency",
    "loan.original_creditor": "a firm",
    "override.rules": "ids of rules",
    "packet.digest": "goes with its file",
    "packet.manifest": "goes with its file",
    "payment.reference": "the bank's number of the entry",
    "promise.currency": "a currency",
    "receipt.identity_key": "a digest",
    "receipt.reference": "the bank's number of the entry",
    "receipt.currency": "a currency",
    "referral.reference": "the house's own number",
    "referral.next_time": "an hour",
    "referral.missing_items": "names of papers",
    "referral.demand_delivery": "a kind of delivery",
    "referral.service_method": "a kind of service",
    "reminder.carrier": "a carrier",
    "reminder.gateway_code": "a code of the gateway",
    "reminder.problem": "a sentence of the house",
    "reminder.provider_reference": "the gateway's number of the message",
    "remittance.reference": "the bank's number of the entry",
    "wish.weekdays": "days of the week",
    "wish.from_time": "an hour",
    "wish.to_time": "an hour",
}
"""Texts on the way to a borrower that no erasure empties, each with why."""


@cache
def model(noun: str) -> Any:
    """The table of a record."""
    return next(each.class_ for each in Record.registry.mappers if snake(each.class_.__name__) == noun)


def parent_of(found: Any) -> str:
    """By which of its columns a record hangs on a borrower; empty where by none."""
    return next((name for name in PARENTS if hasattr(found, f"{name}_id")), "")


@cache
def hanging() -> tuple[str, ...]:
    """Every record whose rows hang on a borrower, the borrower included."""
    known = {snake(each.class_.__name__): each.class_ for each in Record.registry.mappers}
    return ("borrower", *sorted(noun for noun, found in known.items() if parent_of(found) or found is Duplicate))


def ids(noun: str, borrower_id: int) -> Select[Any]:
    """The ids of the rows of a record that hang on a borrower."""
    found = model(noun)
    if found is Borrower:
        return select(Borrower.id).where(Borrower.id == borrower_id)
    if found is Receipt:
        return _receipts(borrower_id)
    if found is BankLine:
        here = or_(BankLine.borrower_id == borrower_id, BankLine.receipt_id.in_(_receipts(borrower_id)))
        return select(BankLine.id).where(here)
    if found is Duplicate:
        return select(Duplicate.id).where(or_(Duplicate.first_id == borrower_id, Duplicate.second_id == borrower_id))
    if found is Breach:
        here = or_(Breach.case_id.in_(ids("case", borrower_id)), Breach.contact_id.in_(ids("contact", borrower_id)))
        return select(Breach.id).where(here)
    name = parent_of(found)
    column = getattr(found, f"{name}_id")
    if name == "borrower":
        return select(found.id).where(column == borrower_id)
    return select(found.id).where(column.in_(ids("loan" if name == "onto" else name, borrower_id)))


def papers(borrower_id: int, *nouns: str) -> Iterator[Select[Any]]:
    """The ids of the documents that rows on a borrower name, of these records or of all."""
    for noun in nouns or hanging():
        found = model(noun)
        for column in found.__table__.columns:
            if any(key.column.table.name == "document" for key in column.foreign_keys):
                yield select(column).where(found.id.in_(ids(noun, borrower_id)), column.is_not(None))


def letters(borrower_id: int) -> Select[Any]:
    """The files of the letters that were set for a borrower, as their messages name them."""
    name = Reminder.provider_reference
    return select(name).where(Reminder.borrower_id == borrower_id, name.startswith("letter:"))


def _receipts(borrower_id: int) -> Select[Any]:
    """What was paid by a borrower, or for loans of theirs and of nobody else."""
    mine = select(Payment.receipt_id).join(Loan, Payment.loan_id == Loan.id)
    theirs = mine.where(Loan.borrower_id != borrower_id, Payment.receipt_id.is_not(None))
    ours = mine.where(Loan.borrower_id == borrower_id, Payment.receipt_id.is_not(None))
    alone = Receipt.id.in_(ours) & ~Receipt.id.in_(theirs)
    return select(Receipt.id).where(or_(Receipt.borrower_id == borrower_id, alone))
