"""Asking on the case page to set a rule of the house aside, once."""

from typing import Any

from flask import abort, request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField, validators

from admin.base import clock, fields, rights
from admin.case_form import NEEDED, PanelForm
from admin.case_panel import Panel
from models.case import Case
from models.decision import OverrideReason
from models.stage import Channel
from services import override


class OverrideForm(PanelForm):
    """Why a rule of the house should be set aside once."""

    panel = "override"
    code = fields.ChoiceField(_l("Reason"), members=OverrideReason, blank=False, default=OverrideReason.borrower_asked)
    why = TextAreaField(
        _l("Why, in at least 20 characters"),
        validators=[*NEEDED, validators.Length(min=override.SHORTEST, max=500)],
        filters=[fields.tidy],
    )


class OverridePanel(Panel):
    """A second person decides."""

    def details(self, row: Any) -> dict[str, Any]:
        """The form."""
        return super().details(row) | {"override": OverrideForm()}

    @expose("/override/", methods=("POST",))
    def ask_override(self) -> Any:
        """Ask a second person to set a rule of the house aside."""
        form, done = OverrideForm(request.form), gettext("Your request waits for a second person.")
        return self.act(("create", "override"), form, lambda row: asked(row, form), done, "override")


def asked(row: Case, form: Any) -> Any:
    """Hand the request to the service."""
    person = rights.person() or abort(403)
    return override.ask(row, Channel.call, form.code.data, form.why.data, person, clock.now())
