"""The first page: each role begins where its work is; managers begin with a few figures, each the way to its list."""

from typing import Any

from flask import redirect, url_for
from flask_admin import expose
from flask_babel import gettext

from admin import home_figures, home_state
from admin.base import clock, rights
from admin.base.page import Home
from rules.access import Role

FIRST = {Role.collector: "my_day.index", Role.legal_partner: "partner.index"}


class HomePage(Home):
    """The address of the house."""

    @expose("/")
    def index(self) -> Any:
        """Go to where the person's work is, or show the figures of the day."""
        first = FIRST.get(rights.role() or Role.auditor)
        if first:
            return redirect(url_for(first))
        today = clock.today()
        return self.render(
            "home.html",
            title=gettext("Today"),
            figures=home_figures.today(today),
            books=home_state.books(),
            night=home_state.night(),
            missing=home_state.without_action(),
            today=today,
            first_steps=home_state.first_steps(),
        )
