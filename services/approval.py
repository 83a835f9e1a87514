"""Approval requests: asked for, decided by a second person of a sufficient level, lapsing after some days."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from sqlalchemy import select

from models import db
from models.approval import Approval, ApprovalKind, ApprovalStatus
from models.case import Case
from models.payment import Component, Payment, PaymentKind
from models.plan import Period, PlanKind
from models.user import User
from rules import access, delinquency, money
from rules.access import Level
from rules.errors import RuleError
from services import authority, offer, payment, plan


def ask(case: Case, kind: ApprovalKind, terms: Mapping[str, Any], reason: str, user: User, today: date) -> Approval:
    """Ask for what goes beyond a person's authority: `terms` are the named arguments of the service.

    What is asked, why, and the facts as they stand are kept for good. Raises RuleError without a reason, where a
    request of the case waits already, or where nobody's level suffices.
    """
    if not reason.strip():
        raise RuleError("Say why it should be approved.")
    if waiting_of(case):
        raise RuleError("%(reference)s has a request that waits already.", reference=case.reference)
    stored = {name: _stored(value) for name, value in terms.items()}
    known = {name: _stored(value) for name, value in _facts(case, today)._asdict().items()}
    needs, cost = _needed(case, kind, terms, user, today), _cost(kind, terms)
    row = Approval(case=case, kind=kind, terms=stored, cost=cost, reason=reason, facts=known, needs=needs)
    row.asked_on, row.asked_by, row.answer_to = today, user, user
    row.lapses_on = today + timedelta(days=max(1, case.loan.portfolio.policy.approval_days))
    db.session.add(row)
    return row


def waiting_of(case: Case) -> Approval | None:
    """The request of a case that waits for an answer."""
    db.session.flush()
    return db.session.scalars(select(Approval).filter_by(case_id=case.id, status=ApprovalStatus.requested)).first()


def approve(row: Approval, today: date, user: User) -> None:
    """Grant a request by the facts as they are now, on the decider's own authority.

    Raises RuleError for one's own request, one that is decided, or where the decider's level does not suffice.
    """
    _check(row, user)
    _grant(row, row.terms, user, today)
    _decide(row, ApprovalStatus.approved, user, today)


def approve_lower(row: Approval, lower: str, today: date, user: User) -> None:
    """Grant less: a smaller amount in all, or fewer instalments. Raises RuleError as `approve` does, or for no less."""
    _check(row, user)
    terms = _lowered(row, lower)
    _grant(row, terms, user, today)
    _decide(row, ApprovalStatus.approved_lower, user, today)


def send_back(row: Approval, reason: str, today: date, user: User) -> None:
    """Return a request, to be asked for differently. Raises RuleError without a reason, or as `approve` does."""
    _refuse(row, ApprovalStatus.returned, reason, user, today)


def reject(row: Approval, reason: str, today: date, user: User) -> None:
    """Say no. Raises RuleError without a reason, or as `approve` does."""
    _refuse(row, ApprovalStatus.rejected, reason, user, today)


def is_news(row: Approval, user: User | None) -> bool:
    """Whether this is who is told the answer, and has not seen it."""
    return row.status != ApprovalStatus.requested and row.answer_to == user and row.seen_on is None


def look(row: Approval, today: date) -> None:
    """Note that whoever is told the answer has seen it."""
    row.seen_on = row.seen_on or today


def due(today: date) -> list[int]:
    """Ids of the requests whose last day passed without an answer."""
    waiting = select(Approval.id).where(Approval.status == ApprovalStatus.requested, Approval.lapses_on < today)
    return list(db.session.scalars(waiting.order_by(Approval.id)))


def lapse(row: Approval, today: date) -> str:
    """End a request that nobody answered by its last day; again changes nothing."""
    if row.status == ApprovalStatus.requested and row.lapses_on < today:
        row.status, row.decided_on = ApprovalStatus.lapsed, today
    return str(row.status)


def _check(row: Approval, user: User) -> None:
    if row.status != ApprovalStatus.requested:
        raise RuleError("The request is decided already.")
    if row.asked_by == user:
        raise RuleError("Nobody decides on their own request; it waits for a second person.")
    if row.needs not in access.up_to(user.level):
        raise authority.BeyondError("This goes beyond your authority; it takes a %(level)s.", level=row.needs)


def _refuse(row: Approval, status: ApprovalStatus, reason: str, user: User, today: date) -> None:
    _check(row, user)
    if not reason.strip():
        raise RuleError("Say why.")
    row.answer = reason
    _decide(row, status, user, today)


def _decide(row: Approval, status: ApprovalStatus, user: User, today: date) -> None:
    row.status, row.decided_by, row.decided_on = status, user, today


def _grant(row: Approval, stored: Mapping[str, Any], user: User, today: date) -> None:
    terms = read(stored)
    if row.kind == ApprovalKind.waiver:
        payment.waive_by(row.case, today=today, user=user, **{"note": row.reason, **terms})
    elif row.kind == ApprovalKind.offer:
        offer.make(row.case, today=today, user=user, **terms)
    else:
        plan.propose(row.case, today=today, user=user, **terms)
    row.granted, row.granted_cost = dict(stored), _cost(row.kind, terms)


def _lowered(row: Approval, lower: str) -> dict[str, Any]:
    try:
        amount = Decimal(lower)
    except InvalidOperation:
        raise RuleError("'%(value)s' is not an amount.", value=lower) from None
    before = Decimal(row.terms["count"]) if row.kind == ApprovalKind.plan else row.cost
    if not 0 < amount < before:
        raise RuleError("Less than %(before)s can be approved, and more than nothing.", before=before)
    if row.kind == ApprovalKind.plan:
        return row.terms | {"count": int(amount)}
    unit = money.unit(row.case.loan.currency)
    if row.kind == ApprovalKind.waiver:
        return row.terms | {"amount": str(money.cents(amount, unit))}
    names = list(row.terms["waive"])
    parts = money.share(amount, [Decimal(row.terms["waive"][name]) for name in names], unit)
    return row.terms | {"waive": {name: str(part) for name, part in zip(names, parts, strict=True)}}


def _needed(case: Case, kind: ApprovalKind, terms: Mapping[str, Any], user: User, today: date) -> Level:
    """The lowest level that may grant it, at least the asker's. Raises RuleError where none may."""
    if kind == ApprovalKind.plan:
        parts = plan.draft(case, plan.Ask(**terms))
        found = authority.of_plan(user.level, [part.due_on for part in parts], today)
    else:
        waive = terms["waive"] if kind == ApprovalKind.offer else {terms["component"]: terms["amount"]}
        found = authority.of_waiver(user.level, case.loan, waive, today)
    if found.role is None:
        raise RuleError("This goes beyond what anybody here may grant.")
    return Level(found.role)


