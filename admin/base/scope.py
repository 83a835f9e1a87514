"""Which rows a person may enter: their own, all of them, or none."""

from typing import Any

from flask import abort
from sqlalchemy import ColumnElement, Select, false, select, true

from admin.base import labels, rights
from models import db
from models.approval import Approval
from models.base import Record
from models.borrower import Address, Borrower, Phone
from models.case import Case
from models.charge import Charge
from models.complaint import Complaint
from models.contact import Contact
from models.contact_person import ContactPerson, Guarantor
from models.decision import Breach, Decision, Override
from models.dispute import Dispute
from models.hardship import Hardship
from models.hold import Hold
from models.loan import Instalment, Loan
from models.offer import Offer
from models.pause import Pause
from models.payment import Payment
from models.plan import Plan
from models.promise import Promise
from models.receipt import Receipt
from models.referral import Referral, ReferralStatus
from models.reminder import Reminder
from models.task import Task
from models.user import User
from models.wish import Wish
from rules.access import Reach, Role

LARGEST_ID = 2**63 - 1

# The path from a record to its collector: the record's column, and the column of their cases it must be among.
OWN: dict[str, tuple[Any, Any]] = {
    "case": (Case.id, Case.id),
    "borrower": (Borrower.id, Case.borrower_id),
    "phone": (Phone.borrower_id, Case.borrower_id),
    "address": (Address.borrower_id, Case.borrower_id),
    "contact": (Contact.borrower_id, Case.borrower_id),
    "wish": (Wish.borrower_id, Case.borrower_id),
    "complaint": (Complaint.case_id, Case.id),
    "contact_person": (ContactPerson.borrower_id, Case.borrower_id),
    "guarantor": (Guarantor.loan_id, Case.loan_id),
    "decision": (Decision.borrower_id, Case.borrower_id),
    "override": (Override.borrower_id, Case.borrower_id),
    "breach": (Breach.case_id, Case.id),
    "reminder": (Reminder.borrower_id, Case.borrower_id),
    "loan": (Loan.id, Case.loan_id),
    "instalment": (Instalment.loan_id, Case.loan_id),
    "payment": (Payment.loan_id, Case.loan_id),
    "charge": (Charge.loan_id, Case.loan_id),
    "receipt": (Receipt.borrower_id, Case.borrower_id),
    "task": (Task.case_id, Case.id),
    "promise": (Promise.case_id, Case.id),
    "offer": (Offer.case_id, Case.id),
    "approval": (Approval.case_id, Case.id),
    "plan": (Plan.case_id, Case.id),
    "hold": (Hold.case_id, Case.id),
    "pause": (Pause.loan_id, Case.loan_id),
    "dispute": (Dispute.case_id, Case.id),
    "hardship": (Hardship.borrower_id, Case.borrower_id),
    "referral": (Referral.case_id, Case.id),
}


def condition(noun: str) -> ColumnElement[bool]:
    """What holds for the rows of a record that the signed-in person may enter."""
    reach, person = rights.reach(noun), rights.person()
    if reach == Reach.all:
        return true()
    if reach == Reach.none or person is None:
        return false()
    return sent_to(person) if person.role == Role.legal_partner else assigned_to(noun, person)


def assigned_to(noun: str, person: User) -> ColumnElement[bool]:
    """The rows of a record that hang on the cases of a collector."""
    column, on_case = OWN[noun]
    if noun == "case":
        return Case.assignee_id == person.id
    found: ColumnElement[bool] = column.in_(select(on_case).where(Case.assignee_id == person.id))
    return found


def sent_to(person: User) -> ColumnElement[bool]:
    """The referrals that a partner has in hand: none before it was sent or after it was taken back."""
    return (
        (Referral.partner_id == (person.partner_id or 0))
        & (Referral.status != ReferralStatus.proposed)
        & Referral.referred_on.is_not(None)
        & Referral.recalled_on.is_(None)
    )


def rows(model: type[Record]) -> Select[Any]:
    """The rows of a model within the person's reach."""
    return select(model).where(condition(labels.named(model)))


def number(text: Any) -> int | None:
    """An id out of an address, None where it is none."""
    try:
        found = int(str(text))
    except ValueError:
        return None
    return found if 0 < found <= LARGEST_ID and str(text).isdecimal() else None


def find(model: type[Record], id: Any) -> Any:
    """The row of this id within the person's reach, or None."""
    found = number(id)
    return db.session.scalar(rows(model).where(model.id == found)) if found else None


def one(model: type[Record], id: Any) -> Any:
    """The row of this id within the person's reach; any other is not found."""
    return find(model, id) or abort(404)


def among(model: type[Record], ids: list[Any], limit: int = 1000) -> list[Any]:
    """The rows of these ids within the person's reach, at most `limit`, in their order of id."""
    numbers = [found for found in map(number, ids[:limit]) if found]
    return list(db.session.scalars(rows(model).where(model.id.in_(numbers)).order_by(model.id)))
