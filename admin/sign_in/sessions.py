"""The page "Your sessions": where one is signed in, and the way out of each."""

from typing import Any

from flask import abort, flash, g, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from admin.base import clock, rights, transaction
from admin.base.page import Page
from models import db
from models.user import User
from services.user import session


class SessionsPage(Page):
    """The devices on which the signed-in person is signed in."""

    page = "sessions"
    heading = _l("Your sessions")
    icon = "shield"

    @expose("/")
    def index(self) -> str:
        """The list, the one used last first."""
        person = rights.person() or abort(403)
        here = g.user_session.id if "user_session" in g else None
        return self.render("user/sessions.html", sessions=session.open_of(person, clock.now()), here=here)

    @expose("/end/", methods=("POST",))
    def end(self) -> Any:
        """Sign out on another device, or on all others."""
        person, chosen = rights.person() or abort(403), request.form.get("session")
        here = g.user_session.id if "user_session" in g else None
        if transaction.attempt(lambda: ended(db.session.get_one(User, person.id), chosen, here)):
            flash(gettext("Signed out there."), "success")
        return redirect(url_for(".index"))


def ended(person: User, chosen: str | None, but: int | None = None) -> bool:
    """End one session of a person, or with none chosen all of them but one; nobody's else is found."""
    if not chosen:
        session.end_all(person, but)
        return True
    row = next((each for each in session.open_of(person, clock.now()) if str(each.id) == chosen), None) or abort(404)
    session.end(row)
    return True
