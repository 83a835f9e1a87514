"""New schedules on the case page: the loan aged anew, or spread anew over its instalments to come."""

from functools import cached_property
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField, validators

from admin.base import fields, rights
from admin.base.fields import DateField, WholeField
from admin.case.form import NEEDED, PanelForm
from admin.case.panel import Panel, post
from models.plan import Period
from services.loan import reschedule


def reason_field() -> Any:
    """Why the schedule changes."""
    return StringField(_l("Reason"), validators=[*NEEDED, validators.Length(max=500)], filters=[fields.tidy])


class ReageForm(PanelForm):
    """A new series."""

    panel = "reage"
    count = WholeField(_l("Instalments"), default=12, validators=[*NEEDED, validators.NumberRange(1, reschedule.MOST)])
    first_on = DateField(_l("First instalment on"), validators=NEEDED)
    every = fields.ChoiceField(_l("Period"), members=Period, blank=False, default=Period.month)
    reason = reason_field()


class ReamortiseForm(PanelForm):
    """The same days, other amounts."""

    panel = "reamortise"
    reason = reason_field()


class SchedulePanel(Panel):
    """Two tools that change the schedule itself."""

    name = "schedule"

    @cached_property
    def reage(self) -> ReageForm:
        """A new series."""
        return ReageForm()

    @cached_property
    def reamortise(self) -> ReamortiseForm:
        """The same days, other amounts."""
        return ReamortiseForm()

    @post("/reage/", ("edit", "loan"), ReageForm, _l("The loan has a new schedule."), again="reage")
    def reage_loan(self, form: Any) -> None:
        """Make what is unpaid a new series."""
        terms = {name: form[name].data for name in ("count", "first_on", "every", "reason")}
        reschedule.reage(self.row, today=self.today, user=rights.person(), **terms)

    @post(
        "/reamortise/",
        ("edit", "loan"),
        ReamortiseForm,
        _l("The instalments to come carry what is unpaid."),
        again="reamortise",
    )
    def reamortise_loan(self, form: Any) -> None:
        """Spread what is unpaid over the instalments to come."""
        reschedule.reamortise(self.row, self.today, reason=form.reason.data, user=rights.person())
