"""What a screen wishes (`can_edit = False`), narrowed by what the access table grants: a wish never widens a right."""

import inspect
from typing import Any

VERBS = {
    "can_create": "create",
    "can_edit": "edit",
    "can_delete": "delete",
    "can_export": "export",
    "can_view_details": "view",
}


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
    for name in VERBS:
        wish = inspect.getattr_static(screen, name, True)
        if not isinstance(wish, Granted):
            setattr(screen, name, Granted(name, wish))
