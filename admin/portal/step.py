"""The step of a referral: status, note and what the status asks for; the desk and the partner use the same form."""

from decimal import Decimal
from typing import Any, cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField, validators

from admin.base import clock, fields, handout, labels, rights
from admin.base.fields import DateField
from admin.case.form import PanelForm
from admin.paper import packet
from models.referral import Referral, ReferralStatus
from rules import referral as rule
from services import referral
from services.referral import readiness, standstill

MAYBE = [validators.Optional()]
LONG = [validators.Length(max=500)]
TOO = {**rule.ALSO, "sent": ("anyway",)}
"""What may be filled in with a status, beside what it needs."""


class StepForm(PanelForm):
    """The next status of a referral; a field that the status needs must be filled, now or before.

    The fields bear the names of the columns in rules.referral.DATA.
    """

    panel = "step"
    status = fields.ChoiceField(
        _l("New status"), members=ReferralStatus, blank=True, validators=[validators.InputRequired()]
    )
    partner_file_no = StringField(
        _l("Partner's file number"), validators=[validators.Length(max=100)], filters=[fields.tidy]
    )
    court = StringField(_l("Court"), validators=[validators.Length(max=200)], filters=[fields.tidy])
    docket_no = StringField(_l("Docket number"), validators=[validators.Length(max=100)], filters=[fields.tidy])
    missing_items = StringField(_l("Missing items"), validators=LONG, filters=[fields.tidy])
    demand_on = DateField(_l("Day of the demand"), validators=MAYBE)
    demand_delivery = StringField(_l("How it was delivered"), validators=LONG, filters=[fields.tidy])
    filed_amount = fields.NumberField(_l("Amount claimed"))
    filed_on = DateField(_l("Filed on, where the court has it already"), validators=MAYBE)
    served_on = DateField(_l("Served on"), validators=MAYBE)
    service_method = StringField(_l("Method of service"), validators=LONG, filters=[fields.tidy])
    next_on = DateField(_l("Next date"), validators=MAYBE)
    next_time = StringField(_l("Hour, like 09:30"), validators=[validators.Length(max=10)], filters=[fields.tidy])
    court_room = StringField(_l("Court room"), validators=[validators.Length(max=100)], filters=[fields.tidy])
    judgment_on = DateField(_l("Day of the judgment"), validators=MAYBE)
    judgment_amount = fields.NumberField(_l("Amount of the judgment"))
    judgment_rate = fields.NumberField(_l("Yearly rate after judgment, %"), places=6, factor=Decimal(100))
    perform_by = DateField(_l("To be paid by"), validators=MAYBE)
    measures = StringField(_l("Measures and asset clues"), validators=LONG, filters=[fields.tidy])
    settlement_plan = StringField(_l("Settlement plan"), validators=LONG, filters=[fields.tidy])
    anyway = StringField(_l("Papers are missing: why it is sent anyway"), validators=LONG, filters=[fields.tidy])
    note = TextAreaField(_l("Note for both sides"), validators=[validators.Length(max=4000)], filters=[fields.tidy])

    def validate(self, extra_validators: Any = None) -> bool:
        """Mark a field that the status needs and that is empty."""
        if not super().validate(extra_validators):
            return False
        missing = [self[name] for name in rule.NEEDS.get(self.to, ()) if self[name].data in (None, "")]
        for field in missing:
            field.errors = [*field.errors, gettext("%(status)s needs this.", status=labels.member(self.to))]
        return not missing

    def musts(self, to: ReferralStatus) -> tuple[str, ...]:
        """The fields that a status requires."""
        return rule.NEEDS.get(to, ())

    @property
    def to(self) -> ReferralStatus:
        """The chosen status."""
        return cast(ReferralStatus, self.status.data)


def form_of(row: Referral, data: Any = None) -> StepForm:
    """The form of a referral's next step, with what is known already."""
    known = {name: getattr(row, name) for name in rule.DATA if name not in rule.FRESH}
    return StepForm(data, **known)


def steps(row: Referral) -> list[tuple[ReferralStatus, tuple[str, ...]]]:
    """The statuses that the signed-in person may take a referral to, with the fields that each needs."""
    return [
        (status, (*rule.NEEDS.get(status, ()), *TOO.get(status, ())))
        for status in referral.following(row, rights.person())
    ]


def take(row: Referral, form: StepForm) -> bool:
    """Hand the step to the service."""
    data, user, scan = {name: form[name].data for name in rule.DATA}, rights.person(), handout.scan("document")
    if form.to == ReferralStatus.sent:
        standstill.check(row.case, clock.today())
        readiness.check(readiness.of(row.case, row.partner, clock.today()), form.anyway.data or "")
        packet.build(row.case, user=user)
    note, anyway = form.note.data or "", form.anyway.data or ""
    referral.advance(row, form.to, note, user, clock.today(), clock.now(), data, scan=scan, anyway=anyway)
    return True
