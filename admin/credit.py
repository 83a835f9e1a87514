"""Screens of the credit: the list of what lies on loans, the set-offs and the refunds."""

from datetime import date
from typing import Any

from flask import abort
from flask_admin import expose
from flask_babel import lazy_gettext as _l

from admin.base import clock, rights
from admin.base.bulk import bulk
from admin.base.page import Page
from admin.base.view import RecordView
from models.refund import Refund, RefundStatus
from models.set_off import SetOff, SetOffStatus
from services import credit
from services.credit import refund, set_off


class CreditsPage(Page):
    """Every loan with money that nothing was left for, and those from which more was returned than there was."""

    page = "credits"
    heading = _l("Credits")
    icon = "coin"

    @expose("/")
    def index(self) -> str:
        """The list: below zero first, then the largest."""
        lines = credit.lines()
        return self.render("credits.html", lines=lines, most=credit.MOST, may=rights.may)


def proposed(row: SetOff) -> bool:
    """Whether a proposal waits."""
    return row.status == SetOffStatus.proposed


class SetOffView(RecordView):
    """Proposals of the night to set credit off against what is overdue; a person makes or declines them."""

    model = SetOff
    icon = "coin"
    can_create = False  # The night proposes, by the facts.
    can_edit = False
    can_delete = False
    column_list = ("loan.borrower", "loan", "onto", "amount", "status", "proposed_on", "decided_by", "told_on")
    column_filters = ("status", "proposed_on", "amount", "told_on")
    column_searchable_list = ("loan.contract_no",)
    column_default_sort = ("proposed_on", True)
    facts = ("loan", "onto", "amount", "status")
    empty = _l(
        "Where a borrower has credit on one loan and something is overdue on another, the night proposes it here."
    )

    book = bulk(
        set_off.make,
        _l("Set off"),
        _l("Why is it set off? It is booked on both loans, and the borrower is told."),
        asks={"reason": str},
        when=proposed,
    )
    decline = bulk(
        set_off.decline, _l("Decline"), _l("Why is it not set off?"), asks={"reason": str}, danger=True, when=proposed
    )
    tell = bulk(
        set_off.tell,
        _l("The borrower was told"),
        _l("On which day was the borrower told in another way, and how?"),
        asks={"told_on": date, "reason": str},
        when=lambda row: row.status == SetOffStatus.made and row.told_on is None,
    )


def requested(row: Refund) -> bool:
    """Whether a request waits for a second person."""
    return row.status == RefundStatus.requested


class RefundView(RecordView):
    """Credit on its way back to borrowers: asked for, approved by a second person, entered once it was paid."""

    model = Refund
    icon = "coin"
    can_edit = False
    can_delete = False
    column_list = ("loan", "loan.borrower", "amount", "account", "status", "asked_by", "asked_on", "paid_on")
    column_filters = ("status", "asked_on", "paid_on", "amount", "loan", "asked_by")
    column_searchable_list = ("loan.contract_no",)
    column_default_sort = ("asked_on", True)
    form_groups = ((_l("Refund"), ("loan", "amount", "holder", "account", "reason")),)
    facts = ("loan", "amount", "status", "asked_by")
    empty = _l("A refund is asked for here, or on the page of a case with credit.")

    approve = bulk(refund.approve, _l("Approve"), _l("Let this money leave, to the account shown?"), when=requested)
    reject = bulk(
        refund.reject, _l("Reject"), _l("Why is it rejected?"), asks={"reason": str}, danger=True, when=requested
    )
    pay = bulk(
        refund.pay,
        _l("Paid out"),
        _l("On which day did the money leave?"),
        asks={"paid_on": date},
        when=lambda row: row.status == RefundStatus.approved,
    )

    def make(self, form: Any) -> Refund:
        """Ask for the refund."""
        given = {name: form[name].data for name in ("loan", "amount", "holder", "account", "reason")}
        return refund.ask(**given, today=clock.today(), user=rights.person() or abort(403))


SCREENS = (CreditsPage, SetOffView, RefundView)
