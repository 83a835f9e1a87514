"""The offers on the case page: what is let go once so much has come in by a day."""

from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from admin.base import fields
from admin.base.fields import DateField
from admin.case import limits
from admin.case.approval import or_asked, reason_field
from admin.case.form import NEEDED, PanelForm, ReasonForm
from admin.case.panel import Panel, post
from models.approval import Approval, ApprovalKind, ApprovalStatus
from models.offer import Offer
from models.payment import Component
from services import early, offer

DAYS = 7
GRANTED = (ApprovalStatus.approved, ApprovalStatus.approved_lower)


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

    name = "offer"

    @cached_property
    def offers(self) -> list[Offer]:
        """The offers, newest first."""
        return sorted(self.row.offers, key=lambda each: -each.id)

    @cached_property
    def requests(self) -> list[Approval]:
        """What a second person was asked for and has not granted."""
        return [each for each in self.row.approvals if each.status not in GRANTED]

    @cached_property
    def open(self) -> Offer | None:
        """The one that stands."""
        return next((each for each in self.offers if not each.ended_on), None)

    @cached_property
    def paid(self) -> dict[int, Decimal]:
        """What has come in on those that stand."""
        return {each.id: offer.paid(each, self.today) for each in self.offers if not each.ended_on}

    @cached_property
    def legal_value(self) -> Decimal | None:
        """What a legal case over the whole balance is expected to bring."""
        return offer.legal_value(self.row)

    @cached_property
    def limits(self) -> str:
        """What the person may waive, and whom to ask beyond that."""
        mine = limits.of_waivers(self.row, self.page.plan.authority)
        return f"{mine} {self.page.plan.beyond}".strip() if mine else ""

    @cached_property
    def form(self) -> OfferForm:
        """An offer, filled as usual."""
        usual = offer.suggest(self.row, self.today)
        owed = early.price(self.row.loan, self.row.balance, self.today)
        price, by = max(owed - sum(usual.values()), Decimal(0)), self.today + timedelta(days=DAYS)
        return OfferForm(pay_amount=price, pay_by=by, **{str(name): amount for name, amount in usual.items()})

    @post(
        "/offer/",
        ("create", "offer"),
        OfferForm,
        _l("The offer stands. It is earned when the money is there."),
        again="form",
    )
    def make_offer(self, form: Any) -> Any:
        """Make an offer, if the person's level may."""
        terms = {name: form[name].data for name in ("pay_amount", "pay_by", "not_counted")}
        terms["waive"] = {name: form[name].data for name in Component if form[name].data}
        return or_asked(self.row, ApprovalKind.offer, form, terms, offer.make)

    @post("/offer/withdraw/", ("act", "offer"), ReasonForm, _l("The offer is withdrawn."))
    def withdraw_offer(self, form: Any) -> None:
        """Take an offer back."""
        offer.withdraw(self.given(Offer), form.reason.data, self.today)