def _cost(kind: ApprovalKind, terms: Mapping[str, Any]) -> Decimal:
    if kind == ApprovalKind.plan:
        return money.ZERO
    amounts = terms["waive"].values() if kind == ApprovalKind.offer else [terms["amount"]]
    return sum(amounts, money.ZERO)


def _stored(value: Any) -> Any:
    """A value as JSON keeps it: amounts and days as text."""
    if isinstance(value, Mapping):
        return {str(name): _stored(each) for name, each in value.items()}
    return str(value) if isinstance(value, Decimal | date | Component | PlanKind | Period) else value


def read(stored: Mapping[str, Any]) -> dict[str, Any]:
    """What a request keeps, as the services take it."""
    readers: dict[str, Any] = {
        "component": Component,
        "kind": PlanKind,
        "every": Period,
        **dict.fromkeys(("amount", "pay_amount", "total"), Decimal),
        **dict.fromkeys(("pay_by", "first_on"), date.fromisoformat),
        "waive": lambda found: {Component(name): Decimal(amount) for name, amount in found.items()},
    }
    return {name: readers[name](value) if name in readers else value for name, value in stored.items()}


HALF_YEAR = timedelta(days=183)


class Facts(NamedTuple):
    """The arrears, what was paid and waived in the last half year, and what a legal case would bring, if known."""

    days_past_due: int
    balance: Decimal
    paid_count: int
    paid: Decimal
    waived_count: int
    waived: Decimal
    legal_value: Decimal | None


def facts(row: Approval) -> Facts | None:
    """The facts as they stood when it was asked; None for a request of before they were kept."""
    if not row.facts:
        return None
    amounts = ("balance", "paid", "waived", "legal_value")
    kept = {name: Decimal(row.facts[name]) for name in amounts if row.facts[name] is not None}
    return Facts(**{**row.facts, **kept})


def _facts(case: Case, today: date) -> Facts:
    """Read the facts of a case's loan."""
    recent = [each for each in case.loan.payments if each.paid_on > today - HALF_YEAR and not each.reversal]
    paid = [each for each in recent if each.kind in (PaymentKind.payment, PaymentKind.history)]
    waived = [each for each in recent if each.kind == PaymentKind.waiver]
    arrears = delinquency.days_past_due(case.overdue_since, today), case.balance
    return Facts(*arrears, len(paid), _sum(paid), len(waived), _sum(waived), offer.legal_value(case))


def _sum(rows: list[Payment]) -> Decimal:
    return sum((each.amount for each in rows), money.ZERO)
