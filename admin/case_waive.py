"""Waiving a part of a debt at once, on the case page."""

from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import StringField, validators

from admin.base import clock, fields, rights
from admin.case_form import NEEDED, PanelForm
from admin.case_panel import Panel
from models.case import Case
from models.payment import Component, Payment
from services import payment


class WaiveForm(PanelForm):
    """A part of the debt to let go of."""

    panel = "waive"
    component = fields.ChoiceField(_l("Part"), members=Component, blank=False, default=Component.penalty)
    amount = fields.NumberField(_l("Amount"), validators=NEEDED)
    reason = StringField(_l("Reason"), validators=[*NEEDED, validators.Length(max=500)], filters=[fields.tidy])


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


def waived(row: Case, form: Any) -> Payment:
    """Let go of what the form says, if the person's level may."""
    given_up = {"component": form.component.data, "amount": form.amount.data, "note": form.reason.data}
    return payment.waive_by(rights.person(), row.loan, today=clock.today(), **given_up)
