"""The page "File outbox": which messages lie there, and one of them in words, which is written down."""

from typing import Any

from flask import current_app, request
from flask_admin import expose
from flask_babel import lazy_gettext as _l

from admin.base import fresh
from admin.base.page import Page
from models.audit import AuditAction
from models.reminder import Reminder
from models.transaction import writing
from services import audit
from services.channel import outbox

SHOWN = 50


class OutboxPage(Page):
    """Messages that lie on this machine, since their channel is not set up."""

    page = "outbox"
    heading = _l("File outbox")
    icon = "mail"

    @expose("/")
    def index(self) -> str:
        """The list, the last one first."""
        folder = current_app.config["CONCORD"].data_dir / "outbox"
        return self.render("outbox/list.html", rows=outbox.lying(folder, SHOWN), days=outbox.KEPT.days)

    @expose("/message/", methods=("POST",))
    def message(self) -> Any:
        """One message in words."""
        fresh.need()
        name = request.form.get("name", "")
        text = outbox.read(current_app.config["CONCORD"].data_dir / "outbox", name)
        with writing():
            audit.record(AuditAction.viewed, Reminder, changes={"file": name})
        return self.render("outbox/message.html", name=name, text=text)
