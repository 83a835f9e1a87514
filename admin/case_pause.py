"""Pauses on the case page: which days do not count, beside the holds."""

from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, StringField, validators

from admin.base import clock, fields, rights
from admin.case_form import NEEDED, PanelForm, ReasonForm
from admin.case_panel import Panel
from models.case import Case
from models.pause import Pause
from services import pause


class PauseForm(PanelForm):
    """Days that do not count."""

    panel = "pause"
    starts_on = DateField(_l("First day that does not count"), validators=NEEDED)
    ends_on = DateField(_l("First day that counts again"), validators=NEEDED)
    reason = StringField(_l("Why"), validators=[*NEEDED, validators.Length(max=500)], filters=[fields.tidy])


class PausePanel(Panel):
    """Which days do not count."""

    def details(self, row: Any) -> dict[str, Any]:
        """The days, as they were entered and as they count; both counts of days where there is a pause."""
        rows = pause.rows(row.loan)
        today, days = clock.today(), pause.of(row.loan)
        return super().details(row) | {
            "pauses": rows,
            "late": pause.measure(row.loan, today) if rows else None,
            "paused": any(each.start <= today < each.end for each in days),
            "pause": PauseForm(starts_on=today),
        }

    @expose("/pause/", methods=("POST",))
    def pause_days(self) -> Any:
        """Let days not count."""
        form, done = PauseForm(request.form), gettext("These days do not count.")
        return self.act(("create", "pause"), form, lambda row: paused(row, form), done, "pause")

    @expose("/pause/resume/", methods=("POST",))
    def resume_days(self) -> Any:
        """Let the days count again."""
        form, done = ReasonForm(request.form), gettext("The days count again from today.")
        return self.act(("create", "pause"), form, lambda row: resumed(row, form.reason.data), done)


def paused(row: Case, form: Any) -> Pause:
    """Hand what the form says to the service."""
    days = form.starts_on.data, form.ends_on.data
    return pause.add(row.loan, *days, form.reason.data, clock.today(), rights.person())


def resumed(row: Case, reason: str) -> Pause:
    """Let the days count again today."""
    return pause.resume(row.loan, reason, clock.today(), rights.person())
