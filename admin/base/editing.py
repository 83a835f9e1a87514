"""Making, changing and deleting a row on a screen: the form, the checks, one transaction."""

from typing import Any

from flask import abort, flash, redirect, render_template, request
from flask_admin import expose
from flask_admin.contrib.sqla.form import get_form
from flask_admin.helpers import get_redirect_target
from flask_babel import LazyString, gettext
from sqlalchemy.orm.exc import StaleDataError

from admin.base import columns, fields, format, labels, scope, transaction
from admin.base.listing import Listing
from models import db
from models.base import Record


class Editing(Listing):
    """The half of a screen that writes; `form_groups` are headings with their fields, in reading order."""

    form_groups: tuple[tuple[Any, tuple[str, ...]], ...] = ()
    form_fixed: tuple[str, ...] = ()
    form_notes: dict[str, Any] = {}
    form_columns: Any = None
    form_excluded_columns: Any = ()
    form_args: dict[str, Any] | None = None
    form_widget_args: Any = None
    form_overrides: dict[str, Any] | None = None
    create_template = "admin/form.html"
    edit_template = "admin/form.html"

    def grants(self, name: str) -> bool:
        """Whether the person has the right, and for a form whether there is one."""
        asks = {"can_create": self.form_names, "can_edit": self._edit_names}.get(name)
        return super().grants(name) and (asks is None or bool(asks()))

    def layout(self) -> list[tuple[Any, list[str]]]:
        """The headings of the form with their fields: `form_groups`, narrowed and completed by Flask-Admin's words."""
        groups = [(title, list(names)) for title, names in self.form_groups]
        grouped = {name for _, names in groups for name in names}
        wanted = grouped if self.form_columns is None else set(self.form_columns)
        rest = [name for name in self.form_columns or () if name not in grouped]
        if not groups and self.form_columns is None and self.form_excluded_columns:
            rest = [name for name in columns.names_of(self.model) if name not in columns.QUIET and labels.shown(name)]
            wanted = set(rest)
        wanted -= set(self.form_excluded_columns or ())
        found = [(title, [name for name in names if name in wanted]) for title, names in groups]
        found.append((LazyString(labels.record, self.noun), [name for name in rest if name in wanted]))
        return [(title, names) for title, names in found if names]

    def form_names(self) -> list[str]:
        """The names of the fields of a new row."""
        return [name for _, names in self.layout() for name in names]

    def _edit_names(self) -> list[str]:
        return [name for name in self.form_names() if name not in self.form_fixed]

    def get_create_form(self) -> Any:
        """The form of a new row."""
        return self.form_of(self.form_names())

    def get_edit_form(self) -> Any:
        """The form of a row that is there: what is fixed since its birth is left out."""
        return self.form_of(self._edit_names())

    def form_of(self, names: list[str]) -> Any:
        """The form of the named columns, with the version the person looked at."""
        converter = fields.Converter(db, self)
        given = {"base_class": fields.Form, "only": names, "field_args": self.form_args}
        form = get_form(self.model, converter, **given) if names else fields.Form
        return type(f"{self.model.__name__}Form", (form,), {"version": fields.VersionField()})

    def locked(self, form: Any, row: Any) -> Any:
        """The form, in which what is sent for a disabled or read-only field counts for nothing."""
        for name, given in (self.form_widget_args or {}).items():
            if name in form and (given.get("disabled") or given.get("readonly")):
                fields.lock(form[name], row)
        return form

    def make(self, form: Any) -> Record:
        """A new row out of the form; a screen overrides it to ask its service instead."""
        row: Record = self.model()
        with db.session.no_autoflush:
            form.populate_obj(row)
        db.session.add(row)
        return row

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        """What else a save does: a screen calls its one service here, in the same transaction."""

    def on_model_delete(self, model: Any) -> None:
        """What else a deletion does."""

    @expose("/new/", methods=("GET", "POST"))
    def create_view(self) -> Any:
        """Show the empty form, or make the row."""
        if not self.can_create:
            abort(403)
        form = self.locked(self._create_form_class(request.form if request.method == "POST" else None), None)
        if request.method == "GET":
            prefill(form)
        elif form.validate():
            row = transaction.attempt(lambda: self.saved(form))
            if row is not None:
                flash(gettext("%(noun)s saved.", noun=labels.record(self.noun)), "success")
                return redirect(self.after(row))
        return self.form_page(form, None)

    def saved(self, form: Any) -> int:
        """Make the row with all that hangs on it; its id."""
        row = self.make(form)
        db.session.flush()
        self.on_model_change(form, row, True)
        db.session.flush()
        return int(row.id)

    @expose("/edit/", methods=("GET", "POST"))
    def edit_view(self) -> Any:
        """Show the form of a row, or change the row."""
        if not self.can_edit:
            abort(403)
        row = self.row_of(request.args.get("id"))
        data = request.form if request.method == "POST" else None
        form = self.locked(self._edit_form_class(data, obj=row), row)
        if request.method == "POST" and form.validate():
            changed = transaction.attempt(lambda: self.changed(form, request.args.get("id")), row)
            if changed is not None:
                flash(gettext("Saved."), "success")
                return redirect(self.after(changed))
        return self.form_page(form, self.row_of(request.args.get("id")))

    def row_of(self, id: Any) -> Any:
        """The row in reach that a form or a question is about."""
        return scope.one(self.model, id)

    def changed(self, form: Any, id: Any) -> int:
        """Change the row unless somebody did so since the person looked; its id."""
        row = scope.one(self.model, id)
        if form.version.data and form.version.data != str(row.version):
            raise StaleDataError
        with db.session.no_autoflush:
            form.populate_obj(row)
        self.on_model_change(form, row, False)
        db.session.flush()
        return int(row.id)

    @expose("/delete/", methods=("POST",))
    def delete_view(self) -> Any:
        """Ask, then delete a row."""
        if not self.can_delete:
            abort(403)
        row = self.row_of(request.form.get("id"))
        if not request.form.get("confirmed"):
            return self.ask(gettext("Delete %(name)s?", name=self.title_of(row)), gettext("Delete"), danger=True)
        if transaction.attempt(lambda: self.removed(request.form.get("id")), row):
            flash(gettext("Deleted."), "success")
            return redirect(self.get_url(".index_view"))
        return redirect(self.after(scope.number(request.form.get("id")) or 0))

    def removed(self, id: Any) -> bool:
        """Delete the row."""
        row = scope.one(self.model, id)
        self.on_model_delete(row)
        db.session.delete(row)
        db.session.flush()
        return True

    def after(self, id: int) -> str:
        """Where a save leads: back, or to the row."""
        page = self.get_url(".details_view", id=id) if self.can_view_details else self.get_url(".index_view")
        return get_redirect_target() or page

    def title_of(self, row: Any) -> str:
        """What a row is called."""
        return format.title(row)

    def ask(
        self, question: str, label: str, *, danger: bool = False, looks: bool = False, asked: Any = (), names: Any = ()
    ) -> str:
        """The page that asks before something is done; `asked` are fields to fill in first, `looks` leads to a look."""
        skipped = {"csrf_token", "confirmed", "asked", *(field.name for field in asked)}
        kept = [(name, value) for name, value in request.form.items(multi=True) if name not in skipped]
        back = get_redirect_target() or self.get_url(".index_view")
        values = {
            "question": question,
            "word": label,
            "danger": danger,
            "asked": asked,
            "kept": kept,
            "looks": looks,
            "back": back,
        }
        return render_template("admin/ask.html", title=label, names=names, **values)

    def form_page(self, form: Any, row: Any) -> str:
        """The page of a form."""
        for field in form:
            if isinstance(field, fields.SealedField) and row is not None:
                field.show_mask(row)
        if form.errors:
            flash(gettext("Not saved. Look at the marked fields."), "error")
        groups = [(title, [form[name] for name in names if name in form]) for title, names in self.layout()]
        return self.render(
            self.create_template if row is None else self.edit_template,
            form=form,
            groups=[(title, found) for title, found in groups if found],
            row=row,
            notes=self.form_notes,
            widget_args=self.form_widget_args or {},
            title=labels.new(self.noun) if row is None else self.title_of(row),
            back=get_redirect_target() or self.back(row),
        )

    def back(self, row: Any) -> str:
        """Where leaving a form leads."""
        return (self.page_of(row) if row is not None else "") or str(self.get_url(".index_view"))


def prefill(form: Any) -> None:
    """Fill related rows that the address names, as when a phone is added from its borrower's page."""
    for field in form:
        if isinstance(field, fields.RelationField) and request.args.get(field.name):
            field.data = scope.find(field.model, request.args.get(field.name))
