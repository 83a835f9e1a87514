"""Who is asking, and what the access table grants them; the wish of a screen never widens a right."""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from flask import current_app, g, has_request_context
from flask_login import current_user

from models.user import User
from rules import access
from rules.access import Reach, Role

MASKING = "concord_masking"
WISHES = {
    "can_create": "create",
    "can_edit": "edit",
    "can_delete": "delete",
    "can_export": "export",
    "can_view_details": "view",
}
"""What a screen may wish (`can_edit = False`), and the verb that it is narrowed by."""


def person() -> User | None:
    """The signed-in person of this request, if any."""
    if not has_request_context() or not hasattr(current_app, "login_manager"):
        return None
    found: Any = current_user._get_current_object()
    return cast(User, found) if found and found.is_authenticated else None


def role() -> Role | None:
    """The access role of the signed-in person."""
    found = person()
    return found.role if found else None


def may(verb: str, record: str) -> bool:
    """Whether the signed-in person has a verb on a record at all; scope decides on which rows."""
    found = role()
    return found is not None and access.may(found, verb, record)


def may_open(page: str) -> bool:
    """Whether the signed-in person may open a page."""
    found = role()
    return found is not None and access.may_open(found, page)


def reach(record: str) -> Reach:
    """How far the signed-in person sees a record."""
    found = role()
    return access.right_of(found, record).reach if found else Reach.none


def sees_names() -> bool:
    """Whether borrowers' names stand in full: what a collector can list at all is their own."""
    found = role()
    if found is None or g.get(MASKING, False):
        return False
    return access.sees_name(found, own=reach("borrower") != Reach.none)


@contextmanager
def masking() -> Iterator[None]:
    """Let whoever reads see names masked, whatever their role: for a file that goes on to others."""
    before = g.get(MASKING, False)
    setattr(g, MASKING, True)
    try:
        yield
    finally:
        setattr(g, MASKING, before)


def takes_files(record: str) -> bool:
    """Whether the files kept with a record are handed out to the signed-in person, who then sees them in full."""
    found = role()
    return found is not None and access.takes_file(found, record)


class Granted:
    """An attribute of a screen: of its class the wish; of itself true only where the signed-in person has the right."""

    def __init__(self, name: str, wish: Any = True) -> None:
        self.name, self.wish = name, wish

    def __get__(self, view: Any, owner: Any = None) -> Any:
        if view is None:
            return self.wish
        wish = vars(view).get(self.name, self.wish)
        wish = wish.__get__(view, owner) if hasattr(type(wish), "__get__") else wish
        return bool(wish) and view.grants(self.name)

    def __set__(self, view: Any, wish: Any) -> None:
        vars(view)[self.name] = wish


def guard(screen: type) -> None:
    """Put the access table between a screen's wishes and whoever asks."""
    for name in WISHES:
        wish = inspect.getattr_static(screen, name, True)
        if not isinstance(wish, Granted):
            setattr(screen, name, Granted(name, wish))
