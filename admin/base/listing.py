"""The list of a screen: what it shows, how it is narrowed, sorted, counted and turned into a file."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from flask import abort, has_request_context, request
from flask_admin import expose
from flask_admin.contrib.sqla import ModelView
from jinja2 import pass_context
from markupsafe import Markup
from sqlalchemy import Select

from admin.base import bulk, clock, columns, empty, export, filters, format, fresh, labels, query, rights, scope, second
from admin.base.arranged import CHIPS, Arranged
from admin.base.bulk import Bulk
from admin.base.columns import Column, Kind
from admin.base.once import once
from admin.base.rights import Granted
from admin.base.seen import Seen
from models import transaction
from models.audit import AuditAction
from models.stage import Stage
from services import audit

PRINTED = 5000
"""So many rows are printed; a longer list is for a file."""
NOT_KEPT = ("page", "print", "confirmed")
"""What the address of a printed list has not from the list it is printed from."""
CARRIED = ("view", "page_size")
"""What stays in the address when the filters change."""


class Cell(NamedTuple):
    """A value in a list: what its column is called, its classes, where it leads, and by what name it is changed."""

    label: str
    style: str
    text: Any
    address: str
    edit: str


class Order(NamedTuple):
    """What a list is sorted by: the column whose head says so, its direction, and what that means in the database."""

    name: str
    down: bool
    ways: tuple[tuple[Column, bool], ...]


class Listing(Arranged, ModelView):
    """The half of a screen that lists; names may be dotted paths, and columns that are counted on read."""

    model: Any
    noun: str
    can_create: Any = Granted("can_create")
    can_edit: Any = Granted("can_edit")
    can_delete: Any = Granted("can_delete")
    can_export: Any = Granted("can_export")
    can_view_details: Any = Granted("can_view_details")
    list_template = "admin/list.html"
    column_list: Any = ()
    column_exclude_list: Any = ()
    column_display_pk = False
    column_labels: dict[str, Any] = {}
    column_descriptions: dict[str, Any] = {}
    column_formatters: dict[str, Any] = {}
    column_formatters_detail: dict[str, Any] | None = None
    column_formatters_export: dict[str, Any] | None = None
    column_filters: Any = ()
    column_searchable_list: Any = ()
    column_sortable_list: Any = None
    column_default_sort: Any = None
    column_export_list: Any = None
    column_export_exclude_list: Any = ()
    export_types: Any = tuple(export.TYPES)
    export_max_rows: int | None = 0
    page_size = query.SIZES[0]
    page_size_options: tuple[int, ...] = query.SIZES
    can_set_page_size = True
    action_disallowed_list: Any = ()
    action_delete = None  # Rows are deleted one by one, each after a question.
    masks: dict[str, Callable[[Any], str]] = {}
    empty: Any = ""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        rights.guard(cls)

    def grants(self, name: str) -> bool:
        """Whether the signed-in person has the right behind `can_edit` and its like."""
        return rights.may(rights.WISHES[name], self.noun)

    def shown(self, names: Sequence[str]) -> list[Column]:
        """The columns of these names."""
        return [columns.of(self.model, name) for name in names]

    def listed(self) -> list[str]:
        """The names of the columns of the list; where none are named, those of the model."""
        every = [name for name in columns.names_of(self.model) if name not in columns.QUIET and labels.shown(name)]
        names = self.column_list or [*(["id"] if self.column_display_pk else []), *every]
        return [name for name in names if name not in (self.column_exclude_list or ())]

    def exported(self) -> list[str]:
        """The names of the columns of the file: those of the list, unless others are named."""
        without = self.column_export_exclude_list or ()
        return [name for name in self.column_export_list or self.chosen_in_a_file() if name not in without]

    def chosen_in_a_file(self) -> list[str]:
        """The columns as the reader has chosen them; while the house starts, nobody has."""
        return (second.pinned(self) or self.chosen()) if has_request_context() else self.listed()

    def label(self, name: str) -> str:
        """What a column is called on this screen."""
        return str((self.column_labels or {}).get(name) or labels.column(f"{self.noun}.{name}"))

    def heads(self, shown: Sequence[Column]) -> list[tuple[Column, str]]:
        """Columns with what they are called, which is asked once for all rows."""
        return [(column, self.label(column.name)) for column in shown]

    @pass_context
    def rows_of(
        self, context: Any, heads: Sequence[tuple[Column, str]], rows: Sequence[Any], show: Any, edits: Any = ()
    ) -> Iterator[tuple[Any, list[Cell]]]:
        """Rows with their cells; the first cell leads to the row, one of a related row to that."""
        kinds = [
            (
                column,
                label,
                f"{'numeric ' if column.numeric else ''}{column.kind}",
                column.name if column.name in edits else "",
            )
            for column, label in heads
        ]
        for row in rows:
            first = self.page_of(row)
            yield (
                row,
                [
                    Cell(
                        label,
                        style,
                        show(context, column, row),
                        self.link(column, row) if at or not first else first,
                        edit,
                    )
                    for at, (column, label, style, edit) in enumerate(kinds)
                ],
            )

    def description(self, name: str) -> str:
        """What is said of a column at its head, and of a field below it."""
        return str((self.column_descriptions or {}).get(name) or "")

    @pass_context
    def show(self, context: Any, column: Column, row: Any) -> Any:
        """A value as it stands in the list: by the screen's own formatter of its column, else by its kind."""
        return self.formatted(self.column_formatters, context, column, row) or ""

    def formatted(self, formatters: Any, context: Any, column: Column, row: Any) -> Any:
        """A value by a formatter of Flask-Admin, which gets what the person may see of the row."""
        own = (formatters or {}).get(column.name) if type(row) is self.model else None
        if own is not None:
            return format.made(own(self, context, Seen(row, self.masks), column.name), column, row)
        return self.masked(column, row) or format.show(column, row)

    def masked(self, column: Column, row: Any) -> str:
        """A text of this screen with what the person may not see masked; empty where it has no mask."""
        mask = self.masks.get(column.name) if type(row) is self.model else None
        return mask(row) if mask else ""

    def reader(self, column: Column) -> Callable[[Any], Any]:
        """How a column of a file reads its rows."""
        found = self.column_formatters if self.column_formatters_export is None else self.column_formatters_export
        own, plain = (found or {}).get(column.name), format.plain(column)
        if own is not None:
            return lambda row: self.made(own, column, row)
        return lambda row: self.masked(column, row) or plain(row)

    def made(self, own: Any, column: Column, row: Any) -> Any:
        """What the screen's own formatter answers, as it stands in a file."""
        made = own(self, None, Seen(row, self.masks), column.name)
        return made.striptags() if isinstance(made, Markup) else format.bare(made)

    def sorts(self, name: str) -> list[Column]:
        """The columns that sort a list by one of its own; none where the screen or the column forbids it."""
        if self.column_sortable_list is None:
            column = columns.of(self.model, name)
            wide = column.kind == Kind.relation and column.target is not Stage
            return [] if column.order is None or wide else [column]
        pairs = (item if isinstance(item, tuple) else (item, item) for item in self.column_sortable_list)
        found: dict[str, Any] = dict(pairs)
        by = found.get(name, ())
        return [columns.sorting(self.model, path) for path in ((by,) if isinstance(by, str) else by)]

    def sortable(self, column: Column) -> bool:
        """Whether the signed-in person may sort by a column."""
        found = self.sorts(column.name)
        return bool(found) and all(map(self.open_to_reader, found))

    def open_to_reader(self, column: Column) -> bool:
        """Whether the signed-in person may search, narrow and sort by a column: not by what they see masked."""
        hidden = column.masked or column.name in self.masks
        return column.order is not None and (not hidden or rights.sees_names())

    def filterable(self) -> list[Column]:
        """The columns that the signed-in person may narrow by."""
        named = [columns.sorting(self.model, name) for name in self.column_filters or ()]
        return [column for column in named if self.open_to_reader(column)]

    def narrowed(self, asked: query.Asked, given: Any = None) -> Select[Any]:
        """The rows in reach that fit the search and the filters, sorted."""
        found, given = scope.rows(self.model), self.given() if given is None else given
        for column in self.filterable():
            found = found.where(*filters.conditions(column, given))
        found = found.where(*query.searching(self.model, self.column_searchable_list or (), asked.search))
        return query.ordered(found, self.model, self.order(asked).ways)

    def order(self, asked: query.Asked) -> Order:
        """What the list is sorted by; without a wish the screen's own."""
        if asked.sort in self.chosen() and self.sortable(columns.of(self.model, asked.sort)):
            return Order(asked.sort, asked.down, tuple((column, asked.down) for column in self.sorts(asked.sort)))
        given = self.column_default_sort or ()
        named = given if isinstance(given, list) else [given] if given else []
        pairs = [(item, False) if isinstance(item, str) else tuple(item) for item in named]
        found = [(columns.sorting(self.model, name), down) for name, down in pairs]
        ways = tuple((column, down) for column, down in found if self.open_to_reader(column))
        return Order(pairs[0][0], pairs[0][1], ways) if ways else Order("", True, ())

    def asked(self) -> query.Asked:
        """What the list is asked for."""
        sizes = self.page_size_options if self.can_set_page_size else ()
        return query.asked(self.given(), self.page_rows() or self.page_size, sizes)

    @expose("/")
    def index_view(self) -> Any:
        """The list."""
        asked = self.asked()
        given = self.given()
        printing = self.can_export and "print" in request.args
        shown = self.shown(self.exported() if printing else self.chosen())
        found, order = self.narrowed(asked), self.order(asked)
        total = query.count(found, self.model)
        if printing:
            fresh.need()
            most = second.need(self, "print", min(total, PRINTED))
            asked = asked._replace(page=1, size=most or 1)
            self.printed(most)
        controls = [filters.control(each, given, self.label(each.name)) for each in self.filterable()]
        return self.render(
            self.list_template,
            title=self.title(),
            columns=shown,
            rows=query.page(found, self.model, asked, shown),
            asked=asked,
            total=total,
            counted=format.number(min(total, query.COUNTED)) + ("+" if total > query.COUNTED else ""),
            last=max(1, -(-total // asked.size)),
            order=order.name,
            down=order.down,
            controls=controls,
            narrowed=bool(asked.search or any(control.summary for control in controls)),
            sortable=self.sortable,
            address=self.address,
            buttons=self.buttons(),
            searchable=bool(self.column_searchable_list),
            can_export=self.can_export,
            printing=printing,
            print_keeps=[pair for pair in given.items(multi=True) if pair[0] not in NOT_KEPT],
            carried=[(name, given[name]) for name in CARRIED if name in given],
            chips=self.chips(),
            next_step=empty.next_step(self) if not total else None,
            most_chips=CHIPS,
            sizes=self.page_size_options if self.can_set_page_size else (),
        )

    def printed(self, count: int) -> None:
        """Write down that a list was taken on paper, like one that is taken as a file."""
        with transaction.writing():
            audit.record(AuditAction.exported, self.model, changes={"row_count": count, "type": "print"})

    def buttons(self) -> list[Bulk]:
        """The buttons that the signed-in person may press on chosen rows, Flask-Admin's actions among them."""
        own = {name: item for kind in reversed(type(self).__mro__) for name, item in vars(kind).items()}
        found = [item for item in own.values() if isinstance(item, Bulk)]
        found += [bulk.action(name, *given) for name, given in self._actions_data.items()]
        return [item for item in found if rights.may(item.verb, self.noun) and self.is_action_allowed(item.name)]

    def address(self, **changes: Any) -> str:
        """The address of this list with other arguments; None drops one."""
        dropped = {"page", *changes}
        kept = {name: values for name, values in self.given().lists() if name not in dropped}
        new = {name: value for name, value in changes.items() if value is not None}
        return str(self.get_url(".index_view", **kept, **new))

    def without(self, name: str) -> str:
        """The address of this list without one filter."""
        return self.address(**{name: None, f"{name}_from": None, f"{name}_to": None})

    def export_address(self, kind: str) -> str:
        """The address of this list as a file."""
        kept = dict(self.given().lists())
        return str(self.get_url(".export", export_type=kind, **kept))

    def arrange_address(self, page: str) -> str:
        """The address of a page about this list as it is, which leads back to it."""
        known = {*self.arguments(shared=False), "search", "view"}
        kept = {name: values for name, values in self.given().lists() if name in known}
        return str(self.get_url(page, **{**kept, "url": request.full_path}))

    def lookup_address(self, name: str) -> str:
        """Where the rows of a related column are looked up."""
        noun = labels.named(columns.of(self.model, name).target)
        return str(self.get_url(f"{noun}.ajax_lookup"))

    def page_of(self, row: Any) -> str:
        """The address of the page of a row of this screen, empty where the person has none."""
        start = once(("page", self.endpoint), self._page_start)
        return f"{start}{row.id}" if start else ""

    def _page_start(self) -> str:
        return f"{self.get_url(f'{self.endpoint}.details_view')}?id=" if self.can_view_details else ""

    def new_label(self) -> str:
        """The word of the button that makes a row."""
        return labels.new(self.noun)

    def link(self, column: Column, row: Any) -> str:
        """Where the value of a related column leads, if the person may go there."""
        view = self.screen(labels.named(column.target)) if column.kind == Kind.relation else None
        other = columns.follow(row, column.name) if view is not None else None
        return view.page_of(other) if view is not None and other is not None else ""

    def screen(self, noun: str) -> Any:
        """The screen of a record, None where there is none."""
        return once("screens", self._screens).get(noun)

    def _screens(self) -> dict[str, Any]:
        return {view.noun: view for view in reversed(self.admin._views) if getattr(view, "noun", "")}

    @expose("/export/<export_type>/")
    def export(self, export_type: str) -> Any:
        """The list as a file, as narrowed and sorted, masked as on the page; the export is written down."""
        if not self.can_export:
            abort(403)
        if export_type not in self.export_types:
            abort(404)
        found = self.limited(self.narrowed(self.asked()))
        count = second.need(self, export_type, query.count_all(found, self.model))
        found = found.limit(count)  # As many as were counted, whatever came since.
        name = f"{labels.records(self.noun)} {clock.today().isoformat()}"
        return export.response(export_type, name, found, self, count)

    def limited(self, found: Select[Any]) -> Select[Any]:
        """The rows that fit a file: all of them, unless the screen says how many."""
        most = self.page_size if self.export_max_rows is None else self.export_max_rows
        return found.limit(most) if most else found
