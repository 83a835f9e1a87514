"""Every legal deadline of a case beside the limitation: guarantors, enforcement, payment orders, validation."""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum, auto
from typing import Any, NamedTuple, cast

from sqlalchemy import select, union
from sqlalchemy.orm import joinedload, selectinload

from models import db
from models.base import unsought
from models.borrower import Borrower
from models.case import Case, CaseState
from models.contact_person import GuaranteeAct, Guarantor
from models.deadline import DeadlineEvent
from models.demand import DemandKind
from models.document import Document
from models.loan import Loan
from models.referral import Referral, ReferralStatus
from models.user import User
from rules import guarantee, validation_period
from rules.errors import RuleError
from rules.guarantee import Act, ActKind, Contract, Mode
from rules.limitation import Event, EventKind, Rest
from rules.referral import enforcement
from rules.sentence import Sentence
from services import limitation, rest_days, team
from services.referral.readiness import SENT
from services.reminder import validation


class Name(StrEnum):
    """Which deadline it is."""

    limitation = auto()
    guarantee = auto()
    guarantee_claim = auto()
    enforcement = auto()
    payment_order = auto()
    validation = auto()


class Deadline(NamedTuple):
    """A deadline as a screen shows it: nominal end (alarms go by it), last day in time, article, how it stands."""

    name: Name
    of: str
    starts_on: date
    expires_on: date
    last_day: date
    days_left: int
    article: str
    standing: str
    events: tuple[tuple[StrEnum, date], ...] = ()
    is_known: bool = True


GUARANTEE_ARTICLE = Sentence("Civil Code 686, 692-695; guarantee interpretation 28, 29, 32, 34")
ENFORCEMENT_ARTICLE = Sentence("Civil Procedure Law (2023) 250; enforcement interpretation 19, 20")
ORDER_ARTICLE = Sentence("Civil Procedure Law (2023) 85, 225-228")
VALIDATION_ARTICLE = Sentence("12 CFR 1006.34(b)(5)")
OPEN = frozenset({Name.guarantee, Name.enforcement})
"""Deadlines that raise alarms beside the limitation."""


def of(row: Case, today: date) -> list[Deadline]:
    """The deadlines of a case that run or ran out."""
    licence = str(row.borrower.lender.licence)
    if licence.startswith("us_"):
        return list(_validation(row, today))
    if not licence.startswith(limitation.MAINLAND):
        return []
    return [*_guarantees(row, today), *_enforcements(row, today), *_orders(row, today)]


def alarming(row: Case, today: date) -> list[Deadline]:
    """Those whose end may be missed."""
    return [each for each in of(row, today) if each.name in OPEN and each.standing == "open"]


def with_it() -> tuple[Any, ...]:
    """The loader options for what `alarm` reads of each loan."""
    loan: Any = Loan
    return (
        joinedload(loan.borrower).joinedload(Borrower.lender),
        selectinload(loan.instalments),
        selectinload(loan.deadline_events),
        selectinload(loan.guarantors).selectinload(cast(Any, Guarantor).acts),
        selectinload(loan.case_file).selectinload(cast(Any, Case).referrals).selectinload(Referral.events),
    )


def near() -> list[int]:
    """Ids of the loans of open cases that have a guarantor or a judgment: an alarm may be due."""
    guaranteed = select(Guarantor.loan_id).where(Guarantor.archived_on.is_(None))
    judged = select(Case.loan_id).join(Referral).where(Referral.judgment_on.is_not(None))
    named = select(Case.loan_id).where(unsought(Case.state) == CaseState.open)
    return sorted(db.session.scalars(named.where(Case.loan_id.in_(union(guaranteed, judged)))))


def alarm(loan: Loan, today: date, now: datetime) -> str:
    """Raise the alarms of guarantors and judgments, once each; says what came of it."""
    found = [each for row in loan.case_file for each in alarming(row, today)]
    told = [limitation.ring(loan, f"{each.name} {each.of}", each.expires_on, today, now, note(each)) for each in found]
    return "raised" if "raised" in told else "quiet"


def note(deadline: Deadline) -> Sentence:
    """What an alarm says."""
    if deadline.name == Name.guarantee:
        return Sentence("The time to hold a guarantor ends on %(day)s.", day=deadline.expires_on)
    return Sentence(
        "The time to enforce the judgment of %(referral)s ends on %(day)s.",
        referral=deadline.of,
        day=deadline.expires_on,
    )


def act(
    guarantor: Guarantor, kind: ActKind, on: date, scan: Document | None, today: date, user: User | None
) -> GuaranteeAct:
    """Record what was done to hold a guarantor. Raises RuleError without its document, or for a day to come."""
    if on > today:
        raise RuleError("The day %(day)s lies in the future.", day=on)
    if scan is None:
        raise RuleError("Without a document that proves it, the guarantor is not held.")
    row = GuaranteeAct(guarantor=guarantor, kind=kind, on=on, document=scan, recorded_on=today, user=user)
    db.session.add(row)
    return row


