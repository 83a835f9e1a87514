"""Screen of the approval requests: asked for by one person, decided by another."""

from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

from admin.base import clock, format, labels, rights, transaction
from admin.base.bulk import bulk
from admin.base.view import RecordView
from models.approval import Approval, ApprovalKind, ApprovalStatus
from services import approval, deciders


def waits(row: Approval) -> bool:
    """Whether the signed-in person decides on a request."""
    return deciders.may_decide(row, rights.person())


NOUN = {ApprovalKind.waiver: "payment", ApprovalKind.offer: "offer", ApprovalKind.plan: "plan"}
"""What the terms of a request become once it is granted: its columns name them."""


def worded(row: Approval, stored: dict[str, Any]) -> list[tuple[str, Any]]:
    """What is asked for or granted, as words: the names of the fields and their values."""
    terms = approval.read(stored)
    waived = {labels.member(part): amount for part, amount in terms.pop("waive", {}).items()}
    named = {labels.column(f"{NOUN[row.kind]}.{name}"): value for name, value in terms.items() if value}
    return [(name, said(value, row.case.loan.currency)) for name, value in (named | waived).items()]


def said(value: Any, currency: str) -> Any:
    """A term in words: an amount with its currency, yes, a day or a member."""
    if isinstance(value, Decimal):
        return format.money(value, currency)
    return format.flag(value) if isinstance(value, bool) else format.words(value)


class ApprovalView(RecordView):
    """Requests beyond one person's authority; what nobody answers lapses after some days."""

    model = Approval
    icon = "shield"
    can_create = False  # A request is made on the page of its case, where the refused form stands.
    column_list = ("case", "case.borrower", "kind", "cost", "needs", "status", "asked_by", "asked_on", "lapses_on")
    column_filters = ("status", "kind", "needs", "asked_on", "lapses_on", "cost", "asked_by", "answer_to")
    column_searchable_list = ("case.reference", "case.borrower.name")
    column_default_sort = ("asked_on", True)
    facts = ("case", "kind", "cost", "status")
    details_groups = (
        (_l("Request"), ("asked_by", "asked_on", "needs", "lapses_on", "answer_to")),
        (_lp("approval", "Answer"), ("decided_by", "decided_on", "answer", "granted_cost", "seen_on")),
    )
    details_template = "approval.html"
    empty = _l("What goes beyond a person's authority is asked for on the page of a case.")

    def details(self, row: Approval) -> dict[str, Any]:
        """What the decision rests on; whoever is told the answer has seen it now."""
        if approval.is_news(row, rights.person()):
            transaction.note(lambda: approval.look(row, clock.today()))
        granted = worded(row, row.granted) if row.status == ApprovalStatus.approved_lower and row.granted else []
        told = {"known": approval.facts(row), "asked": worded(row, row.terms), "granted": granted}
        whom = deciders.of(row.needs, row.asked_by_id) if row.status == ApprovalStatus.requested else []
        return {**super().details(row), **told, "whom": ", ".join(each.name for each in whom)}

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
