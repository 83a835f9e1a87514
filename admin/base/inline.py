"""A value that is changed in its list: only what is safe, by the field of the form, with the version that was seen."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, jsonify, request
from flask_admin import expose
from flask_babel import gettext

from admin.base import columns, errors, scope
from admin.base.once import once
from models.transaction import writing

SAFE: Mapping[str, Sequence[str]] = {
    "case": ("assignee", "reason", "reason_basis"),
    "task": ("due_on", "note"),
    "hold": ("review_on", "reason"),
    "borrower": ("language",),
    "phone": ("source",),
    "address": ("source",),
}
"""What may be changed in a list: nothing that moves money, a right, a rule or what a person is called.

Each is still asked of the form: who may not edit the row, or finds no such field there, changes nothing here either.
"""


class Inline:
    """The values of a screen that are changed where they stand."""

    model: Any
    noun: str
    can_edit: Any
    changed: Any
    form_of: Any
    form_widget_args: Any
    locked: Any
    render: Any
    _edit_names: Any

    def inline_names(self) -> list[str]:
        """The columns that the signed-in person may change in the list."""
        return once(("inline", self.noun), self._inline_names) if self.noun in SAFE else []

    def _inline_names(self) -> list[str]:
        if not self.can_edit:
            return []
        offered = set(self._edit_names()) - {name for name, given in (self.form_widget_args or {}).items() if given}
        return [name for name in SAFE[self.noun] if name in offered]

    @expose("/inline/", methods=("GET", "POST"))
    def inline_view(self) -> Any:
        """The field of one value, or its change; what went wrong is told in a sentence."""
        id, name = request.values.get("id"), request.values.get("name", "")
        if not self.can_edit:
            abort(403)
        row = scope.one(self.model, id)
        if name not in self.inline_names():
            abort(404)
        data = request.form if request.method == "POST" else None
        form = self.locked(self.form_of([name])(data, obj=row), row)
        if request.method == "GET":
            return self.render("admin/inline.html", form=form, field=form[name], row=row)
        if not form.version.data:
            return jsonify(error=gettext("Load the page again, then change it.")), 422
        if not form.validate():
            return jsonify(error=" ".join(str(each) for each in form[name].errors)), 422
        return self.answer_to(form, id, name, row)

    def answer_to(self, form: Any, id: Any, name: str, row: Any) -> Any:
        """Change the value; how it stands now, or the sentence that stopped it."""
        try:
            with writing():
                self.changed(form, id)
        except errors.REFUSALS as refusal:
            return jsonify(error=errors.sentence(refusal, row)), 409
        row, column = scope.one(self.model, id), columns.of(self.model, name)
        text = self.render("admin/cell.html", column=column, row=row)
        return jsonify(cell=text.strip(), version=row.version)
