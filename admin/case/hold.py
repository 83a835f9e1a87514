"""The holds on the case page: why automation rests, and letting it go on."""

from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, StringField, validators

from admin.base import clock, fields, rights
from admin.case.panel import NEEDED, Panel, PanelForm, ReasonForm, given
from models.case import Case
from models.hold import Hold, HoldKind
from models.pause import Pause
from services import hold, pause


class HoldForm(PanelForm):
    """A hold to open; both days are included."""

    panel = "hold"
    kind = fields.ChoiceField(_l("Why it rests"), members=HoldKind, blank=False, default=HoldKind.dispute)
    ends_on = DateField(_l("Until (empty: until it is released)"), validators=[validators.Optional()])
    review_on = DateField(_l("Look again on"), validators=NEEDED)
    reason = StringField(_l("In your words"), validators=[*NEEDED, validators.Length(max=500)], filters=[fields.tidy])


class HoldPanel(Panel):
    """What lets a case rest."""

    def details(self, row: Any) -> dict[str, Any]:
        """Holds, newest first, with the form of a new one."""
        return super().details(row) | {"holds": sorted(row.holds, key=lambda each: -each.id), "hold": HoldForm()}

    @expose("/hold/", methods=("POST",))
    def open_hold(self) -> Any:
        """Let the case rest."""
        form, done = HoldForm(request.form), gettext("The case rests.")
        return self.act(("create", "hold"), form, lambda row: opened(row, form), done, "hold")

    @expose("/hold/release/", methods=("POST",))
    def release_hold(self) -> Any:
        """Let automation go on."""
        form, done = fields.Form(request.form), gettext("The hold is released.")
        return self.act(("act", "hold"), form, lambda row: hold.release(given(row, Hold), clock.today()), done)


def opened(row: Case, form: Any) -> Hold:
    """Hand what the form says to the service."""
    kind, reason, review_on = form.kind.data, form.reason.data, form.review_on.data
    until, owner = form.ends_on.data, rights.person()
    return hold.open(row, kind, clock.today(), reason, review_on, ends_on=until, owner=owner)


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
