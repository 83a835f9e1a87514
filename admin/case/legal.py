"""The legal panel of the case page: the referral with its history, referring, sending and taking back."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import validators

from admin.base import errors, rights
from admin.case.form import PanelForm, chosen, options_of, picked, rows_of
from admin.case.panel import Panel, post
from admin.portal import step
from models.partner import LegalPartner
from models.referral import Referral, ReferralStatus
from rules.referral.partner_choice import Choice
from services import referral
from services.referral import partner as partner_choice
from services.referral import standstill


class ReferForm(PanelForm):
    """To whom a case is referred."""

    panel = "refer"
    partner = picked(LegalPartner, _l("Legal partner"), validators=[validators.InputRequired()])


class LegalPanel(Panel):
    """Where the case stands with a legal partner."""

    name = "legal"
    why_firm = staticmethod(partner_choice.reasons)

    @cached_property
    def referrals(self) -> list[Referral]:
        """The referrals, newest first."""
        return sorted(self.row.referrals, key=lambda each: -each.id)

    @cached_property
    def referral(self) -> Referral | None:
        """The one that has not ended."""
        return next((each for each in self.referrals if each.closed_on is None), None)

    @cached_property
    def opened(self) -> bool:
        """Whether all of it is shown: something hangs there, somebody asked for it, or a form was not saved."""
        row, loan = self.row, self.row.loan
        hanging = (row.referrals, row.demands, row.packets, loan.papers, loan.deadline_events)
        return self.stands or any(map(bool, hanging))

    @cached_property
    def stands(self) -> bool:
        """Whether it is unfolded: a referral runs, somebody asked for it, or a form was not saved."""
        kept = any(self.page.panels[name].kept for name in ("referral", "file", "demand", "limitation"))
        asked = request.args.get("part") == self.name
        return kept or asked or "advance" in self.kept or self.referral is not None

    @cached_property
    def partners(self) -> list[LegalPartner]:
        """The partners in use, asked once for the choice and for the rank."""
        return rows_of(LegalPartner)

    @cached_property
    def firms(self) -> Sequence[Choice]:
        """The firms that may take the case, best first, while it is referred to none."""
        return [] if self.referral else partner_choice.ranked(self.row, self.today, self.partners)

    @cached_property
    def refer(self) -> ReferForm:
        """To whom it may be referred; the best firm stands first."""
        form = ReferForm(partner=self.firms[0].firm.id if self.firms else None)
        form.partner.choices = options_of(self.partners)
        return form

    @cached_property
    def rests(self) -> str:
        """Why no legal step is taken today, and the way on; empty where nothing rests."""
        rest = standstill.of(self.row, self.today, self.today) if self.referral else None
        return errors.sentence(standstill.refusal(rest, self.row.reference)) if rest else ""

    @cached_property
    def advance(self) -> step.StepForm | None:
        """The next step of the open referral."""
        return step.form_of(self.referral) if self.referral else None

    @cached_property
    def steps(self) -> list[tuple[ReferralStatus, tuple[str, ...]]]:
        """The statuses that may follow, with what each needs."""
        return step.steps(self.referral) if self.referral else []

    @post("/refer/", ("act", "referral"), ReferForm, _l("Referral proposed. A manager sends it."), again="refer")
    def refer_case(self, form: Any) -> Referral:
        """Propose the case to a partner, with what speaks for it."""
        partner, ranked = chosen(LegalPartner, form.partner), partner_choice.ranked(self.row, self.today)
        choice = next((each for each in ranked if each.firm.id == partner.id), None)
        why = partner_choice.reasons(choice) if choice else ""
        return referral.open(self.row, partner, self.today, self.now, rights.person(), reasons=why)

    @post("/referral/", ("edit", "referral"), step.StepForm, _l("The referral moved on."), again="advance")
    def advance_referral(self, form: Any) -> bool:
        """Send, take back, or report the partner's step."""
        return step.take(self.given(Referral), form)
