"""The page of one case: its row with what its panels need, and the panels by name."""

from functools import cache
from typing import Any

from flask import abort, request
from sqlalchemy import Select, inspect, select
from sqlalchemy.orm import aliased, defaultload, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from admin.base import scope
from models import db
from models.borrower import Borrower, Phone
from models.case import Case
from models.contact_person import Guarantor
from models.demand import Demand
from models.dispute import Dispute, DisputeDocument
from models.document import LoanDocument
from models.hardship import Hardship
from models.loan import Loan
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
    row: Case = scope.one(Case, request.args.get("id"))
    return row


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
            set_committed_value(getattr(row, owner) if owner else row, name, [row] if name == "cases" else [])
    return row


HANGING = (
    *(("", name) for name in ("promises", "plans", "offers", "holds", "disputes", "demands", "referrals", "packets")),
    *(("", name) for name in ("approvals", "accelerations")),
    *(("loan", name) for name in ("payments", "charges", "deadline_events", "guarantors", "papers", "pauses")),
    ("loan", "joint_debtors"),
    *(("borrower", name) for name in ("hardships", "care_notes", "means", "addresses", "cases")),
)
"""What may hang on a case, its loan and its borrower, and often does not; of the borrower's cases, another one."""


def _first(query: Select[Any]) -> Any:
    asked = query.options(*_along()).add_columns(*_there()).execution_options(populate_existing=True)
    return db.session.execute(asked).unique().first() or (None,)


@cache
def _there() -> tuple[Any, ...]:
    """Whether anything hangs there, for each of HANGING."""
    keys = {"": (Case, Case.id), "loan": (Loan, Case.loan_id), "borrower": (Borrower, Case.borrower_id)}
    answers = []
    for owner, name in HANGING:
        model, key = keys[owner]
        relation = inspect(model).relationships[name]
        hanging = aliased(relation.mapper.class_)
        (column,) = relation.remote_side
        here = getattr(hanging, relation.mapper.get_property_by_column(column).key) == key
        answers.append(select(hanging.id).where(here, *_others(hanging, name)).correlate(Case).exists())
    return tuple(answers)


def _others(hanging: Any, name: str) -> tuple[Any, ...]:
    return (hanging.id != Case.id,) if name == "cases" else ()


@cache
def _along() -> tuple[Any, ...]:
    """What comes with the case at once, and what comes along with rows that hang on it once a panel asks for them.

    What is small and asked for together comes together: addresses with phones, care notes with hardships, requests
    for approval with offers.
    """
    return (
        *(joinedload(each) for each in (Case.stage, Case.assignee, Case.reason, Case.open_task)),
        joinedload(Case.borrower).options(joinedload(Borrower.lender), *_of_borrower()),
        joinedload(Case.loan).options(*_of_loan()),
        defaultload(Case.plans).options(joinedload(Plan.instalments), joinedload(Plan.document)),
        defaultload(Case.offers).options(joinedload(Offer.waivers), joinedload(Offer.case).joinedload(Case.approvals)),
        defaultload(Case.disputes).options(
            joinedload(Dispute.owner),
            joinedload(Dispute.decided_by),
            joinedload(Dispute.evidence).joinedload(DisputeDocument.document),
        ),
        defaultload(Case.demands).joinedload(Demand.scan),
        defaultload(Case.referrals).options(*_of_referral()),
    )


def _of_borrower() -> tuple[Any, ...]:
    notes = joinedload(Hardship.borrower).joinedload(Borrower.care_notes)
    return (
        defaultload(Borrower.phones).joinedload(Phone.borrower).joinedload(Borrower.addresses),
        defaultload(Borrower.hardships).options(joinedload(Hardship.owner), notes),
    )


def _of_loan() -> tuple[Any, ...]:
    return (
        joinedload(Loan.portfolio).joinedload(Portfolio.policy).joinedload(Policy.stages),
        defaultload(Loan.payments).options(joinedload(Payment.reversal), joinedload(Payment.allocations)),
        defaultload(Loan.papers).joinedload(LoanDocument.document),
        defaultload(Loan.pauses).joinedload(Pause.entered_by),
        defaultload(Loan.guarantors).joinedload(Guarantor.acts),
    )


def _of_referral() -> tuple[Any, ...]:
    return (
        *(joinedload(each) for each in (Referral.partner, Referral.packet, Referral.deletion)),
        *(joinedload(each) for each in (Referral.items, Referral.questions)),
        joinedload(Referral.events).options(joinedload(ReferralEvent.user), joinedload(ReferralEvent.document)),
        selectinload(Referral.costs),
        selectinload(Referral.remittances),
    )
