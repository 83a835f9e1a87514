"""Screen of the legal referrals."""

from typing import Any

from flask_babel import lazy_gettext as _l

from admin.base import clock, rights
from admin.base.view import RecordView
from models.referral import Referral
from services import referral


class ReferralView(RecordView):
    """Cases in the hands of a legal partner; the status moves step by step, never in a form."""

    model = Referral
    icon = "scales"
    column_list = (
        "reference",
        "case",
        "case.borrower",
        "partner",
        "claim_amount",
        "file",
        "status",
        "status_on",
        "next_on",
    )
    column_filters = ("status", "partner", "status_on", "next_on", "claim_amount")
    column_searchable_list = ("reference", "docket_no", "partner_file_no", "case.borrower.name")
    form_groups = (
        (_l("Referral"), ("case", "partner")),
        (_l("Where it stands"), ("court", "docket_no", "partner_file_no", "next_on")),
    )
    form_fixed = ("case", "partner")
    facts = ("status", "claim_amount", "partner", "next_on")
    empty = _l("A case is referred on its page, or from the list of cases.")

    def is_accessible(self) -> bool:
        """The desk's own people; a legal partner has a page of their own."""
        return super().is_accessible() and not rights.may_open("partner")

    def make(self, form: Any) -> Referral:
        """Propose the referral."""
        day, now = clock.today(), clock.now()
        row = referral.open(form.case.data, form.partner.data, day, now, rights.person())
        for name in ("court", "docket_no", "partner_file_no", "next_on"):
            setattr(row, name, form[name].data)
        return row
