"""Screens of the borrowers and of the phones and addresses they are reached at."""

from typing import Any

from flask_babel import lazy_gettext as _l

from admin.base import fields, format, rights, scope
from admin.base.view import RecordView
from models.borrower import Address, Borrower, Phone
from rules.access import Level
from services import duplicate

LATER = (Level.manager, Level.director)
"""The levels that may say where a borrower lives: it moves the hours at which the law lets them be called."""


class BorrowerView(RecordView):
    """People who owe."""

    model = Borrower
    menu_group = "Work"
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
    related = (
        ("phone", "borrower"),
        ("address", "borrower"),
        ("case", "borrower"),
        ("loan", "borrower"),
        ("wish", "borrower"),
        ("contact_person", "borrower"),
        ("joint_debtor", "borrower"),
        ("contact", "borrower"),
    )

    details_template = "admin/borrower.html"

    def details(self, row: Borrower) -> dict[str, Any]:
        """With the numbers that others in reach gave too; that one is only a number tells nobody who they are."""
        found = duplicate.beside(row.phones)
        shown = {each.id: scope.among(Borrower, [str(other.id) for other in found[each.id]]) for each in row.phones}
        shared = [(format.title(each), shown[each.id]) for each in row.phones if shown[each.id]]
        return {**super().details(row), "shared": shared}

    def locked(self, form: Any, row: Any) -> Any:
        """The time zone of a borrower who is known stays, unless a manager changes it."""
        person = rights.person()
        if row is not None and "time_zone" in form and (person is None or person.level not in LATER):
            fields.lock(form.time_zone, row)
            form.time_zone.render_kw = {"readonly": True}
        return super().locked(form, row)

    empty = _l("Borrowers come with a portfolio file, or are made here one by one.")


class PhoneView(RecordView):
    """Telephone numbers, reached from their borrower."""

    model = Phone
    icon = "phone"
    column_list = ("number", "borrower", "status", "source")
    column_filters = ("status", "source")
    form_groups = ((_l("Phone"), ("borrower", "number", "status", "source")),)
    form_fixed = ("borrower",)
    facts = ("borrower", "status")
    lookup_fields = ("borrower.name", "borrower.reference")


class AddressView(RecordView):
    """E-mail and postal addresses, reached from their borrower."""

    model = Address
    icon = "mail"
    column_list = ("value", "kind", "borrower", "status", "source")
    column_filters = ("kind", "status", "source")
    form_groups = ((_l("Address"), ("borrower", "kind", "value", "status", "source")),)
    form_fixed = ("borrower", "kind")
    facts = ("borrower", "kind", "status")
    lookup_fields = ("borrower.name", "borrower.reference")


POINTS = (PhoneView, AddressView)