def contract_of(row: Guarantor) -> Contract | None:
    """What a guarantee says; None where the loan has no due day. What was called due counts from that day."""
    dues = [each.due_on for each in row.loan.instalments]
    if not dues:
        return None
    due_on = limitation.called_on(row.loan) or max(dues)
    agreed = guarantee.Agreed.until_date if row.expires_on else None
    return Contract(
        Mode(row.kind), due_on, agreed, row.expires_on, row.extended_to, row.consented, guarantor=str(row.id)
    )


def _guarantees(row: Case, today: date) -> Iterator[Deadline]:
    for each in row.loan.guarantors:
        found = contract_of(each)
        if each.archived_on or found is None:
            continue
        acts = [Act(one.kind, one.on, str(each.id)) for one in each.acts] + list(_suits(row))
        rest = rest_of(row, found.due_on, each.expires_on or found.due_on)
        period, claim = guarantee.period(found, rest), guarantee.claim(found, acts, rest, today)
        told = tuple((one.kind, one.on) for one in acts)
        start, name = found.due_on, each.name
        yield _face(
            row, Name.guarantee, name, start, period.expires_on, period.last_day, today, str(claim.status), told
        )
        if claim.claim_starts_on and claim.claim_expires_on:
            ends = claim.claim_expires_on
            standing = "running" if ends >= today else "over"
            yield _face(row, Name.guarantee_claim, name, claim.claim_starts_on, ends, ends, today, standing)


def _suits(row: Case) -> Iterator[Act]:
    """The suits against the borrower that a referral reports."""
    for referral in row.referrals:
        for event in referral.events:
            if event.status == ReferralStatus.filed:
                yield Act(ActKind.suit_against_borrower, team.today(event.at))


def _enforcements(row: Case, today: date) -> Iterator[Deadline]:
    for each in row.referrals:
        if each.judgment_on is None:
            continue
        start = enforcement.starts_on(each.judgment_on, each.perform_by)
        events = sorted((one for one in limitation.events(row.loan) if start < one.on <= today), key=lambda one: one.on)
        events += [one for one in _applications(each) if one not in events]
        term = enforcement.of(start, events, rest_of(row, start, max([start, *(one.on for one in events)])))
        told = tuple((one.kind, one.on) for one in events)
        standing = "open" if term.last_day >= today else "over"
        ends = (term.starts_on, term.expires_on, term.last_day)
        yield _face(row, Name.enforcement, each.reference, *ends, today, standing, told)


def _applications(row: Referral) -> Iterator[Event]:
    """An application for enforcement asks for performance."""
    for event in row.events:
        if event.status == ReferralStatus.enforcement:
            yield Event(EventKind.demand_delivered, team.today(event.at))


def _orders(row: Case, today: date) -> Iterator[Deadline]:
    for each in row.loan.deadline_events:
        if each.kind == EventKind.payment_order_applied and each.received_on:
            yield _order(row, each, each.received_on, today)


def _order(row: Case, event: DeadlineEvent, received_on: date, today: date) -> Deadline:
    last = enforcement.respond_by(received_on, rest_of(row, received_on, received_on, years=0))
    standing = "open" if last >= today else "over"
    return _face(row, Name.payment_order, event.note, received_on, last, last, today, standing)


def _validation(row: Case, today: date) -> Iterator[Deadline]:
    licence = str(row.borrower.lender.licence)
    for each in row.demands:
        if each.kind == DemandKind.validation_notice and each.status in SENT and each.dispatched_on:
            found = validation_period.of(each.dispatched_on, rest_days.of(licence, each.dispatched_on.year).holidays)
            own = each.address_used is not None
            yield _runs(row, each.reference, validation.period(row, each.made_on) if own else found, today)
    for said in validation.messages(row):
        yield _runs(row, str(said.channel), validation.period(row, said.queued_on), today)


def _runs(row: Case, of: str, found: validation_period.ValidationPeriod, today: date) -> Deadline:
    standing = "open" if found.ends_on >= today else "over"
    days = (found.assumed_received_on, found.ends_on, found.ends_on)
    return _face(row, Name.validation, of, *days, today, standing)


ARTICLES = {
    Name.guarantee: GUARANTEE_ARTICLE,
    Name.guarantee_claim: GUARANTEE_ARTICLE,
    Name.enforcement: ENFORCEMENT_ARTICLE,
    Name.payment_order: ORDER_ARTICLE,
    Name.validation: VALIDATION_ARTICLE,
}


def _face(
    row: Case,
    name: Name,
    of: str,
    start: date,
    ends: date,
    last: date,
    today: date,
    standing: str,
    told: tuple[tuple[StrEnum, date], ...] = (),
) -> Deadline:
    known = rest_days.is_known(last, str(row.borrower.lender.licence))
    return Deadline(name, of, start, ends, last, (ends - today).days, ARTICLES[name], standing, told, known)


def rest_of(row: Case, start: date, latest: date, years: int = 3) -> Rest:
    """The rest days of the years in which a deadline may end."""
    return limitation.rest(str(row.borrower.lender.licence), start.year, latest.year + years + 1)
