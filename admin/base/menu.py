"""The menu: what the signed-in person may enter, grouped, from the screens that are registered."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from flask import current_app, render_template, request, url_for
from flask_babel import get_locale
from markupsafe import Markup

from admin.base import labels, rights

FOLDED = ("Set-up", "Operations")
MOST_KEPT = 400
"""Roles, languages, places behind a proxy, and the pages that people are on; a desk uses fewer."""
T = TypeVar("T")


class Entry(NamedTuple):
    """A line of the menu."""

    label: str
    address: str
    endpoint: str
    icon: str
    current: bool


class Group(NamedTuple):
    """A heading of the menu with its lines; a folded one opens when asked, or when it holds the present page."""

    name: str
    label: str
    entries: list[Entry]
    folded: bool


def views() -> list[Any]:
    """Every screen and page that is registered."""
    return list(current_app.extensions["admin"][0]._views)


def shown() -> Markup:
    """The menu as it stands on the page that the signed-in person is on."""

    def made() -> Markup:
        return Markup(render_template("menu.html", groups=groups()))  # noqa: S704 - a template of ours, escaped

    return once((*reader(), request.blueprint), made)


def groups() -> list[Group]:
    """The menu of the signed-in person."""
    here = request.blueprint or ""
    found: dict[str, list[Entry]] = {name: [] for name in labels.MENUS}
    for name, line in lines():
        found[name].append(line._replace(current=True) if line.endpoint == here else line)
    return [group(name, entries) for name, entries in found.items() if entries]


def lines() -> list[tuple[str, Entry]]:
    """The lines of the menu with the group of each."""

    def made() -> list[tuple[str, Entry]]:
        open_to = [view for view in views() if getattr(view, "menu_group", "") in labels.MENUS and view.is_accessible()]
        return [(view.menu_group, entry(view)) for view in open_to]

    return once(reader(), made)


def reader() -> tuple[Any, ...]:
    """What the menu hangs on, but for the page: role, language and place."""
    return rights.role(), str(get_locale()), request.script_root


def once(asked: tuple[Any, ...], make: Callable[[], T]) -> T:
    """What was made for the first page that asked, and is the same for every other one."""
    kept = current_app.extensions.setdefault("concord_menu", {})
    if asked in kept:
        found: T = kept[asked]
        return found
    if len(kept) >= MOST_KEPT:
        kept.clear()
    kept[asked] = made = make()
    return made


def group(name: str, entries: list[Entry]) -> Group:
    """A group; set-up and operations stay folded while the person works elsewhere."""
    folded = name in FOLDED and not any(entry.current for entry in entries)
    return Group(name, labels.menu(name), entries, folded)


def entry(view: Any) -> Entry:
    """The line of one screen."""
    address = url_for(f"{view.endpoint}.{view._default_view}")
    return Entry(view.title(), address, view.endpoint, getattr(view, "icon", "dot"), current=False)


def home() -> str:
    """The address of the first page that a person may enter."""
    wanted = ("partner", "my_day", "case", "referral")
    entries = {entry.endpoint: entry.address for group in groups() for entry in group.entries}
    first = next((entries[name] for name in wanted if name in entries), None)
    return first or next(iter(entries.values()), "")
