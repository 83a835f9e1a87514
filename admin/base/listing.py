"""The list of a screen: what it shows, how it is narrowed, sorted, counted and turned into a file."""

from collections.abc import Sequence
from typing import Any

from flask import abort, request
from flask_admin import expose
from flask_admin.contrib.sqla import ModelView
from sqlalchemy import Select

from admin.base import clock, columns, export, filters, format, labels, query, rights, scope
from admin.base.bulk import Bulk
from admin.base.columns import Column, Kind
from models.stage import Stage


class Listing(ModelView):
    """The half of a screen that lists; names may be dotted paths, and columns that are counted on read."""

    model: Any
    noun: str
    column_list: tuple[str, ...] = ()
    column_filters: tuple[str, ...] = ()
    column_searchable_list: tuple[str, ...] = ()
    column_export_list: tuple[str, ...] | None = None
    column_default_sort: tuple[str, bool] | None = None
    empty: Any = ""

    def shown(self, names: Sequence[str]) -> list[Column]:
        """The columns of these names."""
        return [columns.of(self.model, name) for name in names]

    def sortable(self, column: Column) -> bool:
        """Whether the signed-in person may sort by a column."""
        if column.order is None or (column.kind == Kind.relation and column.target is not Stage):
            return False
        return not column.masked or rights.sees_names()

    def filterable(self) -> list[Column]:
        """The columns that the signed-in person may narrow by."""
        found = self.shown(self.column_filters)
        return [column for column in found if column.order is not None and (not column.masked or rights.sees_names())]

    def narrowed(self, asked: query.Asked) -> Select[Any]:
        """The rows in reach that fit the search and the filters, sorted."""
        found = scope.rows(self.model)
        for column in self.filterable():
            found = found.where(*filters.conditions(column, request.args))
        found = found.where(*query.searching(self.model, self.column_searchable_list, asked.search))
        return query.ordered(found, self.model, *self.order(asked))

    def order(self, asked: query.Asked) -> tuple[Column | None, bool]:
        """The column to sort by and its direction; without a wish the screen's own."""
        for column in self.shown(self.column_list):
            if column.name == asked.sort and self.sortable(column):
                return column, asked.down
        if self.column_default_sort is None:
            return None, True
        name, down = self.column_default_sort
        return columns.of(self.model, name), down

    @expose("/")
    def index_view(self) -> Any:
        """The list."""
        asked = query.asked(request.args)
        shown, found = self.shown(self.column_list), self.narrowed(asked)
        total = query.count(found, self.model)
        order, down = self.order(asked)
        controls = [filters.control(column, request.args) for column in self.filterable()]
        return self.render(
            "admin/list.html",
            title=self.title(),
            columns=shown,
            rows=query.page(found, self.model, asked, shown),
            asked=asked,
            total=total,
            counted=format.number(min(total, query.COUNTED)) + ("+" if total > query.COUNTED else ""),
            last=max(1, -(-total // asked.size)),
            order=order.name if order else "",
            down=down,
            controls=controls,
            narrowed=bool(asked.search or any(control.summary for control in controls)),
            sortable=self.sortable,
            address=self.address,
            buttons=self.buttons(),
            searchable=bool(self.column_searchable_list),
            can_export=rights.may("export", self.noun),
        )

    def buttons(self) -> list[Bulk]:
        """The buttons that the signed-in person may press on chosen rows."""
        found = {name: item for kind in reversed(type(self).__mro__) for name, item in vars(kind).items()}
        return [item for item in found.values() if isinstance(item, Bulk) and rights.may(item.verb, self.noun)]

    def address(self, **changes: Any) -> str:
        """The address of this list with other arguments; None drops one."""
        dropped = {"page", *changes}
        kept = {name: values for name, values in request.args.lists() if name not in dropped}
        new = {name: value for name, value in changes.items() if value is not None}
        return str(self.get_url(".index_view", **kept, **new))

    def without(self, name: str) -> str:
        """The address of this list without one filter."""
        return self.address(**{name: None, f"{name}_from": None, f"{name}_to": None})

    def export_address(self, kind: str) -> str:
        """The address of this list as a file."""
        kept = dict(request.args.lists())
        return str(self.get_url(".export", export_type=kind, **kept))

    def lookup_address(self, name: str) -> str:
        """Where the rows of a related column are looked up."""
        noun = labels.named(columns.of(self.model, name).target)
        return str(self.get_url(f"{noun}.ajax_lookup"))

    def new_label(self) -> str:
        """The word of the button that makes a row."""
        return labels.new(self.noun)

    def link(self, column: Column, row: Any) -> str:
        """Where the value of a related column leads, if the person may go there."""
        if column.kind != Kind.relation or not rights.may("view", labels.named(column.target)):
            return ""
        other = columns.follow(row, column.name)
        view = f"{labels.named(column.target)}.details_view"
        if other is None or not self.has(view):
            return ""
        return str(self.get_url(view, id=other.id))

    def has(self, endpoint: str) -> bool:
        """Whether a screen is registered."""
        return endpoint in self.admin.app.view_functions

    @expose("/export/<export_type>/")
    def export(self, export_type: str) -> Any:
        """The list as a file, as narrowed and sorted, masked as on the page; the export is written down."""
        if not rights.may("export", self.noun):
            abort(403)
        if export_type not in export.TYPES:
            abort(404)
        found = self.narrowed(query.asked(request.args))
        shown = self.shown(self.column_export_list or self.column_list)
        count = query.count_all(found, self.model)
        name = f"{labels.records(self.noun)} {clock.today().isoformat()}"
        return export.response(export_type, name, found, self.model, shown, count)
