"""Charges: costs and penalties, posted once, taken back, never edited."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from models import db
from models.charge import Charge
from models.loan import Instalment
from models.payment import Component
from models.user import User
from rules import ledger, money
from rules.errors import RuleError
from rules.sentence import Sentence
from services import payment, prime_rate


def post(
    instalment: Instalment,
    component: Component,
    amount: Decimal,
    on: date,
    posted_on: date,
    reason: str,
    *,
    reference: str = "",
    user: User | None = None,
) -> Charge:
    """Charge a cost or a penalty to an instalment; the same reference again changes nothing.

    Raises RuleError for another component, an amount not above zero or finer than its currency's unit, a day to come,
    no reason, or a penalty beyond the cap of the lender's licence.
    """
    _check(component, on, posted_on, reason)
    if amount <= 0 or not money.fits(amount, money.unit(instalment.loan.currency)):
        raise RuleError("A charge needs an amount above zero, in whole units of its currency.")
    number = len(instalment.charges) + 1
    reference = reference or Sentence("%(component)s %(day)s %(number)s", component=component, day=on, number=number)
    if found := _find(instalment, reference):
        return found
    if component == Component.penalty:
        prime_rate.check_penalty(instalment.loan, amount, on, posted_on)
    row = Charge(
        loan=instalment.loan,
        instalment=instalment,
        component=component,
        amount=amount,
        on=on,
        posted_on=posted_on,
        reason=reason,
        reference=reference,
        made_by=user,
    )
    db.session.add(row)
    payment.settle(instalment.loan, posted_on)
    return row


def reverse(row: Charge, today: date, reason: str) -> Charge:
    """Take a charge back, as if it never was; again changes nothing. Raises RuleError without a reason."""
    if row.reversed_on is None:
        if not reason.strip():
            raise RuleError("Say why the charge is taken back.")
        row.reversed_on, row.reversed_why = today, reason
        payment.settle(row.loan, today)
    return row


def _check(component: Component, on: date, posted_on: date, reason: str) -> None:
    if component not in ledger.CHARGES:
        raise RuleError("Only a cost or a penalty can be charged.")
    if on > posted_on:
        raise RuleError("The day %(day)s of the charge lies in the future.", day=on)
    if not reason.strip():
        raise RuleError("Say what the charge is for.")


def _find(instalment: Instalment, reference: str) -> Charge | None:
    db.session.flush()
    return db.session.scalars(select(Charge).filter_by(instalment_id=instalment.id, reference=reference)).first()
