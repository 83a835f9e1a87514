"""The page of one case: its row with what its panels need, and the panels by name."""

from functools import cache
from typing import Any

from flask import abort, request
from sqlalchemy import Select, inspect, select
from sqlalchemy.orm import defaultload, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from admin.base import scope
from models import db
from models.borrower import Borrower
from models.case import Case
from models.contact_person import Guarantor
from models.demand import Demand
from models.dispute import Dispute, DisputeDocument
from models.hardship import Hardship
from models.loan import Loan
from models.loan_document import LoanDocument
from models.offer import Offer
from models.pause import Pause
from models.payment import Payment
from models.plan import Plan
from models.portfolio import Portfolio
from models.referral import Referral, ReferralEvent
from models.stage import Policy


class CasePage:
    """A case as one page or one post sees it; each panel stands under its name and asks for what is read of it."""

    def __init__(self, view: Any, row: Case) -> None:
        self.view, self.row = view, row
        self.panels = {kind.name: kind(self) for kind in view.panels}

    def __getattr__(self, name: str) -> Any:
        """A panel by its name."""
        try:
            return self.__dict__["panels"][name]
        except KeyError:
            raise AttributeError(f"The case page has no panel {name}.") from None

    def anew(self) -> "CasePage":
        """The same case as the present transaction sees it, if it is still in reach."""
        return CasePage(self.view, in_reach())


def in_reach() -> Case:
    """The case that the address names, within the person's reach; any other is not found."""
    found: Case = scope.one(Case, request.args.get("id"))
    return found


def whole(id: Any) -> Case:
    """The case of this id within the person's reach, ready for its page; any other is not found.

    One statement brings what every page shows and says of what hangs on the case whether there is any: what is there
    is asked for when a panel reads it, with what comes along, what is not is never asked for.
    """
    number = scope.number(id)
    row, *there = _first(scope.rows(Case).where(Case.id == number)) if number else (None,)
    if row is None:
        abort(404)
    set_committed_value(row.loan, "case_file", [row])
    for (owner, name), some in zip(HANGING, there, strict=True):
        if not some:
            set_committed_value(getattr(row, owner) if owner else row, name, [])
    return row


HANGING = (
    *(("", name) for name in ("promises", "plans", "offers", "holds", "disputes", "demands", "referrals", "packets")),
    ("", "approvals"),
    *(("loan", name) for name in ("payments", "charges", "clock_events", "guarantors", "papers", "pauses")),
    *(("borrower", name) for name in ("hardships", "care_notes", "addresses")),
)
"""What may hang on a case, its loan and its borrower, and often does not."""


def _first(query: Select[Any]) -> Any:
    found = query.options(*_along()).add_columns(*_there()).execution_options(populate_existing=True)
    return db.session.execute(found).unique().first() or (None,)


@cache
def _there() -> tuple[Any, ...]:
    """Whether anything hangs there, for each of HANGING."""
    keys = {"": (Case, Case.id), "loan": (Loan, Case.loan_id), "borrower": (Borrower, Case.borrower_id)}
    found = []
    for owner, name in HANGING:
        model, key = keys[owner]
        relation = inspect(model).relationships[name]
        (column,) = relation.remote_side
        found.append(select(relation.mapper.class_.id).where(column == key).correlate(Case).exists())
    return tuple(found)


@cache
def _along() -> tuple[Any, ...]:
    """What comes with the case at once, and what comes along with rows that hang on it once a panel asks for them."""
    policy = joinedload(Loan.portfolio).joinedload(Portfolio.policy).joinedload(Policy.stages)
    money = defaultload(Loan.payments).options(joinedload(Payment.reversal), joinedload(Payment.allocations))
    papers = defaultload(Loan.papers).joinedload(LoanDocument.document)
    pauses = defaultload(Loan.pauses).joinedload(Pause.entered_by)
    acts = defaultload(Loan.guarantors).joinedload(Guarantor.acts)
    events = joinedload(Referral.events).options(joinedload(ReferralEvent.user), joinedload(ReferralEvent.document))
    firm = (joinedload(Referral.partner), joinedload(Referral.packet), joinedload(Referral.deletion))
    files = joinedload(Dispute.evidence).joinedload(DisputeDocument.document)
    return (
        joinedload(Case.borrower).options(
            joinedload(Borrower.lender), defaultload(Borrower.hardships).joinedload(Hardship.owner)
        ),
        joinedload(Case.loan).options(policy, money, papers, pauses, acts),
        *(joinedload(each) for each in (Case.stage, Case.assignee, Case.reason)),
        defaultload(Case.plans).options(joinedload(Plan.instalments), joinedload(Plan.document)),
        defaultload(Case.offers).joinedload(Offer.waivers),
        defaultload(Case.disputes).options(joinedload(Dispute.owner), joinedload(Dispute.decided_by), files),
        defaultload(Case.demands).joinedload(Demand.scan),
        defaultload(Case.referrals).options(*firm, joinedload(Referral.items), events),
    )
