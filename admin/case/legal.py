"""The legal panel of the case page: the referral with its history, referring, sending and taking back."""

from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import validators

from admin.base import clock, errors, rights
from admin.case.demand import DemandPanel
from admin.case.file import FilePanel
from admin.case.limitation import ClockPanel
from admin.case.panel import PanelForm, chosen, given, picked
from admin.case.referral import ReferralWorkPanel
from admin.portal import step
from models.case import Case
from models.partner import LegalPartner
from models.referral import Referral
from services import referral
from services.referral import partner as partner_choice
from services.referral import standstill


class ReferForm(PanelForm):
    """To whom a case is referred."""

    panel = "refer"
    partner = picked(LegalPartner, _l("Legal partner"), validators=[validators.InputRequired()])


class LegalPanel(ClockPanel, DemandPanel, FilePanel, ReferralWorkPanel):
    """Where the case stands with a legal partner."""

    def details(self, row: Any) -> dict[str, Any]:
        """Referrals, newest first, with the forms of what comes next."""
        found = referral.open_of(row)
        firms = [] if found else partner_choice.ranked(row, clock.today())
        return super().details(row) | {
            "referrals": sorted(row.referrals, key=newest),
            "referral": found,
            "refer": ReferForm(partner=firms[0].firm.id if firms else None),
            "firms": firms,
            "rests": resting(row) if found else "",
            "why_firm": partner_choice.reasons,
            "step": step.form_of(found) if found else None,
            "steps": step.steps(found) if found else [],
        }

    @expose("/refer/", methods=("POST",))
    def refer_case(self) -> Any:
        """Propose the case to a partner."""
        form, done = ReferForm(request.form), gettext("Referral proposed. A manager sends it.")
        return self.act(("act", "referral"), form, lambda row: referred(row, form), done, "refer")

    @expose("/referral/", methods=("POST",))
    def advance_referral(self) -> Any:
        """Send, take back, or report the partner's step."""
        form, done = step.StepForm(request.form), gettext("The referral moved on.")
        return self.act(("edit", "referral"), form, lambda row: step.take(given(row, Referral), form), done, "step")


def resting(row: Case) -> str:
    """Why no legal step is taken today, and the way on; empty where nothing rests."""
    rest = standstill.of(row, clock.today(), clock.today())
    return errors.sentence(standstill.refusal(rest, row.reference)) if rest else ""


def newest(row: Any) -> int:
    """The order of a history: the latest row first."""
    return -int(row.id)


def referred(row: Case, form: Any) -> Referral:
    """Hand the case to the service."""
    partner = chosen(LegalPartner, form.partner)
    known = next((each for each in partner_choice.ranked(row, clock.today()) if each.firm.id == partner.id), None)
    why = partner_choice.reasons(known) if known else ""
    return referral.open(row, partner, clock.today(), clock.now(), rights.person(), reasons=why)
