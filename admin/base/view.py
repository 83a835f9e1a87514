"""A screen of a record: what stands here is chosen in some fifteen lines, the base does the rest."""

import json
from collections.abc import Sequence
from typing import Any

from flask import Response, abort, request
from flask_admin import expose
from flask_babel import lazy_gettext as _l
from jinja2 import pass_context
from sqlalchemy import select

from admin.base import columns, format, history, labels, options, page, query, reveal, rights, scope
from admin.base.bulk import Bulk
from admin.base.columns import Column
from admin.base.editing import Editing
from admin.base.inline import Inline
from admin.base.pressing import Pressing
from models import db
from models.base import Record
from rules.access import Role

LOOKED_UP = 10
RELATED = 5


class RecordView(Pressing, Inline, Editing):
    """A screen: set `model`, `column_list` and `form_groups`; its place is in places.py."""

    model: Any = None
    icon = "dot"
    details_template = "admin/details.html"
    details_groups: tuple[tuple[Any, tuple[str, ...]], ...] = ()
    column_details_list: Any = None
    column_details_exclude_list: Any = ()
    facts: tuple[str, ...] = ()
    related: tuple[tuple[str, str], ...] = ()
    lookup_fields: tuple[str, ...] = ()

    def __init__(self) -> None:
        self.noun = labels.named(self.model)
        options.check(self, RecordView)
        scope.check(self.model)
        for name in options.NAMED:
            setattr(self, name, options.names(self.model, getattr(self, name)))
        for name in dir(type(self)):
            button = getattr(type(self), name)
            if isinstance(button, Bulk):
                setattr(type(self), name, button._replace(name=name))
        self.page_size_options = tuple(sorted({*self.page_size_options, self.page_size}))
        url = "/" + labels.english_plural(self.noun).lower().replace(" ", "-")
        super().__init__(self.model, db, name=self.noun, endpoint=self.noun, url=url)

    def _refresh_cache(self) -> None:
        """Build the forms; everything else is asked for per request."""
        self.column_editable_list: dict[str, Any] = {}
        self._create_form_class = self.get_create_form()
        self._edit_form_class = self.get_edit_form()
        for name in (*self.listed(), *self.exported(), *self.column_filters, *self.facts):
            columns.of(self.model, name)

    def scaffold_auto_joins(self) -> list[Any]:
        """Nothing: each list loads what its columns need."""
        return []

    def title(self) -> str:
        """Its name in the menu and at its top."""
        return labels.records(self.noun)

    def is_accessible(self) -> bool:
        """Whether the signed-in person may see any row of it."""
        return rights.may("view", self.noun)

    def inaccessible_callback(self, name: str, **kwargs: Any) -> Any:
        """Turn the others away."""
        return page.turned_away()

    def _run_view(self, view: Any, *args: Any, **kwargs: Any) -> Any:
        """Run the page; its errors are its own."""
        return view(self, *args, **kwargs)

    def render(self, template: str, **values: Any) -> str:
        """Render with what every template of a screen needs."""
        return str(super().render(template, **{"view": self, "show": self.show, "may": rights.may, **values}))

    @pass_context
    def show_detail(self, context: Any, column: Column, row: Any) -> Any:
        """A value as it stands on the page of a row."""
        found = self.column_formatters if self.column_formatters_detail is None else self.column_formatters_detail
        return self.formatted(found, context, column, row) or ""

    def tells(self, name: str) -> bool:
        """Whether a column stands on the page of a row."""
        wanted = self.column_details_list is None or name in self.column_details_list
        return wanted and name not in (self.column_details_exclude_list or ())

    def told_names(self) -> list[str]:
        """The names of the columns that the page of a row tells of."""
        if self.column_details_list:
            return list(self.column_details_list)
        if self.details_groups:
            return [*self.facts, *(name for _, names in self.details_groups for name in names)]
        return super().told_names()

    def get_query(self) -> Any:
        """Flask-Admin's own way to the rows in reach."""
        return db.session.query(self.model).filter(scope.condition(self.noun))

    def get_count_query(self) -> Any:
        """Flask-Admin's own way to count the rows in reach."""
        return db.session.query(self.model.id).filter(scope.condition(self.noun))

    def get_one(self, id: Any) -> Any:
        """A row in reach; any other is not found."""
        return scope.one(self.model, id)

    @expose("/details/")
    def details_view(self) -> Any:
        """The page of a row."""
        if not self.can_view_details:
            abort(403)
        row = scope.one(self.model, request.args.get("id"))
        return self.render(self.details_template, **self.details(row))

    def details(self, row: Any) -> dict[str, Any]:
        """What the template of a row's page gets; a screen may add to it."""
        tab = "history" if request.args.get("tab") == "history" else ""
        return {
            "row": row,
            "tab": tab,
            "title": format.title(row),
            "show": self.show_detail,
            "facts": self.shown([name for name in self.facts if self.tells(name)]),
            "groups": [(title, self.shown(names)) for title, names in self.told(row)],
            "buttons": [button for button in self.buttons() if button.fits(row)],
            "lists": [found for found in map(self.list_of, [row] * len(self.related), self.related) if found],
            "history": self.events(row) if tab else [],
            "link": self.link,
            "reveals": rights.may("reveal", self.noun),
        }

    def events(self, row: Any) -> list[history.Event]:
        """What happened to a row, for those who may know."""
        return [] if rights.role() is Role.legal_partner else history.of(row, self.tells)

    def told(self, row: Any) -> list[tuple[Any, list[str]]]:
        """The headings of a row's page with their columns."""
        one = ((labels.record(self.noun), self.column_details_list),)
        groups = one if self.column_details_list else self.details_groups or self.grouped(row)
        return [(title, [name for name in names if self.tells(name)]) for title, names in groups]

    def grouped(self, row: Any) -> Sequence[tuple[Any, Sequence[str]]]:
        """The groups of the form, and of what the form leaves out whatever says something."""
        groups: Sequence[tuple[Any, Sequence[str]]] = self.form_groups or self.layout()
        known = {name for _, names in groups for name in names} | set(self.facts) | columns.QUIET
        rest = [name for name in columns.names_of(self.model) if name not in known and labels.shown(name)]
        told = tuple(name for name in rest if columns.follow(row, name) not in (None, "", {}, []))
        return (*groups, (_l("Also known"), told)) if told else groups

    def list_of(self, row: Any, related: tuple[str, str]) -> dict[str, Any] | None:
        """The first rows of another record that hang on a row, with the way to all of them."""
        noun, parent = related
        view = self.screen(noun)
        if view is None or not rights.may("view", noun):
            return None
        names = [name for name in view.listed() if name.split(".")[0] not in (parent, self.noun)]
        shown = view.shown(names)
        column = columns.of(view.model, parent)
        found = query.ordered(scope.rows(view.model).where(column.order == row.id), view.model)
        ids = list(db.session.scalars(found.with_only_columns(view.model.id).limit(RELATED + 1)))
        rows = query.load(view.model, ids[:RELATED], shown)
        return {"view": view, "parent": parent, "columns": shown, "rows": rows, "more": len(ids) > RELATED}

    @expose("/reveal/", methods=("POST",))
    def reveal_view(self) -> Any:
        """Show one sealed value to those who may, of a page that shows its mask."""
        if not self.can_view_details:
            abort(403)
        if not self.tells(request.form.get("column", "")):
            abort(404)
        return reveal.reveal(self.model)

    @expose("/ajax/lookup/")
    def ajax_lookup(self) -> Any:
        """Rows in reach that begin with a text, masked, a few at a time."""
        text = query.clean(request.args.get("query", ""))
        found = scope.rows(self.model)
        names = self.lookup_fields or self.column_searchable_list
        if hasattr(self.model, "archived_on"):
            found = found.where(self.model.archived_on.is_(None))
        if text:
            found = found.where(*query.searching(self.model, names, text))
        ids = found.with_only_columns(self.model.id).order_by(self.model.id.desc()).limit(LOOKED_UP)
        rows = db.session.scalars(select(self.model).where(self.model.id.in_(list(db.session.scalars(ids)))))
        pairs = [(row.id, self.looked_up(row)) for row in rows]
        return Response(json.dumps(pairs, ensure_ascii=False), mimetype="application/json")

    def looked_up(self, row: Record) -> str:
        """What a row is called in a look-up: its title, and a reference where the title is a name."""
        title, reference = format.title(row), getattr(row, "reference", None)
        return f"{title} · {reference}" if reference and reference != title else title
