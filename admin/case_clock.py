"""The limitation in the legal panel: how long is left, what counted, and recording what interrupts it."""

from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, StringField, validators

from admin.base import clock as edge
from admin.base import fields, rights
from admin.case_form import NEEDED, PanelForm
from admin.case_panel import Panel
from models.case import Case
from rules.limitation import EventKind
from services import clock, document

MAYBE = [validators.Optional()]


class ClockForm(PanelForm):
    """What happened, when, and what proves it."""

    panel = "clock_event"
    kind = fields.ChoiceField(_l("What happened"), members=EventKind, blank=False, default=EventKind.demand_delivered)
    on = DateField(_l("Day"), validators=NEEDED)
    further_on = DateField(_l("Its end, or the day it moves to"), validators=MAYBE)
    note = StringField(_l("Note"), validators=[validators.Length(max=500)], filters=[fields.tidy])


class ClockPanel(Panel):
    """Until when the claim can be taken to court."""

    def details(self, row: Any) -> dict[str, Any]:
        """The clock and the form."""
        return super().details(row) | {"clock": clock.of(row.loan, edge.today()), "clock_event": ClockForm()}

    @expose("/clock/", methods=("POST",))
    def record_clock(self) -> Any:
        """Record what happened to the claim, with the scan that proves it."""
        form, done = ClockForm(request.form), gettext("Recorded. The clock is counted anew.")
        return self.act(("act", "referral"), form, lambda row: recorded(row, form), done, "clock_event")


def recorded(row: Case, form: Any) -> None:
    """Hand what the form says to the service."""
    sent, kind = request.files.get("proof"), form.kind.data
    scan = document.keep(sent.stream, sent.filename) if sent and sent.filename else None
    more = {"removed_on" if kind == EventKind.obstacle else clock.DAYS_OF.get(kind, "ended_on"): form.further_on.data}
    told = {"note": form.note.data or "", "scan": scan, "user": rights.person(), **more}
    clock.record(row.loan, kind, form.on.data, edge.today(), **told)
