"""Pages that are no record: a title, a place in the menu, and who may open them."""

from typing import Any

from flask import abort, current_app, redirect
from flask_admin import BaseView, expose

from admin.base import labels, menu, rights


def turned_away() -> Any:
    """Ask an unknown person to sign in; refuse a known one."""
    if rights.person() is None:
        asks = getattr(current_app, "login_manager", None)
        return asks.unauthorized() if asks else abort(401)
    return abort(403)


class Page(BaseView):
    """A page: set `page` (its key in rules.access.PAGES, and its endpoint) and `heading`; its place is in places.py."""

    page = ""
    heading: Any = ""
    icon = "dot"

    def __init__(self) -> None:
        super().__init__(name=self.page, endpoint=self.page, url="/" + self.page.replace("_", "-"))

    def title(self) -> str:
        """Its name in the menu and at its top."""
        return str(self.heading)

    def is_accessible(self) -> bool:
        """Whether the signed-in person may open it."""
        return rights.may_open(self.page)

    def inaccessible_callback(self, name: str, **kwargs: Any) -> Any:
        """Turn the others away."""
        return turned_away()

    def _run_view(self, view: Any, *args: Any, **kwargs: Any) -> Any:
        """Run the page; its errors are its own."""
        return view(self, *args, **kwargs)

    def render(self, template: str, **values: Any) -> str:
        """Render a template that extends page.html."""
        return str(super().render(template, **{"title": self.title(), **values}))


class Home(BaseView):
    """The address of the house: each role begins on its own page."""

    def __init__(self) -> None:
        super().__init__(name="home", endpoint="home", url="/")

    def title(self) -> str:
        """Its name in the menu and at its top."""
        return labels.menu("Monday")

    def is_accessible(self) -> bool:
        """Whoever is signed in."""
        return rights.may_open("home")

    def inaccessible_callback(self, name: str, **kwargs: Any) -> Any:
        """Turn the others away."""
        return turned_away()

    def _run_view(self, view: Any, *args: Any, **kwargs: Any) -> Any:
        """Run the page; its errors are its own."""
        return view(self, *args, **kwargs)

    @expose("/")
    def index(self) -> Any:
        """Go to the first page of the person's role."""
        return redirect(menu.home() or abort(403))
