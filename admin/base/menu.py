"""The menu: at most seven entries, the tabs of the page one is on, and the cards of Set-up, for who is signed in."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeVar

from flask import current_app, request, url_for
from flask_babel import get_locale

from admin.base import labels, notices, places, rights

MOST_KEPT = 400
"""Roles, languages and places behind a proxy; a desk uses fewer."""
T = TypeVar("T")


class Page(NamedTuple):
    """A tab: a page, or a room whose own pages are tabs again."""

    name: str
    label: str
    address: str
    pages: tuple["Page", ...] = ()

    @property
    def inside(self) -> frozenset[str]:
        """The endpoints of all that stands here."""
        return frozenset[str]().union(*(each.inside for each in self.pages)) if self.pages else frozenset({self.name})

    def leaves(self) -> Iterator["Page"]:
        """The pages that stand here, without their rooms."""
        for each in self.pages or (self,):
            yield from each.leaves() if each.pages else (each,)


class Entry(NamedTuple):
    """An entry of the menu with its tabs."""

    label: str
    icon: str
    address: str
    pages: tuple[Page, ...]
    inside: frozenset[str]


class Shown(NamedTuple):
    """An entry as it stands on the page that one is on: how it is marked, and how much waits behind it."""

    label: str
    icon: str
    address: str
    current: str
    waits: int


def views() -> list[Any]:
    """Every screen and page that is registered."""
    return list(current_app.extensions["admin"][0]._views)


def shown() -> list[Shown]:
    """The menu as it stands on the page that the signed-in person is on."""
    return [
        Shown(each.label, each.icon, each.address, marked(each), notices.waiting(each.inside)) for each in entries()
    ]


def here() -> str:
    """The name of the page that one is on, or of the page whose row one sees."""
    return request.blueprint or ""


def view_here() -> Any:
    """The screen or page that one is on; None outside of them."""
    return once(lambda: {view.endpoint: view for view in views()}, "views").get(here())


def mark() -> str:
    """The mark by which a browser remembers the page or row that one is on; none on a form or a page of no place."""
    view = view_here()
    if view is None:
        return ""
    if request.endpoint == f"{here()}.{view._default_view}":
        return f"page:{here()}"
    id = request.args.get("id", "")
    return f"{here()}:{id}" if request.endpoint == f"{here()}.details_view" and id.isdecimal() else ""


def marked(entry: Entry) -> str:
    """How an entry is marked: it is the page one is on, or that page stands behind it."""
    if here() not in entry.inside:
        return ""
    return "page" if request.path == entry.address else "true"


def entries() -> tuple[Entry, ...]:
    """The entries of the signed-in person."""
    return once(lambda: tuple(_entries()))


def _entries() -> Iterator[Entry]:
    role = rights.role()
    doors = places.DOORS[role] if role else ()
    direct = {name for door in doors for name in door.pages}
    open_to = {view.endpoint: view for view in views() if view.is_accessible()}
    for door in doors:
        pages = tuple(_pages(door.pages, open_to, direct))
        if pages:
            inside = frozenset[str]().union(*(page.inside for page in pages))
            yield Entry(labels.menu(door.name), door.icon, pages[0].address, split(pages), inside)


def split(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The tabs of an entry: those of its room, where it has one room alone."""
    return pages[0].pages if len(pages) == 1 and pages[0].pages else pages


def _pages(names: tuple[str, ...], open_to: dict[str, Any], direct: set[str]) -> Iterator[Page]:
    """The pages and rooms of these names that a person may enter; a room of one page is that page.

    What an entry names itself stands in no room of it.
    """
    for name in names:
        if name in places.ROOMS:
            inside = tuple(each for each in places.ROOMS[name] if each not in direct)
            pages = tuple(_pages(inside, open_to, direct))
            if len(pages) > 1:
                yield Page(name, labels.menu(name), pages[0].address, pages)
            else:
                yield from pages
        elif name in open_to:
            yield page(open_to[name])


def page(view: Any) -> Page:
    """The tab of one screen."""
    return Page(view.endpoint, view.title(), url_for(f"{view.endpoint}.{view._default_view}"))


def rows_of_tabs() -> list[tuple[str, tuple[Page, ...]]]:
    """The tabs above the page that one is on, from the entry inwards, each row with its name; none on a row's page."""
    name = here()
    view = view_here()
    if view is None or request.endpoint != f"{name}.{view._default_view}":
        return []
    entry = next((each for each in entries() if name in each.inside), None)
    found: list[tuple[str, tuple[Page, ...]]] = []
    label, pages = (entry.label, entry.pages) if entry else ("", ())
    while len(pages) > 1:
        found.append((label, pages))
        within = next(each for each in pages if name in each.inside)
        label, pages = within.label, within.pages
    return found


def cards() -> list[tuple[str, list[Page]]]:
    """The cards of Set-up that the signed-in person may enter, by heading: its own, and what stands nowhere else."""
    return once(_cards, "cards")


def _cards() -> list[tuple[str, list[Page]]]:
    open_to = {view.endpoint: view for view in views() if view.is_accessible()}
    placed = {name for entry in entries() for name in entry.inside} | set(places.ELSEWHERE)
    known = {name for names in places.CARDS.values() for name in names}
    rest = tuple(name for name in open_to if name not in placed | known)
    found = {heading: names or rest for heading, names in places.CARDS.items()}
    lines = [(labels.menu(heading), list(_pages(names, open_to, set()))) for heading, names in found.items()]
    return [(heading, pages) for heading, pages in lines if pages]


def everything() -> Iterator[tuple[str, Page]]:
    """Every page of the menu, its tabs and Set-up, each once, with the name of where it stands."""
    told: set[str] = set()
    places_of = [(entry.label, page) for entry in entries() for tab in entry.pages for page in tab.leaves()]
    if any("setup" in entry.inside for entry in entries()):
        places_of += [(heading, page) for heading, pages in cards() for page in pages]
    for where, found in places_of:
        if found.name not in told:
            told.add(found.name)
            yield where, found


def once(make: Callable[[], T], what: str = "entries") -> T:
    """What was made for the first page of a role, in a language, at a place; it is the same for every other one."""
    asked = (what, rights.role(), str(get_locale()), request.script_root)
    kept = current_app.extensions.setdefault("concord_menu", {})
    if asked in kept:
        found: T = kept[asked]
        return found
    if len(kept) >= MOST_KEPT:
        kept.clear()
    kept[asked] = made = make()
    return made


def home() -> str:
    """The address of the first page that a person may enter."""
    return next((each.address for each in entries()), "")
