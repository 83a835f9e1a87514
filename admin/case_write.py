"""Writing to a borrower in one's own words, on the case page."""

from typing import Any

from flask import abort, request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField, validators

from admin.base import clock, fields, rights
from admin.case_form import NEEDED, PanelForm
from admin.case_override import OverridePanel
from models.case import Case
from models.stage import Channel
from services import written


class WriteForm(PanelForm):
    """What to say, and how."""

    panel = "write"
    channel = fields.ChoiceField(_l("Channel"), members=Channel, blank=False, default=Channel.sms)
    subject = StringField(_l("Subject"), validators=[validators.Length(max=200)], filters=[fields.tidy])
    body = TextAreaField(_l("Words"), validators=[*NEEDED, validators.Length(max=2000)], filters=[fields.tidy])


class WritePanel(OverridePanel):
    """One message in one's own words."""

    def details(self, row: Any) -> dict[str, Any]:
        """The form."""
        return super().details(row) | {"write": WriteForm()}

    @expose("/write/", methods=("POST",))
    def write_message(self) -> Any:
        """Check the words, then queue them."""
        form, done = WriteForm(request.form), gettext("Queued. It leaves by the next pass, if it may.")
        return self.act(("create", "contact"), form, lambda row: queued(row, form), done, "write")


def queued(row: Case, form: Any) -> Any:
    """Hand what the form says to the service."""
    person = rights.person() or abort(403)
    return written.write(row, form.channel.data, form.subject.data or "", form.body.data, person, clock.now())
