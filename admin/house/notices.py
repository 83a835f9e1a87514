"""The page "Notices": what waits for a person or names them, read and unread, each with its way; the digest by mail."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_admin import expose
from flask_admin.helpers import get_redirect_target
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from admin.base import format, labels, menu, notices, rights, transaction
from admin.base.page import Page
from models import db
from models.user import User

NAMED = 5


class NoticesPage(Page):
    """Everything that the bell counts, the first rows of each kind named."""

    page = "notices"
    heading = _l("Notices")
    icon = "bell"

    @expose("/")
    def index(self) -> str:
        """Show what waits, what was not read yet first."""
        found = sorted(notices.of_person(), key=lambda each: not each.unread)
        told = [(each, [line(row) for row in notices.first(each.kind, NAMED)]) for each in found]
        return self.render("house/notices.html", told=told, unread=sum(each.unread for each in found))

    @expose("/read/", methods=("POST",))
    def read(self) -> Any:
        """Keep what was read: one kind, or all that wait."""
        kinds = request.form.getlist("kind") or [each.kind for each in notices.of_person()]
        transaction.attempt(lambda: notices.read(kinds))
        return redirect(get_redirect_target() or self.get_url(".index"))

    @expose("/digest/", methods=("POST",))
    def digest(self) -> Any:
        """Send what waits by mail each morning, or stop it."""
        person = rights.person() or abort(403)
        wanted = bool(request.form.get("wanted"))
        transaction.attempt(lambda: setattr(db.session.get_one(User, person.id), "gets_digest", wanted))
        flash(gettext("It comes by mail each morning.") if wanted else gettext("No more mail each morning."), "success")
        return redirect(self.get_url(".index"))


def line(row: Any) -> tuple[str, str]:
    """A row by its title, with the case it hangs on, and its page."""
    noun = labels.named(type(row))
    view = next(view for view in menu.views() if getattr(view, "noun", "") == noun)
    case = getattr(row, "case", None)
    title = format.title(row)
    return (f"{title} · {case.reference}" if case is not None and case.reference not in title else title), view.page_of(
        row
    )
