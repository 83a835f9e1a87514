"""What the panels of the case page share: one form, one service, one message, back to the page."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from flask import abort, flash, redirect, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, validators

from admin.base import fields, format, rights, scope, transaction
from admin.case.sentences import said
from models import db
from models.approval import Approval
from models.base import Record
from models.case import Case


class Panel:
    """A panel of the case page: what it shows stands in `details`, what it does in small posts."""

    details_template: str
    get_url: Any
    render: Any

    def details(self, row: Any) -> dict[str, Any]:
        """What the template of the page gets; each panel adds its own."""
        return {**super().details(row), "kept": [], "said": said}  # type: ignore[misc]

    def act(self, right: tuple[str, str], form: Any, work: Callable[[Case], Any], done: str, name: str = "") -> Any:
        """Check the right and the form, run a service on the case, say what was done; else show the form again.

        `name` is what the page calls the form; one that has no name there is told of in a message.
        """
        if not rights.may(*right):
            abort(403)
        row, made = scope.one(Case, request.args.get("id")), list[Any]()

        def kept(result: Any) -> list[Any]:
            made[:] = [result]
            return made

        if not form.validate():
            flash(problem(form, name), "error")
        elif transaction.attempt(lambda: kept(work(scope.one(Case, request.args.get("id")))), row):
            flash(asked_for(made) or done, "success")
            return redirect(self.onward(row))
        return self.again(**{name: form} if name else {})

    def again(self, **values: Any) -> Any:
        """The page of the case with some values of its own, such as a form that was not saved."""
        row = scope.one(Case, request.args.get("id"))
        return self.render(self.details_template, **{**self.details(row), "kept": [*values], **values}, tab="")

    def onward(self, row: Case) -> str:
        """Where an action leads: back to the page of the case."""
        return str(self.get_url(".details_view", id=row.id))


def asked_for(made: list[Any]) -> str:
    """What to say where a request came of it instead."""
    if any(isinstance(each, Approval) for each in made):
        return gettext("It goes beyond your authority. Your request waits for a second person.")
    return ""


def problem(form: Any, name: str) -> str:
    """What is wrong with a form: its page marks the fields of a named one."""
    if name:
        return gettext("Not saved. Look at the marked fields.")
    field = next(field for field in form if field.errors)
    return gettext("%(field)s: %(problem)s", field=field.label.text, problem=field.errors[0])


def given(case: Case, model: type[Record]) -> Any:
    """The row that a button of the page names, if it is in reach and hangs on the case."""
    row = scope.one(model, request.form.get("row"))
    own = row.loan_id == case.loan_id if hasattr(row, "loan_id") else row.case_id == case.id
    return row if own else abort(404)


NEEDED = [validators.InputRequired()]


class PanelForm(fields.Form):
    """A form among others on one page: its fields are told apart by the panel they stand in."""

    panel = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self:
            field.id = f"{self.panel}-{field.short_name}"


class ReasonForm(fields.Form):
    """Why something is taken back."""

    reason = StringField(_l("Reason"), validators=[*NEEDED, validators.Length(max=500)], filters=[fields.tidy])


def rows_of(model: Any) -> list[Any]:
    """The rows of a short list of the set-up that are in use, in their order."""
    order = model.position if hasattr(model, "position") else model.name
    return list(db.session.scalars(db.select(model).where(model.archived_on.is_(None)).order_by(order, model.id)))


def offered(model: Any) -> list[tuple[str, str]]:
    """The rows of a short list as options, after an empty one."""
    return [("", "–"), *((str(row.id), format.title(row)) for row in rows_of(model))]


def picked(model: Any, label: Any, **options: Any) -> SelectField:
    """A field that offers the rows of a short list, whatever the person's reach of its screen."""
    return SelectField(label, choices=partial(offered, model), default="", **options)


def chosen(model: Any, field: Any) -> Any:
    """The row that a field of `picked` names."""
    return db.session.get(model, int(field.data)) if field.data else None


def named(rows: Iterable[Any]) -> Any:
    """The one of these rows that a button of the page names."""
    number = scope.number(request.form.get("row"))
    return next((each for each in rows if each.id == number), None) or abort(404)
