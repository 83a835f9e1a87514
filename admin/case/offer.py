"""The offers on the case page: what is let go once so much has come in by a day."""

from datetime import timedelta
from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField

from admin.base import clock, fields
from admin.case.approval import or_asked, reason_field
from admin.case.panel import NEEDED, Panel, PanelForm, ReasonForm, given
from models.approval import ApprovalKind
from models.case import Case
from models.offer import Offer
from models.payment import Component
from services import offer

DAYS = 7


class OfferForm(PanelForm):
    """A price, a day, and what is waived for it."""

    panel = "offer"
    pay_amount = fields.NumberField(_l("To be paid"), validators=NEEDED)
    pay_by = DateField(_l("By"), validators=NEEDED)
    cost = fields.NumberField(_l("Waive of the costs"))
    fee = fields.NumberField(_l("Waive of the fees"))
    penalty = fields.NumberField(_l("Waive of the penalty"))
    overdue_interest = fields.NumberField(_l("Waive of the overdue interest"))
    interest = fields.NumberField(_l("Waive of the interest"))
    principal = fields.NumberField(_l("Waive of the principal"))
    not_counted = BooleanField(_l("Not counted for the figures of success"))
    approval = reason_field()


class OfferPanel(Panel):
    """What was offered."""

    def details(self, row: Any) -> dict[str, Any]:
        """Offers, newest first, with what has come in on the open one, and a form filled as usual."""
        today, waived = clock.today(), offer.suggest(row, clock.today())
        usual = {str(name): amount for name, amount in waived.items()}
        found = sorted(row.offers, key=lambda each: -each.id)
        price = max(row.balance - sum(waived.values()), 0)
        return super().details(row) | {
            "offers": found,
            "legal_value": offer.of(row),
            "offer_open": next((each for each in found if not each.ended_on), None),
            "offer_paid": {each.id: offer.paid(each, today) for each in found if not each.ended_on},
            "offer": OfferForm(pay_amount=price, pay_by=today + timedelta(days=DAYS), **usual),
        }

    @expose("/offer/", methods=("POST",))
    def make_offer(self) -> Any:
        """Make an offer."""
        form, done = OfferForm(request.form), gettext("The offer stands. It is earned when the money is there.")
        return self.act(("create", "offer"), form, lambda row: made(row, form), done, "offer")

    @expose("/offer/withdraw/", methods=("POST",))
    def withdraw_offer(self) -> Any:
        """Take an offer back."""
        form, done = ReasonForm(request.form), gettext("The offer is withdrawn.")
        return self.act(("act", "offer"), form, lambda row: withdrawn(row, form.reason.data), done)


def made(row: Case, form: Any) -> Any:
    """Hand what the form says to the service."""
    terms = {name: form[name].data for name in ("pay_amount", "pay_by", "not_counted")}
    terms["waive"] = {name: form[name].data for name in Component if form[name].data}
    return or_asked(row, ApprovalKind.offer, form, terms, offer.make)


def withdrawn(row: Case, reason: str) -> None:
    """Take the offer back that the form names."""
    offer.withdraw(given(row, Offer), reason, clock.today())
