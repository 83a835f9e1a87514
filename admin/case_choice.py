"""Rows that a person chooses: by a field that offers a short list, or by a button that names one."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from flask import abort, request
from wtforms import SelectField

from admin.base import format, scope
from models import db


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
