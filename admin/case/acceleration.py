"""Calling the rest of a loan due on the case page: the decision, what it waits for, and taking it back."""

from datetime import timedelta
from functools import cached_property
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField, validators

from admin.base import fields, format, handout
from admin.base.fields import DateField
from admin.case.demand import person
from admin.case.form import NEEDED, PanelForm, ReasonForm
from admin.case.panel import Panel, post
from models.acceleration import Acceleration, AccelerationCause, AccelerationStatus
from models.base import Language
from services.loan import acceleration

LONG = validators.Length(max=500)


class CallForm(PanelForm):
    """For which breach, under which clause, as of which day and why; the notice, unless it was posted elsewhere."""

    panel = "call_due"
    cause = fields.ChoiceField(
        _l("What was not kept"), members=AccelerationCause, blank=False, default=AccelerationCause.arrears
    )
    clause = StringField(_l("Clause of the contract"), validators=[*NEEDED, LONG], filters=[fields.tidy])
    due_on = DateField(_l("The rest falls due on"), validators=NEEDED)
    reason = StringField(
        _l("Why (the notice says it for another breach)"), validators=[*NEEDED, LONG], filters=[fields.tidy]
    )
    language = fields.ChoiceField(_l("Language of the notice"), members=Language, blank=False, validators=NEEDED)
    notice_on = DateField(_l("Posted elsewhere on (with its copy)"), validators=[validators.Optional()])


class AccelerationPanel(Panel):
    """The whole rest called due, and what came of it."""

    name = "acceleration"

    @cached_property
    def rows(self) -> list[Acceleration]:
        """The accelerations, newest first."""
        return sorted(self.row.accelerations, key=lambda each: -each.id)

    @cached_property
    def standing(self) -> Acceleration | None:
        """The one that is announced or took effect."""
        return acceleration.standing(self.row)

    @cached_property
    def waits(self) -> str:
        """Why an announced one has no effect yet."""
        row = self.standing
        if row is None or row.status != AccelerationStatus.announced:
            return ""
        return format.said(acceleration.lacks(row, self.today) or "")

    @cached_property
    def form(self) -> CallForm:
        """What to decide, with the day that the law of the lender makes usual."""
        law = acceleration.law_of(self.row)
        return CallForm(due_on=self.today + timedelta(days=law.usual), language=self.row.borrower.language)

    @post(
        "/acceleration/",
        ("edit", "loan"),
        CallForm,
        _l("Decided. Nothing of the rest is due before its notice was served: send it, and record its delivery."),
        again="form",
    )
    def call_due(self, form: Any) -> None:
        """Decide to call the rest due; its notice is set."""
        call = acceleration.Call(*(form[name].data for name in acceleration.Call._fields))
        copy, on = handout.scan("copy"), form.notice_on.data
        elsewhere = acceleration.Elsewhere(on, copy) if copy and on else None
        more = {"user": person(), "language": form.language.data, "elsewhere": elsewhere}
        acceleration.decide(self.row, call, self.today, **more)

    @post("/acceleration/back/", ("edit", "loan"), ReasonForm, _l("Taken back. The rest falls due on its own days."))
    def take_acceleration_back(self, form: Any) -> None:
        """Take an acceleration back."""
        row: Acceleration = self.named(self.row.accelerations)
        acceleration.take_back(row, form.reason.data, self.today, person())
