"""Which rows a person may enter: their own, all of them, or none."""

from typing import Any

from flask import abort
from sqlalchemy import ColumnElement, Select, exists, false, select, true

from admin.base import labels, rights
from models import db
from models.approval import Approval
from models.base import Record, unsought
from models.case import Case
from models.referral import Referral, ReferralStatus
from models.user import User
from rules import access
from rules.access import Reach, Role
from services import deciders

LARGEST_ID = 2**63 - 1


def condition(noun: str, few: bool = False) -> ColumnElement[bool]:
    """What holds for the rows of a record that the signed-in person may enter.

    `few`: something else leaves few rows, each of which looks its case up; else the person's cases lead to the rows.
    """
    reach, person = rights.reach(noun), rights.person()
    if reach == Reach.all:
        return true()
    if reach == Reach.none or person is None:
        return false()
    return owned(labels.model(noun), person, few)


def owned(model: Any, person: User, few: bool = False) -> ColumnElement[bool]:
    """The rows of a record that hang on a person's cases; a record that does not say how it hangs has none.

    A request for approval is also entered by whoever asked for it, and whoever decides on it.
    """
    if person.role == Role.legal_partner:
        sent = sent_to(person)
        return sent if model is Referral else hanging(model, Case.id.in_(select(Referral.case_id).where(sent)))
    assignee_id = unsought(Case.assignee_id) if few else Case.assignee_id
    own = hanging(model, assignee_id == person.id, few=few)
    return own | deciders.told(person) if model is Approval else own


def hanging(model: Any, cases: ColumnElement[bool], path: str = "", few: bool = False) -> ColumnElement[bool]:
    """The rows that hang on these cases along the path of their record, which ends in a case, loan or borrower."""
    head, _, rest = (path or model.belongs_to).partition(".")
    if not head:
        return false()
    column = model.id if head == labels.named(model) else getattr(model, f"{head}_id")
    if rest:
        other = model.__mapper__.relationships[head].mapper.class_
        return column.in_(select(other.id).where(hanging(other, cases, rest, few)))
    if model is Case:
        return cases
    on_case = Case.id if head == "case" else getattr(Case, f"{head}_id")
    found: ColumnElement[bool] = column.in_(select(on_case).where(cases))
    return exists().where(on_case == column, cases) if few else found


def check(model: Any) -> None:
    """Refuse a record whose rows somebody should own and nobody can; raises TypeError."""
    noun = labels.named(model)
    reaches = {access.right_of(role, noun).reach for role in Role}
    if Reach.own in reaches and not model.belongs_to:
        raise TypeError(f"{model.__name__} needs belongs_to: rules/access.py gives some people their own rows of it.")


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
