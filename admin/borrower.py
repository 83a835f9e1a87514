"""Screens of the borrowers and of the phones and addresses they are reached at."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from admin.base import fields, format, query, rights, scope
from admin.base.view import RecordView
from models import db
from models.borrower import Address, Borrower, Phone, PointStatus
from models.case import Case
from models.demand import Demand
from models.document import LoanDocument
from models.loan import Loan
from rules.access import Level
from services import duplicate

LATER = (Level.manager, Level.director)
"""The levels that may say where a borrower lives: it moves the hours at which the law lets them be called."""


TOGETHER = ("promise", "plan", "payment", "dispute")
"""What stands on the page of a borrower over all their loans."""
LATEST = 25


def hanging_on(model: Any, row: Borrower) -> ColumnElement[bool]:
    """The condition that a row hangs on a case or a loan of a borrower."""
    owner, column = (Loan, model.loan_id) if hasattr(model, "loan_id") else (Case, model.case_id)
    found: ColumnElement[bool] = column.in_(select(owner.id).where(owner.borrower_id == row.id))
    return found


def papers(row: Borrower) -> dict[str, Any]:
    """The scans in the files of a borrower's loans, each with its case, and the letters, as far as one reaches."""
    if not rights.may("view", "case"):
        return {"papers": [], "letters": []}
    cases = scope.rows(Case).where(Case.borrower_id == row.id).subquery()
    kept = select(LoanDocument, cases.c.id).join(cases, LoanDocument.loan_id == cases.c.loan_id)
    kept = kept.options(joinedload(LoanDocument.document), joinedload(LoanDocument.loan))
    kept = kept.order_by(LoanDocument.on.desc(), LoanDocument.id.desc())
    sent = select(Demand).join(cases, Demand.case_id == cases.c.id).options(joinedload(Demand.case))
    letters = db.session.scalars(sent.order_by(Demand.id.desc()).limit(LATEST))
    return {"papers": db.session.execute(kept.limit(LATEST)).all(), "letters": letters.all()}


class BorrowerView(RecordView):
    """People who owe."""

    model = Borrower
    icon = "people"
    column_list = ("name", "reference", "lender", "language", "id_number")
    column_filters = ("lender", "language")
    column_searchable_list = ("name", "reference")
    form_groups = (
        (_l("Borrower"), ("name", "reference", "lender", "id_number")),
        (_l("How they are spoken to"), ("language", "time_zone")),
    )
    form_fixed = ("lender",)
    form_args = {
        "time_zone": {"description": _l("It decides at which hours people may be called; a manager changes it.")}
    }
    facts = ("reference", "lender", "language")
    details_template = "admin/borrower.html"
    related = (
        ("case", "borrower"),
        ("loan", "borrower"),
        ("phone", "borrower"),
        ("address", "borrower"),
        ("wish", "borrower"),
        ("contact_person", "borrower"),
        ("joint_debtor", "borrower"),
        ("contact", "borrower"),
        ("data_request", "borrower"),
    )

    def details(self, row: Borrower) -> dict[str, Any]:
        """A borrower, with what stands on all their loans together after their cases."""
        found = super().details(row)
        if found["tab"]:
            return {**found, "shared": []}
        cases = [each for each in found["lists"] if each["view"].noun == "case"]
        rest = [each for each in found["lists"] if each["view"].noun != "case"]
        first = [*cases, *self.together(row)]
        return {**found, "first": first, "lists": rest, "shared": shared(row), **papers(row)}

    def together(self, row: Borrower) -> list[dict[str, Any]]:
        """The latest promises, plans, payments and disputes of all loans in reach; none of what is not there."""
        found = [self.list_over(noun, row) for noun in TOGETHER]
        return [each for each in found if each and each["rows"]]

    def list_over(self, noun: str, row: Borrower) -> dict[str, Any] | None:
        """The latest rows of a record over all loans of a borrower."""
        view = self.screen(noun)
        if view is None or not rights.may("view", noun):
            return None
        shown = view.shown([name for name in view.listed() if name.split(".")[-1] != "borrower"])
        here = scope.rows(view.model).where(hanging_on(view.model, row)).order_by(view.model.id.desc())
        ids = list(db.session.scalars(here.with_only_columns(view.model.id).limit(LATEST)))
        return {"view": view, "parent": "", "columns": shown, "rows": query.load(view.model, ids, shown), "more": False}

    def locked(self, form: Any, row: Any) -> Any:
        """The time zone of a borrower who is known stays, unless a manager changes it."""
        person = rights.person()
        if row is not None and "time_zone" in form and (person is None or person.level not in LATER):
            fields.lock(form.time_zone, row)
            form.time_zone.render_kw = {"readonly": True}
        return super().locked(form, row)

    empty = _l("Borrowers come with a portfolio file, or are made here one by one.")


def shared(row: Borrower) -> list[tuple[str, list[Borrower]]]:
    """The numbers that others in reach gave too; that one is only a number tells nobody who they are."""
    found = duplicate.beside(row.phones)
    shown = {each.id: scope.among(Borrower, [str(other.id) for other in found[each.id]]) for each in row.phones}
    return [(format.title(each), shown[each.id]) for each in row.phones if shown[each.id]]


class Point(RecordView):
    """What a phone and an address have in common: a wish to be left alone there stands until it is ended."""

    def locked(self, form: Any, row: Any) -> Any:
        """The status of what the borrower opted out of stays: ending their wish lifts it."""
        if row is not None and "status" in form and row.status == PointStatus.opted_out:
            fields.lock(form.status, row)
            form.status.render_kw = {"disabled": True}
        return super().locked(form, row)


class PhoneView(Point):
    """Telephone numbers, reached from their borrower."""

    model = Phone
    icon = "phone"
    column_list = ("number", "borrower", "status", "source")
    empty = _l("Phones come with a portfolio file, or are added to their borrower.")
    column_filters = ("status", "source")
    form_groups = ((_l("Phone"), ("borrower", "number", "status", "source")),)
    form_fixed = ("borrower",)
    facts = ("borrower", "status")
    lookup_fields = ("borrower.name", "borrower.reference")


class AddressView(Point):
    """E-mail and postal addresses, reached from their borrower."""

    model = Address
    icon = "mail"
    column_list = ("value", "kind", "borrower", "status", "source")
    empty = _l("Addresses come with a portfolio file, or are added to their borrower.")
    column_filters = ("kind", "status", "source")
    form_groups = ((_l("Address"), ("borrower", "kind", "value", "status", "source")),)
    form_fixed = ("borrower", "kind")
    facts = ("borrower", "kind", "status")
    lookup_fields = ("borrower.name", "borrower.reference")


POINTS = (PhoneView, AddressView)
