"""Screen of the approval requests: asked for by one person, decided by another."""

from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

from admin.base import clock, format, labels
from admin.base.bulk import bulk
from admin.base.view import RecordView
from models.approval import Approval, ApprovalKind, ApprovalStatus
from services import approval


def waits(row: Approval) -> bool:
    """Whether a request can be decided."""
    return row.status == ApprovalStatus.requested


NOUN = {ApprovalKind.waiver: "payment", ApprovalKind.offer: "offer", ApprovalKind.plan: "plan"}
"""What the terms of a request become once it is granted: its columns name them."""


def asked(row: Approval) -> list[tuple[str, Any]]:
    """What is asked for, as words: the names of the fields and their values."""
    terms = approval.read(row.terms)
    waived = {labels.member(part): amount for part, amount in terms.pop("waive", {}).items()}
    named = {labels.column(f"{NOUN[row.kind]}.{name}"): value for name, value in terms.items() if value}
    return [(name, said(value, row.case.loan.currency)) for name, value in (named | waived).items()]


def said(value: Any, currency: str) -> Any:
    """A term in words: an amount with its currency, yes, a day or a member."""
    if isinstance(value, Decimal):
        return format.money(value, currency)
    return format.flag(value) if isinstance(value, bool) else format.words(value)


class ApprovalView(RecordView):
    """Requests beyond one person's authority; what nobody answers lapses overnight."""

    model = Approval
    menu_group = "Negotiate"
    icon = "shield"
    can_create = False  # A request is made on the page of its case, where the refused form stands.
    column_list = ("case", "case.borrower", "kind", "cost", "reason", "status", "asked_by", "asked_on")
    column_filters = ("status", "kind", "asked_on", "cost", "asked_by")
    column_searchable_list = ("case.reference", "case.borrower.name")
    column_default_sort = ("asked_on", True)
    facts = ("case", "kind", "cost", "status")
    details_template = "approval.html"
    empty = _l("What goes beyond a person's authority is asked for on the page of a case.")

    def details(self, row: Approval) -> dict[str, Any]:
        """What the decision rests on."""
        return {**super().details(row), "known": approval.of(row, clock.today()), "asked": asked(row)}

    approve = bulk(approval.approve, _l("Approve"), _l("Approve what is asked for?"), when=waits)
    approve_lower = bulk(
        approval.approve_lower,
        _l("Approve lower"),
        _l("Which smaller amount in all, or for a plan which number of instalments?"),
        asks={"lower": str},
        when=waits,
    )
    send_back = bulk(
        approval.send_back, _lp("approval", "Return"), _l("What should change?"), asks={"reason": str}, when=waits
    )
    reject = bulk(
        approval.reject, _l("Reject"), _l("Why is it rejected?"), asks={"reason": str}, danger=True, when=waits
    )
