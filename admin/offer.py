"""Screen of the offers: what was offered, and what became of it."""

from flask_babel import lazy_gettext as _l

from admin.approval import ApprovalView
from admin.base.bulk import bulk
from admin.base.view import RecordView
from models.offer import Offer, OfferStatus
from services import offer


class OfferView(RecordView):
    """Offers from their making to their end; they are made on the page of a case."""

    model = Offer
    icon = "coin"
    can_create = False  # An offer is made on the page of its case, where what is owed stands beside it.
    column_list = ("case", "case.borrower", "pay_amount", "pay_by", "status", "made_on", "made_by", "not_counted")
    column_filters = ("status", "pay_by", "made_on", "pay_amount", "made_by")
    column_searchable_list = ("case.reference", "case.borrower.name")
    column_default_sort = ("made_on", True)
    facts = ("case", "pay_amount", "pay_by", "status")
    empty = _l("An offer is made on the page of a case.")

    withdraw = bulk(
        offer.withdraw,
        _l("Withdraw"),
        _l("Why is this offer withdrawn?"),
        asks={"reason": str},
        danger=True,
        when=lambda row: row.status == OfferStatus.open,
    )


SCREENS = (OfferView, ApprovalView)
