"""New schedules on the case page: the loan aged anew, or spread anew over its instalments to come."""

from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, StringField, validators

from admin.base import clock, fields, rights
from admin.case.panel import NEEDED, Panel, PanelForm
from models.case import Case
from models.plan import Period
from services import reschedule


def reason_field() -> Any:
    """Why the schedule changes."""
    return StringField(_l("Reason"), validators=[*NEEDED, validators.Length(max=500)], filters=[fields.tidy])


class ReageForm(PanelForm):
    """A new series."""

    panel = "reage"
    count = IntegerField(
        _l("Instalments"), default=12, validators=[*NEEDED, validators.NumberRange(1, reschedule.MOST)]
    )
    first_on = DateField(_l("First instalment on"), validators=NEEDED)
    every = fields.ChoiceField(_l("Period"), members=Period, blank=False, default=Period.month)
    reason = reason_field()


class ReamortiseForm(PanelForm):
    """The same days, other amounts."""

    panel = "reamortise"
    reason = reason_field()


class ReschedulePanel(Panel):
    """Two tools that change the schedule itself."""

    def details(self, row: Any) -> dict[str, Any]:
        """The forms."""
        return super().details(row) | {"reage": ReageForm(), "reamortise": ReamortiseForm()}

    @expose("/reage/", methods=("POST",))
    def reage_loan(self) -> Any:
        """Make what is unpaid a new series."""
        form, done = ReageForm(request.form), gettext("The loan has a new schedule.")
        return self.act(("edit", "loan"), form, lambda row: aged(row, form), done, "reage")

    @expose("/reamortise/", methods=("POST",))
    def reamortise_loan(self) -> Any:
        """Spread what is unpaid over the instalments to come."""
        form, done = ReamortiseForm(request.form), gettext("The instalments to come carry what is unpaid.")
        return self.act(("edit", "loan"), form, lambda row: spread(row, form.reason.data), done, "reamortise")


def aged(row: Case, form: Any) -> None:
    """Hand what the form says to the service."""
    terms = {name: form[name].data for name in ("count", "first_on", "every", "reason")}
    reschedule.reage(row, today=clock.today(), user=rights.person(), **terms)


def spread(row: Case, reason: str) -> None:
    """Hand the reason to the service."""
    reschedule.reamortise(row, clock.today(), reason=reason, user=rights.person())
