"""Waiving a part of a debt at once, on the case page."""

from functools import partial
from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import StringField, validators

from admin.base import fields
from admin.case_approval import or_asked, reason_field
from admin.case_form import NEEDED, PanelForm
from admin.case_panel import Panel
from models.approval import ApprovalKind
from models.case import Case
from models.payment import Component
from services import payment


class WaiveForm(PanelForm):
    """A part of the debt to let go of."""

    panel = "waive"
    component = fields.ChoiceField(_l("Part"), members=Component, blank=False, default=Component.penalty)
    amount = fields.NumberField(_l("Amount"), validators=NEEDED)
    reason = StringField(_l("Reason"), validators=[*NEEDED, validators.Length(max=500)], filters=[fields.tidy])
    approval = reason_field()


class WaivePanel(Panel):
    """What is let go at once."""

    def details(self, row: Any) -> dict[str, Any]:
        """The form."""
        return super().details(row) | {"waive": WaiveForm()}

    @expose("/waive/", methods=("POST",))
    def waive_part(self) -> Any:
        """Let go of a part of the debt."""
        form, done = WaiveForm(request.form), gettext("It is waived.")
        return self.act(("create", "offer"), form, lambda row: waived(row, form), done, "waive")


def waived(row: Case, form: Any) -> Any:
    """Let go of what the form says, if the person's level may."""
    terms = {"component": form.component.data, "amount": form.amount.data}
    return or_asked(row, ApprovalKind.waiver, form, terms, partial(payment.waive_by, note=form.reason.data))
