"""Screen of the legal partners."""

from typing import Any

from flask_babel import lazy_gettext as _l

from admin.base import fields
from admin.base.view import RecordView
from models.partner import LegalPartner
from services.referral import partner

FEES = ("fee_basis", "fee_rate", "fee_tiers", "currency", "flat_fee", "costs_advanced_by", "no_fee_before_demand")


class LegalPartnerView(RecordView):
    """Law firms with their places and capacity."""

    model = LegalPartner
    icon = "scales"
    column_list = ("name", "jurisdictions", "capacity", "agreement_until", "archived_on")
    column_filters = ("agreement_until",)
    column_searchable_list = ("name",)
    form_groups = (
        (_l("Legal partner"), ("name", "jurisdictions", "capacity", "agreement_until")),
        (_l("Fees"), FEES),
        (_l("Remittances"), ("remittance_days",)),
        (_l("Yearly evaluation"), ("evaluated_on", "evaluation")),
        (_l("Note"), ("note",)),
    )
    form_args = {"currency": fields.CURRENCY}
    facts = ("jurisdictions", "capacity", "agreement_until", "fee_basis", "evaluated_on")
    related = (("referral", "partner"), ("user", "partner"))
    empty = _l("Add the law firm that takes your referrals.")

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        """Its fees stay below the cap of the law."""
        partner.check(model)
