"""Screen of the legal partners."""

from flask_babel import lazy_gettext as _l

from admin.base.view import RecordView
from models.partner import LegalPartner


class LegalPartnerView(RecordView):
    """Law firms with their places and capacity."""

    model = LegalPartner
    menu_group = "Set-up"
    icon = "scales"
    column_list = ("name", "jurisdictions", "capacity", "agreement_until", "archived_on")
    column_filters = ("agreement_until",)
    column_searchable_list = ("name",)
    form_groups = (
        (_l("Legal partner"), ("name", "jurisdictions", "capacity", "agreement_until")),
        (_l("Note"), ("note",)),
    )
    facts = ("jurisdictions", "capacity", "agreement_until")
    related = (("referral", "partner"), ("user", "partner"))
    empty = _l("Add the law firm that takes your referrals.")
