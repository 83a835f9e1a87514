"""What the panels of the case page share: one form, one service, one message, back to the page."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, request
from flask_babel import gettext
from wtforms import SelectField

from admin.base import fields, format, query, rights, scope, transaction
from models import db
from models.base import Record
from models.case import Case


class Panel:
    """A panel of the case page: what it shows stands in `details`, what it does in small posts."""

    details_template: str
    get_url: Any
    render: Any

    def details(self, row: Any) -> dict[str, Any]:
        """What the template of the page gets; each panel adds its own."""
        found: dict[str, Any] = super().details(row)  # type: ignore[misc]
        return found

    def act(self, right: tuple[str, str], name: str, form: fields.Form, work: Callable[[Case], Any], done: str) -> Any:
        """Check the right and the form, run a service on the case, say what was done; else show the form again."""
        if not rights.may(*right):
            abort(403)
        row = scope.one(Case, request.args.get("id"))
        if not form.validate():
            flash(gettext("Not saved. Look at the marked fields."), "error")
        elif transaction.attempt(lambda: [work(scope.one(Case, request.args.get("id")))], row):
            flash(done, "success")
            return redirect(self.onward(row))
        row = scope.one(Case, request.args.get("id"))
        return self.render(self.details_template, **{**self.details(row), name: form, "wrong": name}, tab="")

    def onward(self, row: Case) -> str:
        """Where an action leads: back to the page of the case."""
        return str(self.get_url(".details_view", id=row.id))


def given(case: Case, model: type[Record]) -> Any:
    """The row that a button of the page names, if it is in reach and hangs on the case."""
    row = scope.one(model, request.form.get("row"))
    own = row.loan_id == case.loan_id if hasattr(row, "loan_id") else row.case_id == case.id
    return row if own else abort(404)


def rows_of(model: Any) -> list[Any]:
    """The rows of a short list of the set-up that are in use, in their order."""
    order = model.position if hasattr(model, "position") else model.name
    return list(db.session.scalars(db.select(model).where(model.archived_on.is_(None)).order_by(order, model.id)))


def picked(model: Any, label: Any, **options: Any) -> SelectField:
    """A field that offers the rows of a short list, whatever the person's reach of its screen."""
    choices = lambda: [("", "–"), *((str(row.id), format.title(row)) for row in rows_of(model))]  # noqa: E731
    return SelectField(label, choices=choices, **options)


def chosen(model: Any, field: Any) -> Any:
    """The row that a field of `picked` names."""
    return db.session.get(model, int(field.data)) if field.data else None


def page_number() -> int:
    """The page that is asked for; what makes no sense is the first."""
    return query.asked(request.args).page
