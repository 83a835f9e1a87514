"""The forms of the panels: their fields are told apart on one page, short lists are offered, rows are named."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, validators

from admin.base import fields, format
from models import db

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


def problem(form: Any, again: str) -> str:
    """What is wrong with a form: its page marks the fields of one that is shown again."""
    if again:
        return gettext("Not saved. Look at the marked fields.")
    field = next(field for field in form if field.errors)
    return gettext("%(field)s: %(problem)s", field=field.label.text, problem=field.errors[0])


def rows_of(model: Any) -> list[Any]:
    """The rows of a short list of the set-up that are in use, in their order."""
    order = model.position if hasattr(model, "position") else model.name
    return list(db.session.scalars(db.select(model).where(model.archived_on.is_(None)).order_by(order, model.id)))


def offered(model: Any) -> list[tuple[str, str]]:
    """The rows of a short list as options, after an empty one."""
    return options_of(rows_of(model))


def options_of(rows: Sequence[Any]) -> list[tuple[str, str]]:
    """Rows as options, after an empty one."""
    return [("", "–"), *((str(row.id), format.title(row)) for row in rows)]


def picked(model: Any, label: Any, **options: Any) -> SelectField:
    """A field that offers the rows of a short list, whatever the person's reach of its screen."""
    return SelectField(label, choices=partial(offered, model), default="", **options)


def chosen(model: Any, field: Any) -> Any:
    """The row that a field of `picked` names."""
    return db.session.get(model, int(field.data)) if field.data else None
