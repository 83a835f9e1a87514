"""The legal panel of the case page: the referral with its history, referring, sending and taking back."""

from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import validators

from admin import referral_step
from admin.base import clock, rights
from admin.case_choice import chosen, picked
from admin.case_clock import ClockPanel
from admin.case_form import PanelForm
from admin.case_panel import given
from models.case import Case
from models.partner import LegalPartner
from models.referral import Referral
from services import referral


class ReferForm(PanelForm):
    """To whom a case is referred."""

    panel = "refer"
    partner = picked(LegalPartner, _l("Legal partner"), validators=[validators.InputRequired()])


class LegalPanel(ClockPanel):
    """Where the case stands with a legal partner."""

    def details(self, row: Any) -> dict[str, Any]:
        """Referrals, newest first, with the forms of what comes next."""
        found = referral.open_of(row)
        return super().details(row) | {
            "referrals": sorted(row.referrals, key=newest),
            "referral": found,
            "refer": ReferForm(),
            "step": referral_step.form_of(found) if found else None,
            "steps": referral_step.steps(found) if found else [],
        }

    @expose("/refer/", methods=("POST",))
    def refer_case(self) -> Any:
        """Propose the case to a partner."""
        form, done = ReferForm(request.form), gettext("Referral proposed. A manager sends it.")
        return self.act(("act", "referral"), form, lambda row: referred(row, form), done, "refer")

    @expose("/referral/", methods=("POST",))
    def advance_referral(self) -> Any:
        """Send, take back, or report the partner's step."""
        form, done = referral_step.StepForm(request.form), gettext("The referral moved on.")
        return self.act(
            ("edit", "referral"), form, lambda row: referral_step.take(given(row, Referral), form), done, "step"
        )


def newest(row: Any) -> int:
    """The order of a history: the latest row first."""
    return -int(row.id)


def referred(row: Case, form: Any) -> Referral:
    """Hand the case to the service."""
    partner = chosen(LegalPartner, form.partner)
    return referral.open(row, partner, clock.today(), clock.now(), rights.person())
