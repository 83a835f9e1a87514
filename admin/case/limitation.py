"""The limitation in the legal panel: how long is left, what counted, and recording what interrupts it."""

from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, StringField, validators

from admin.base import clock as edge
from admin.base import fields, files, rights
from admin.case.panel import NEEDED, Panel, PanelForm, named
from models.case import Case
from rules.guarantee import ActKind
from rules.limitation import EventKind
from services import legal_clock, limitation

MAYBE = [validators.Optional()]


class ClockForm(PanelForm):
    """What happened, when, and what proves it."""

    panel = "clock_event"
    kind = fields.ChoiceField(_l("What happened"), members=EventKind, blank=False, default=EventKind.demand_delivered)
    on = DateField(_l("Day"), validators=NEEDED)
    further_on = DateField(_l("Its end, or the day it moves to"), validators=MAYBE)
    received_on = DateField(_l("Payment order received by the debtor on"), validators=MAYBE)
    note = StringField(_l("Note"), validators=[validators.Length(max=500)], filters=[fields.tidy])


class ActForm(PanelForm):
    """What was done to hold a guarantor."""

    panel = "guarantee_act"
    kind = fields.ChoiceField(
        _l("What was done"), members=ActKind, blank=False, validators=NEEDED, default=ActKind.demand_on_guarantor
    )
    on = DateField(_l("Day"), validators=NEEDED)


class ClockPanel(Panel):
    """Until when the claim can be taken to court, guarantors be held, and judgments enforced."""

    def details(self, row: Any) -> dict[str, Any]:
        """The clocks and the forms."""
        today = edge.today()
        forms = {"clock_event": ClockForm(), "guarantee_act": ActForm(on=today)}
        return (
            super().details(row)
            | forms
            | {"clock": limitation.of(row.loan, today), "faces": legal_clock.of(row, today)}
        )

    @expose("/guarantee/", methods=("POST",))
    def act_on_guarantor(self) -> Any:
        """Record what was done to hold a guarantor, with the scan that proves it."""
        form, done = ActForm(request.form), gettext("Recorded. The clock is counted anew.")
        return self.act(("act", "referral"), form, lambda row: acted(row, form), done)

    @expose("/clock/", methods=("POST",))
    def record_clock(self) -> Any:
        """Record what happened to the claim, with the scan that proves it."""
        form, done = ClockForm(request.form), gettext("Recorded. The clock is counted anew.")
        return self.act(("act", "referral"), form, lambda row: recorded(row, form), done, "clock_event")


def acted(row: Case, form: Any) -> Any:
    """Hand the act to the service."""
    found, scan = named(row.loan.guarantors), files.scan("proof")
    return legal_clock.act(found, form.kind.data, form.on.data, scan, edge.today(), rights.person())


def recorded(row: Case, form: Any) -> None:
    """Hand what the form says to the service."""
    scan, kind = files.scan("proof"), form.kind.data
    more = {
        "removed_on" if kind == EventKind.obstacle else limitation.DAYS_OF.get(kind, "ended_on"): form.further_on.data
    }
    more["received_on"] = form.received_on.data
    told = {"note": form.note.data or "", "scan": scan, "user": rights.person(), **more}
    limitation.record(row.loan, kind, form.on.data, edge.today(), **told)
