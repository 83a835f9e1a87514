"""The limitation in the legal panel: how long is left, what counted, and recording what interrupts it."""

from functools import cached_property
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField, validators

from admin.base import fields, handout, rights
from admin.base.fields import DateField
from admin.case.form import NEEDED, PanelForm
from admin.case.panel import Panel, post
from models.contact_person import GuaranteeAct
from rules.guarantee import ActKind
from rules.limitation import EventKind
from services import deadline, limitation

BY_DECISION = (EventKind.accelerated,)
"""What is told by a decision of its own: only an acceleration makes the rest due."""
MAYBE = [validators.Optional()]


class EventForm(PanelForm):
    """What happened, when, and what proves it."""

    panel = "clock_event"
    kind = fields.ChoiceField(
        _l("What happened"), members=EventKind, blank=False, default=EventKind.demand_delivered, but=BY_DECISION
    )
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


class LimitationPanel(Panel):
    """Until when the claim can be taken to court, guarantors be held, and judgments enforced."""

    name = "limitation"

    @cached_property
    def claim(self) -> limitation.Limitation | None:
        """The limitation of the claim; None where nothing runs."""
        return limitation.of(self.row.loan, self.today)

    @cached_property
    def deadlines(self) -> list[deadline.Deadline]:
        """The deadlines beside it."""
        return deadline.of(self.row, self.today)

    @cached_property
    def event(self) -> EventForm:
        """What may have interrupted it."""
        return EventForm()

    @cached_property
    def guarantee(self) -> ActForm:
        """What may hold a guarantor."""
        return ActForm(on=self.today)

    @post("/guarantee/", ("act", "referral"), ActForm, _l("Recorded. The time is counted anew."))
    def act_on_guarantor(self, form: Any) -> GuaranteeAct:
        """Record what was done to hold a guarantor, with the scan that proves it."""
        guarantor, scan = self.named(self.row.loan.guarantors), handout.scan("proof")
        return deadline.act(guarantor, form.kind.data, form.on.data, scan, self.today, rights.person())

    @post("/deadline/", ("act", "referral"), EventForm, _l("Recorded. The time is counted anew."), again="event")
    def record_deadline(self, form: Any) -> None:
        """Record what happened to the claim, with the scan that proves it."""
        kind, scan = form.kind.data, handout.scan("proof")
        further = "removed_on" if kind == EventKind.obstacle else limitation.DAYS_OF.get(kind, "ended_on")
        more = {further: form.further_on.data, "received_on": form.received_on.data, "user": rights.person()}
        note = form.note.data or ""
        limitation.record(self.row.loan, kind, form.on.data, self.today, note=note, scan=scan, **more)
