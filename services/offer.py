"""Offers: made with a price and a day, earned by posted money alone, never stacked."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from models import db
from models.case import Case, CaseState
from models.loan import Loan
from models.offer import Offer, OfferStatus, OfferWaiver
from models.payment import Component, Payment, PaymentKind
from models.user import User
from rules import ledger as ledger_rule
from rules import money
from rules import offer as rule
from rules import payment as payment_rule
from rules.errors import RuleError
from rules.sentence import Sentence
from services import authority, early, entry, ledger

MOST_DAYS = 60
NOTE = Sentence("The offer was earned.")
WITH_IT = (ledger.with_payments(Offer.case), selectinload(Offer.waivers))
"""What `follow` reads of each offer."""


def make(
    case: Case,
    pay_amount: Decimal,
    pay_by: date,
    waive: Mapping[Component, Decimal],
    today: date,
    *,
    user: User | None = None,
    not_counted: bool = False,
) -> Offer:
    """Offer to let go of amounts once `pay_amount` has come in by `pay_by`; nothing is let go before.

    Raises RuleError where an offer is open, the case is not, the price is more than what is left after the waivers,
    more is waived than owed, nothing is, the day is past or over 60 days ahead, or it goes beyond the person's level.
    """
    waive = {name: amount for name, amount in waive.items() if amount}
    _check(case, pay_amount, pay_by, today)
    _check_waivers(case.loan, ledger.today(case.loan, today), pay_amount, waive)
    authority.check_waiver(user, case.loan, waive, today)
    last = db.session.scalar(select(func.max(Payment.id)).filter_by(loan_id=case.loan_id)) or 0
    row = Offer(case=case, made_on=today, pay_amount=pay_amount, pay_by=pay_by, made_by=user, not_counted=not_counted)
    row.after_id = last
    row.waivers = [OfferWaiver(component=name, amount=amount) for name, amount in waive.items()]
    db.session.add(row)
    return row


def open_of(case: Case) -> Offer | None:
    """The open offer of a case."""
    db.session.flush()
    return db.session.scalars(select(Offer).filter_by(case_id=case.id, status=OfferStatus.open)).first()


def paid(row: Offer, today: date) -> Decimal:
    """What has come in on an offer."""
    return payment_rule.received(_posted(row), row.made_on, row.pay_by, today)


def due(today: date) -> list[int]:
    """Ids of the offers to look at: open ones whose day has passed, and those whose loan had money move lately."""
    over = select(Offer.id).where(Offer.status == OfferStatus.open, Offer.pay_by < today)
    changed = select(Offer.id).join(Case).where(Case.loan_id.in_(ledger.moved_lately(today)))
    return sorted({*db.session.scalars(over), *db.session.scalars(changed)})


def follow(row: Offer, today: date) -> str:
    """Settle an offer by the posted payments; returns its status. Again changes nothing.

    Earned: each waiver is posted once, from the day of the offer. No longer earned, for a payment was taken back: the
    waivers are taken back too, and the offer is open again or has lapsed; so it has where another one is open by now.
    Lapsed or withdrawn, and the money turns out to have come in time: earned after all.
    """
    asked = rule.Offer(row.made_on, row.pay_amount, row.pay_by, {}, row.withdrawn_on)
    found = OfferStatus(rule.judge(asked, {}, _posted(row), today).status)
    if found == OfferStatus.open and (row.status == OfferStatus.lapsed or open_of(row.case) not in (row, None)):
        found = OfferStatus.lapsed
    if found != row.status:
        row.status, row.ended_on = found, None if found == OfferStatus.open else today
        _post(row, today)
    return str(found)


def follow_of(case: Case, today: date) -> None:
    """After money moved: settle what is open or was earned of a case."""
    for row in case.offers:
        follow(row, today)


def withdraw(row: Offer, reason: str, today: date) -> None:
    """Take an open offer back. Raises RuleError without a reason, or for one that has ended."""
    if follow(row, today) != OfferStatus.open:
        raise RuleError("The offer has ended already.")
    if not reason.strip():
        raise RuleError("Say why the offer is withdrawn.")
    row.status, row.ended_on, row.withdrawn_on, row.end_reason = OfferStatus.withdrawn, today, today, reason


def suggest(case: Case, today: date) -> dict[Component, Decimal]:
    """What an early payment usually earns: penalties and overdue interest, as far as they are owed."""
    owed = ledger.today(case.loan, today).owed
    return {name: owed[name] for name in (Component.penalty, Component.overdue_interest) if owed[name]}


def _posted(row: Offer) -> list[payment_rule.Payment]:
    """The payments that count for an offer: recorded after it, and for no later one, so that none earns twice."""
    db.session.flush()
    later = [each for each in row.case.offers if each.id > row.id]
    return ledger.posted(
        row.case.loan,
        lambda paid: (
            paid.id > row.after_id
            and not any(paid.id > each.after_id and paid.paid_on >= each.made_on for each in later)
        ),
    )


def _check(case: Case, pay_amount: Decimal, pay_by: date, today: date) -> None:
    if case.state == CaseState.closed:
        raise RuleError("%(reference)s is closed; there is nothing to offer.", reference=case.reference)
    if open_of(case):
        raise RuleError("%(reference)s has an open offer already.", reference=case.reference)
    if pay_amount <= 0 or not money.fits(pay_amount, money.unit(case.loan.currency), case.balance):
        raise RuleError("An offer needs a price above zero, in whole units of its currency.")
    if not today <= pay_by <= today + timedelta(days=MOST_DAYS):
        raise RuleError("An offer stands for at most %(most)s days from today.", most=MOST_DAYS)


def _check_waivers(
    loan: Loan, standing: ledger_rule.Standing, pay_amount: Decimal, waive: Mapping[Component, Decimal]
) -> None:
    if not waive:
        raise RuleError("Say what is waived once the offer is earned.")
    unit = money.unit(loan.currency)
    for name, amount in waive.items():
        if amount < 0 or not money.fits(amount, unit, standing.owed[name]) or amount > standing.owed[name]:
            raise RuleError("Between 0 and %(owed)s can be waived of it.", owed=standing.owed[name])
    left = standing.total - standing.credit - early.unearned(loan, standing) - sum(waive.values(), money.ZERO)
    if pay_amount > left:
        raise RuleError("Only %(left)s is left to pay once this is waived.", left=left)


def _post(row: Offer, today: date) -> None:
    """Post the waivers of an earned offer, or take those of one that is not earned any more back."""
    loan = row.case.loan
    told = [each for each in loan.payments if each.kind == PaymentKind.waiver and _is_of(row, each)]
    if row.status == OfferStatus.earned:
        for each in row.waivers:
            times = sum(old.component == each.component for old in told)
            reference = Sentence(
                "offer %(offer)s %(component)s %(number)s", offer=row.id, component=each.component, number=times + 1
            )
            more = {"kind": PaymentKind.waiver, "component": each.component, "note": NOTE}
            entry.book(loan, each.amount, row.made_on, today, reference, **more)
    else:
        for old in told:
            entry.mirror(old, today, Sentence("The payment that earned it was taken back."))
    entry.replay(loan, today)


def _is_of(row: Offer, waiver: Payment) -> bool:
    return waiver.reference.split(" ")[:2] == ["offer", str(row.id)]


def legal_value(row: Case) -> Decimal | None:
    """What a legal case over the whole balance would bring; None where the policy does not say it in its currency."""
    policy = row.loan.portfolio.policy
    if policy.legal_recovery_rate is None or (policy.legal_cost and policy.currency != row.loan.currency):
        return None
    fee_rate, cost = policy.legal_fee_rate or Decimal(0), policy.legal_cost or Decimal(0)
    return rule.legal(row.balance, policy.legal_recovery_rate, fee_rate, cost)
