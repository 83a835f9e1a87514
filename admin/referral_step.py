"""The step of a referral: status, note and what the status asks for; the desk and the partner use the same form."""

from typing import Any, cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, StringField, TextAreaField, validators

from admin.base import clock, fields, labels, rights
from admin.case_form import PanelForm
from models.referral import Referral, ReferralStatus
from rules import referral as rule
from services import referral


class StepForm(PanelForm):
    """The next status of a referral; a field that the status needs must be filled, now or before."""

    panel = "step"
    status = fields.ChoiceField(
        _l("New status"), members=ReferralStatus, blank=True, validators=[validators.InputRequired()]
    )
    partner_file_no = StringField(
        _l("Partner's file number"), validators=[validators.Length(max=100)], filters=[fields.tidy]
    )
    court = StringField(_l("Court"), validators=[validators.Length(max=200)], filters=[fields.tidy])
    docket_no = StringField(_l("Docket number"), validators=[validators.Length(max=100)], filters=[fields.tidy])
    next_on = DateField(_l("Next date"), validators=[validators.Optional()])
    note = TextAreaField(_l("Note for both sides"), validators=[validators.Length(max=4000)], filters=[fields.tidy])

    def validate(self, extra_validators: Any = None) -> bool:
        """Mark a field that the status needs and that is empty."""
        if not super().validate(extra_validators):
            return False
        missing = [self[name] for name in rule.NEEDS.get(self.to, ()) if not self[name].data]
        for field in missing:
            field.errors = [*field.errors, gettext("%(status)s needs this.", status=labels.member(self.to))]
        return not missing

    @property
    def to(self) -> ReferralStatus:
        """The chosen status."""
        return cast(ReferralStatus, self.status.data)


DATA = ("partner_file_no", "court", "docket_no", "next_on")


def form_of(row: Referral, data: Any = None) -> StepForm:
    """The form of a referral's next step, with what is known already."""
    known = {name: getattr(row, name) for name in DATA if name != "next_on"}
    return StepForm(data, **known)


def steps(row: Referral) -> list[tuple[ReferralStatus, tuple[str, ...]]]:
    """The statuses that the signed-in person may take a referral to, with the fields that each needs."""
    return [(status, rule.NEEDS.get(status, ())) for status in referral.following(row, rights.person())]


def take(row: Referral, form: StepForm) -> bool:
    """Hand the step to the service."""
    data = {name: form[name].data for name in DATA}
    referral.advance(row, form.to, form.note.data or "", rights.person(), clock.today(), clock.now(), data)
    return True
