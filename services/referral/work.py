"""What lender and partner do about a referral: items asked for, costs, and the notices of direct payments."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, select

from models import db
from models.case import Case, CaseState
from models.document import Document
from models.partner import Payer
from models.payment import Payment, PaymentKind
from models.referral import Referral
from models.referral_work import CostKind, ItemRequest, LegalCost, PaymentNotice, Remittance
from models.stage import TaskKind
from models.user import User
from rules import money
from rules.errors import RuleError
from services import task, team


def ask(row: Referral, item: str, now: datetime, user: User | None) -> ItemRequest:
    """Ask for a missing item; the desk's next action is to answer. The same one twice is one.

    Raises RuleError without words, or for a referral that has ended.
    """
    if row.closed_on:
        raise RuleError("%(reference)s has ended.", reference=row.reference)
    if not item.strip():
        raise RuleError("Say what is missing.")
    same: list[ItemRequest] = [each for each in row.items if each.answered_at is None and each.item == item.strip()]
    if same:
        return same[0]
    found = ItemRequest(referral=row, item=item.strip(), asked_at=now, asked_by_id=user.id if user else None)
    db.session.add(found)
    if row.case.state == CaseState.open:
        kind, note = TaskKind.follow_referral, f"{row.reference}: {item.strip()}"
        task.set_next(row.case, kind, team.today(now), now, note=note, by_person=True)
    return found


def answer(row: ItemRequest, words: str, scan: Document | None, now: datetime, user: User | None) -> None:
    """Answer with a file or words. Raises RuleError without either, or where it was answered already."""
    if row.answered_at:
        raise RuleError("It was answered already.")
    if not words.strip() and scan is None:
        raise RuleError("Choose a file, or say why there is none.")
    row.answer, row.document, row.answered_at = words.strip(), scan, now
    row.answered_by_id = user.id if user else None


def cost(
    row: Referral,
    kind: CostKind,
    on: date,
    amount: Decimal,
    paid_by: Payer,
    today: date,
    *,
    note: str,
    user: User | None,
) -> LegalCost:
    """Record a cost of a referral. Raises RuleError for nothing, a day to come, or a sum above the lender's cap."""
    if amount <= 0:
        raise RuleError("An amount is more than nothing.")
    if on > today:
        raise RuleError("The day %(day)s lies in the future.", day=on)
    if row.cost_cap is not None and costs(row) + amount > row.cost_cap:
        raise RuleError("The costs would be above the cap of %(cap)s that the lender set.", cap=row.cost_cap)
    found = LegalCost(referral=row, kind=kind, on=on, amount=amount, paid_by=paid_by, note=note, recorded_on=today)
    found.user = user
    db.session.add(found)
    return found


def take_back(row: LegalCost, today: date) -> None:
    """Take a cost back that was wrong; again changes nothing."""
    row.reversed_on = row.reversed_on or today


def costs(row: Referral) -> Decimal:
    """What a referral has cost so far, without fees on what came in."""
    return sum((each.amount for each in row.costs if each.reversed_on is None), money.ZERO)


def untold() -> Sequence[int]:
    """Ids of the direct payments of which a partner was not told yet."""
    there = select(Case.loan_id).join(Referral, Referral.case_id == Case.id).where(Referral.closed_on.is_(None))
    here = _in_hand(select(Payment.id)).where(
        Payment.loan_id.in_(there),
        Payment.kind.in_((PaymentKind.payment, PaymentKind.set_off)),
        Payment.amount > 0,
        Payment.posted_on >= Referral.referred_on,
        ~select(PaymentNotice.id).where(PaymentNotice.payment_id == Payment.id).exists(),
        ~select(Remittance.id).where(Remittance.payment_id == Payment.id).exists(),
    )
    return list(db.session.scalars(here.order_by(Payment.id)))


def tell(row: Payment, today: date) -> str:
    """Write down that the partner is told of a direct payment: the portal shows it from now on; each once."""
    found = db.session.scalars(_in_hand(select(Referral)).where(Payment.id == row.id)).first()
    told = db.session.scalars(select(PaymentNotice).filter_by(payment_id=row.id)).first()
    if found is None or told is not None:
        return "known"
    db.session.add(PaymentNotice(referral=found, payment=row, told_on=today))
    return "told"


def _in_hand(query: Select[Any]) -> Select[Any]:
    """Payments on the loans of the referrals that a partner has in hand, few of many."""
    joined = query.select_from(Referral).join(Case, Referral.case_id == Case.id)
    joined = joined.join(Payment, Payment.loan_id == Case.loan_id)
    return joined.where(Referral.closed_on.is_(None), Referral.referred_on.is_not(None))
