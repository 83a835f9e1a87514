"""A list as its reader arranges it: columns in their order, rows a page, and views kept under a name."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from flask import flash, jsonify, redirect, request
from flask_admin import expose
from flask_admin.helpers import get_redirect_target
from flask_babel import gettext
from sqlalchemy import func, select
from werkzeug.datastructures import MultiDict

from admin.base import columns, format, labels, language, query, rights, scope, transaction
from admin.base.columns import Column, Kind
from admin.base.once import once
from models import db
from models.saved_view import Audience, SavedView
from rules import access
from rules.access import Role
from services import audit, saved_view
from services.saved_view import Wish

CHIPS = 8
"""So many views stand above a list with their count; the others are chosen from a menu."""
COUNTED = 1_000
"""So far a chip counts."""
ENDS = ("", "_from", "_to")
"""What an argument of a filter is called, after its column."""
KEPT = ("sort", "desc", "page_size")
MOST_PAIRS, LONGEST = 100, 200
NOT_OFFERED = frozenset({Kind.data})
"""Kinds that no cell of a list holds."""


class Chip(NamedTuple):
    """A view above a list: its number, name and address, and whether it is the one that is shown."""

    id: int
    name: str
    address: str
    current: bool


class Arranged:
    """What a list lets its reader arrange; nothing here shows more than the page of a row."""

    noun: str
    model: Any
    column_filters: Any
    column_searchable_list: Any
    page_size_options: Any
    listed: Any
    label: Any
    render: Any
    get_url: Any
    filterable: Any
    narrowed: Any
    screen: Any
    can_set_page_size: Any
    can_view_details: Any

    # What is shown

    def offered(self) -> list[str]:
        """The columns that the signed-in person may put into the list: its own, and what the page of a row tells."""
        return once(("offered", self.noun), self._offered)

    def _offered(self) -> list[str]:
        own = list(self.listed())
        if not self.can_view_details:
            return own
        along = [*(self.column_filters or ()), *(self.column_searchable_list or ())]
        found = [*self.told_names(), *along]
        return list(dict.fromkeys([*own, *(name for name in found if self.opens(name))]))

    def told_names(self) -> list[str]:
        """The names of the columns that the page of a row tells of."""
        return [name for name in columns.names_of(self.model) if labels.shown(name)]

    def opens(self, name: str) -> bool:
        """Whether a column that the list has not by itself may be put into it by the signed-in person."""
        head, _, rest = name.partition(".")
        column = columns.of(self.model, name)
        if head in columns.QUIET or name in audit.SECRET or column.kind in NOT_OFFERED:
            return False
        if rest and not self.leads(columns.of(self.model, head), rest):
            return False
        if rest and column.kind == Kind.person:
            return False  # The relation shows the name.
        if column.kind == Kind.relation:
            return rights.may("view", labels.named(column.target))
        return rest != "" or self.tells(name)

    def leads(self, column: Column, rest: str) -> bool:
        """Whether the person may look along a relation at one column: its record is open to them, and masks nothing."""
        noun = labels.named(column.target)
        view = self.screen(noun)
        return view is not None and rights.may("view", noun) and rest not in view.masks and "." not in rest

    def tells(self, name: str) -> bool:
        """Whether a column stands on the page of a row."""
        return True

    def chosen(self) -> list[str]:
        """The names of the columns as the reader has them: of the view that is shown, else their own choice."""
        held = self.held() or self.nameless()
        known = self.offered() if held and held.shown else ()
        return [name for name in held.shown if name in known] if held and known else list(self.listed())

    def kept_views(self) -> list[SavedView]:
        """The views of this list that the reader is offered, with their nameless one."""
        person = rights.person()
        return once(("views", self.noun), lambda: saved_view.of(self.noun, person) if person else [])

    def nameless(self) -> SavedView | None:
        """How the reader sees the list while no view is chosen, if they chose anything."""
        person = rights.person()
        mine = (row for row in self.kept_views() if not row.name and person and row.owner_id == person.id)
        return next(mine, None)

    def named_views(self) -> list[SavedView]:
        """The views with a name."""
        return [row for row in self.kept_views() if row.name]

    def held(self) -> SavedView | None:
        """The view that is shown, if one is."""
        number = scope.number(self.given().get("view", ""))
        return next((row for row in self.named_views() if row.id == number), None) if number else None

    def given(self) -> MultiDict[str, str]:
        """The arguments of this list: of the address; where it has none, of the view that opens it."""
        return once(("given", self.noun), self._given)

    def _given(self) -> MultiDict[str, str]:
        if request.args:
            return request.args
        opening = next((row for row in self.named_views() if row.opens), None)
        return MultiDict(self.pairs_of(opening)) if opening else request.args

    def page_rows(self) -> int | None:
        """How many rows a page has by the reader's choice."""
        held = self.nameless()
        return held.size if held and held.size in self.page_size_options else None

    # What a view narrows by

    def pairs_of(self, row: SavedView) -> list[tuple[str, str]]:
        """The arguments of a view, as far as its reader may narrow and sort by them."""
        known = self.arguments(shared=row.owner_id != getattr(rights.person(), "id", None))
        return [*((name, text) for name, text in row.asked if name in known), ("view", str(row.id))]

    def arguments(self, *, shared: bool) -> set[str]:
        """The names of what a view may ask of this list; one that others see asks for nobody by name."""

        def named() -> set[str]:
            found: Iterable[Column] = self.filterable()
            return {f"{each.name}{end}" for each in found if not (shared and each.masked) for end in ENDS} | set(KEPT)

        return once(("arguments", self.noun, shared), named)

    def present(self, *, shared: bool) -> list[tuple[str, str]]:
        """What the list is asked for now, as far as a view keeps it."""
        known = self.arguments(shared=shared)
        pairs = [(name, text[:LONGEST]) for name, text in self.given().items(multi=True) if name in known and text]
        return pairs[:MOST_PAIRS]

    # What stands above the list

    def chips(self) -> list[Chip]:
        """The views that the reader chooses from."""
        held = self.held()
        return [Chip(row.id, row.name, self.view_address(row), row is held) for row in self.named_views()]

    def view_address(self, row: SavedView) -> str:
        """The address of the list as a view shows it."""
        return str(self.get_url(".index_view", **MultiDict(self.pairs_of(row)).to_dict(flat=False)))

    def plain_address(self) -> str:
        """The address of the list as no view narrows it."""
        opens = any(row.opens for row in self.named_views())
        return str(self.get_url(".index_view", **({"view": 0} if opens else {})))

    @expose("/views/")
    def views_view(self) -> Any:
        """How many rows each view holds, in one statement."""
        rows = self.named_views()[:CHIPS]
        counts = [self.counting(MultiDict(self.pairs_of(row))) for row in rows]
        found = db.session.execute(select(*counts)).one() if counts else ()
        return jsonify({str(row.id): counted(count) for row, count in zip(rows, found, strict=True)})

    def counting(self, given: MultiDict[str, str]) -> Any:
        """The count of a view as a column of a statement."""
        found = self.narrowed(query.asked(given), given).with_only_columns(self.model.id).order_by(None)
        return select(func.count()).select_from(found.limit(COUNTED + 1).subquery()).scalar_subquery()

    @expose("/arrange/", methods=("GET", "POST"))
    def arrange_view(self) -> Any:
        """Choose the columns of the list and their order, and how many rows a page has."""
        order = self.in_order(request.form.getlist("order") if request.method == "POST" else self.chosen())
        ticked = set(request.form.getlist("column") if request.method == "POST" else self.chosen())
        step = next((way for way in ("up", "down") if request.form.get(way)), "")
        if step:
            order = moved(order, request.form[step], -1 if step == "up" else 1)
        elif request.method == "POST":
            wanted = [name for name in order if name in ticked]
            if transaction.attempt(lambda: self.arranged(wanted)) is not None:
                return redirect(get_redirect_target() or self.get_url(".index_view"))
        return self.render(
            "admin/arrange.html",
            title=gettext("Columns of %(list)s", list=self.title()),
            lines=[(name, self.label(name), name in ticked) for name in order],
            sizes=self.page_size_options if self.can_set_page_size else (),
            size=scope.number(request.form.get("size")) or self.page_rows() or self.page_size,
            back=get_redirect_target() or self.get_url(".index_view"),
        )

    def in_order(self, names: Sequence[str]) -> list[str]:
        """All columns that may be shown, these first."""
        known = self.offered()
        return list(dict.fromkeys([*(name for name in names if name in known), *known]))

    def arranged(self, wanted: Sequence[str]) -> bool:
        """Keep what the person chose; without a column, or when asked to, the list goes back to what it was."""
        person, size = me(), scope.number(request.form.get("size"))
        language.keep(None, None, request.form.get("density"))
        if request.form.get("reset") or not wanted:
            saved_view.clear(self.noun, person)
        else:
            plain = size if size in self.page_size_options else None
            saved_view.arrange(self.noun, person, wanted, plain)
        return True

    @expose("/keep/", methods=("GET", "POST"))
    def keep_view(self) -> Any:
        """Keep the list as it is under a name, or change, move and delete such a view."""
        if request.method == "POST" and (kept := transaction.attempt(self.kept)) is not None:
            flash(gettext("Deleted.") if request.form.get("drop") else gettext("Saved."), "success")
            return redirect(self.after_keeping(kept))
        held, person = self.held(), rights.person()
        return self.render(
            "admin/keep.html",
            title=gettext("View of %(list)s", list=self.title()),
            held=held,
            may_change=held is not None and person is not None and saved_view.may_change(held, person),
            told=[(self.label(name), text) for name, text in self.told_filters()],
            heads=[self.label(name) for name in self.chosen()],
            shares=person is not None and access.shares_views(person.role),
            audiences=list(Audience),
            roles=[each for each in Role if access.may(each, "view", self.noun)],
            asked=self.present(shared=False),
            back=get_redirect_target() or self.get_url(".index_view"),
        )

    def told_filters(self) -> list[tuple[str, str]]:
        """The filters that the view would keep, by column, in words."""
        from admin.base import filters

        made = [filters.control(each, self.given(), self.label(each.name)) for each in self.filterable()]
        return [(each.name, each.summary) for each in made if each.summary]

    def kept(self) -> int:
        """Do to the view what the form asks for; the number of what is left."""
        person, held = me(), self.held()
        if held and (request.form.get("drop") or request.form.get("move")):
            if request.form.get("drop"):
                saved_view.drop(held, person)
                return 0
            saved_view.move(held, person, -1 if request.form["move"] == "back" else 1)
            return int(held.id)
        audience = Audience.__members__.get(request.form.get("audience", ""), Audience.me)
        role = Role.__members__.get(request.form.get("role", ""))
        wish = Wish(query.clean(request.form.get("name", "")), audience, role, bool(request.form.get("opens")))
        asked = self.present(shared=audience != Audience.me)
        row = saved_view.keep(self.noun, person, wish, asked, self.chosen(), held)
        db.session.flush()
        return int(row.id)

    def after_keeping(self, kept: int) -> str:
        """Where the form of a view leads: to the list as the view of this number shows it, if one is left."""
        vars(request._get_current_object()).pop("concord_once", None)  # type: ignore[attr-defined]
        row = next((each for each in self.named_views() if each.id == kept), None)
        return self.view_address(row) if row else self.plain_address()

    title: Any
    page_size: Any


def me() -> Any:
    """Who is signed in; raises RuntimeError where nobody is, for whom no list is open."""
    found = rights.person()
    if found is None:
        raise RuntimeError("nobody is signed in")
    return found


def moved(names: Sequence[str], name: str, by: int) -> list[str]:
    """The names with one of them moved by a place."""
    found = list(names)
    if name in found:
        at = found.index(name)
        found.insert(min(max(at + by, 0), len(found) - 1), found.pop(at))
    return found


def counted(count: int) -> str:
    """The count of a chip in words."""
    return f"{format.number(min(count, COUNTED))}+" if count > COUNTED else str(format.number(count))
