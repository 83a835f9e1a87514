"""The page of a team's first steps."""

from typing import Any

from flask import abort, current_app, flash, redirect, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from admin.base import clock, rights
from admin.base.page import Page
from admin.checklist_words import line, told
from services import checklist, user_mail


class ChecklistPage(Page):
    """What is still to do before the first real day."""

    page = "checklist"
    heading = _l("First steps")
    menu_group = "Set-up"
    icon = "check"

    @expose("/")
    def index(self) -> str:
        """Show every step with its state."""
        found = [line(step) for step in checklist.steps(current_app.config["CONCORD"], clock.today())]
        return self.render("checklist.html", steps=found, done=sum(step.done for step in found))

    @expose("/mail/", methods=("POST",))
    def mail(self) -> Any:
        """Send the reader a test message."""
        subject, body = gettext("A test from Concord"), gettext("If you can read this, e-mail leaves the house.")
        person, settings = rights.person() or abort(401), current_app.config["CONCORD"]
        sent = user_mail.send(person, subject, body, settings)
        flash(*told(sent, person.email, user_mail.is_configured(settings)))
        return redirect(url_for("checklist.index"))
