"""Readiness of cases for a legal partner: facts from the book for many cases at once; its rule decides."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select

from models import db
from models.borrower import UNUSABLE, Address, Borrower, Phone
from models.case import Case
from models.complaint import Complaint
from models.contact import Contact
from models.demand import Demand, DemandKind, DemandStatus
from models.dispute import Dispute
from models.document import LoanDocument
from models.lender import Lender
from models.loan import Instalment, Loan
from models.packet import Packet
from models.partner import LegalPartner
from models.portfolio import Portfolio
from models.referral import Referral
from rules.errors import RuleError
from rules.limitation import Status
from rules.referral import readiness as rule
from services import limitation

SENT = (DemandStatus.dispatched, DemandStatus.delivered)


class State(NamedTuple):
    """The twelve items, and what the law still asks for."""

    items: Mapping[rule.Item, bool]
    law: list[rule.Law]

    @property
    def there(self) -> int:
        """How many of the twelve are there."""
        return sum(self.items.values())

    @property
    def blocking(self) -> list[rule.Item]:
        """What is missing and stops a case unless somebody gives a reason."""
        return [item for item, is_there in self.items.items() if not is_there and item in rule.BLOCKING]


def counts(ids: Iterable[int]) -> dict[int, int]:
    """How many of the twelve items are there, by case id."""
    return {id: sum(rule.present(found).values()) for id, found in facts(list(ids)).items()}


def of(row: Case, partner: LegalPartner | None, today: date) -> State:
    """The state of one case; the agreement is asked only where a partner is named."""
    db.session.flush()
    limit = limitation.of(row.loan, today)
    legal = rule.Legal(
        licence=str(row.borrower.lender.licence),
        notice_on=notice_on(row),
        has_partner=partner is not None,
        agreement_until=partner.agreement_until if partner else None,
        is_time_barred=bool(limit and limit.status == Status.time_barred),
    )
    papers = frozenset(str(each.kind) for each in row.loan.papers)
    (known,) = _cases([row.id])
    return State(rule.present(_fact(known, papers)), rule.missing_in_law(legal, today))


def notice_on(row: Case) -> date | None:
    """The day the first notice before placement left the house; one that failed was no notice."""
    sent = [each for each in row.demands if each.kind == DemandKind.placement_notice and each.status in SENT]
    return min((each.dispatched_on for each in sent if each.dispatched_on), default=None)


def check(state: State, anyway: str) -> None:
    """Raise RuleError where the law asks for more, or where papers block and nobody said why it goes all the same."""
    if state.law:
        raise RuleError("The law asks for this first, whatever the reason: %(names)s.", names=state.law)
    if state.blocking and not anyway.strip():
        raise RuleError("These papers are missing: %(names)s. Say why it is sent anyway.", names=state.blocking)


def facts(ids: list[int]) -> dict[int, rule.Facts]:
    """The facts of cases, one query a kind."""
    papers = _papers(ids)
    return {row.id: _fact(row, frozenset(papers[row.id])) for row in _cases(ids)}


def _fact(row: Any, papers: frozenset[str]) -> rule.Facts:
    return rule.Facts(
        claim_is_due=row.balance > 0,
        reachable_lender=bool(row.callback_number),
        has_identity=row.id_number_index is not None,
        has_address=bool(row.phones or row.addresses),
        papers=papers,
        instalments=row.instalments,
        demands_delivered=row.demands,
        contacts=row.contacts,
        open_disputes=row.disputes + row.complaints,
        was_bought=bool(row.bought_from),
        has_instructions=bool(row.instructions),
        packets=row.packets,
    )


def _cases(ids: list[int]) -> Any:
    """The cases with how many rows of each kind hang on them."""
    names = (Case.id, Case.balance, Lender.callback_number, Borrower.id_number_index, Portfolio.bought_from)
    counts = (_count(condition).label(name) for name, condition in _hanging().items())
    joined = select(*names, *counts).select_from(Case).join(Borrower, Case.borrower_id == Borrower.id)
    joined = joined.join(Lender, Borrower.lender_id == Lender.id).join(Loan, Case.loan_id == Loan.id)
    joined = joined.join(Portfolio, Loan.portfolio_id == Portfolio.id)
    return db.session.execute(joined.where(Case.id.in_(ids)))


def _hanging() -> dict[str, Any]:
    """What hangs on a case, by the condition that hangs it there."""
    told = (Referral.case_id == Case.id) & Referral.settlement_floor.is_not(None) & Referral.closed_on.is_(None)
    return {
        "instalments": Instalment.loan_id == Case.loan_id,
        "demands": (Demand.case_id == Case.id) & (Demand.status == DemandStatus.delivered),
        "contacts": Contact.borrower_id == Case.borrower_id,
        "phones": (Phone.borrower_id == Case.borrower_id) & Phone.status.not_in(UNUSABLE),
        "addresses": (Address.borrower_id == Case.borrower_id) & Address.status.not_in(UNUSABLE),
        "disputes": (Dispute.case_id == Case.id) & Dispute.decided_on.is_(None),
        "complaints": (Complaint.case_id == Case.id) & Complaint.closed_on.is_(None),
        "instructions": told,
        "packets": Packet.case_id == Case.id,
    }


def _count(condition: ColumnElement[bool]) -> Any:
    return select(func.count()).where(condition).correlate(Case).scalar_subquery()


def _papers(ids: list[int]) -> dict[int, set[str]]:
    here = select(Case.id, LoanDocument.kind).join(LoanDocument, LoanDocument.loan_id == Case.loan_id)
    found: dict[int, set[str]] = defaultdict(set)
    for id, kind in db.session.execute(here.where(Case.id.in_(ids))):
        found[id].add(str(kind))
    return found
