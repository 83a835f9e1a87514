"""Remittances: what a partner collected, what it keeps as its fee, and what it hands on."""

from datetime import date
from decimal import Decimal

from models import db
from models.referral import Referral
from models.referral_work import Remittance
from models.user import User
from rules import money
from rules.errors import RuleError
from rules.referral import fee_agreement
from services import payment
from services.referral import partner


def record(
    row: Referral, reference: str, received_on: date, gross: Decimal, net: Decimal, today: date, user: User | None
) -> Remittance:
    """Book what a partner collected: the borrower is credited with all of it; the same one again changes nothing.

    Raises RuleError where net is not between nothing and gross, the fee kept is not the agreed one, the fees are above
    the cap of the law, or another remittance bears the reference.
    """
    known: list[Remittance] = [each for each in row.remittances if each.reference == reference]
    if known:
        _check_same(known[0], gross, net)
        return known[0]
    _check(row, received_on, gross, net)
    name = f"{row.reference} {reference}"
    paid = payment.record(row.case.loan, gross, received_on, today, name, note=row.partner.name)
    found = Remittance(
        referral=row, reference=reference, received_on=received_on, gross=gross, fee=gross - net, net=net
    )
    found.payment, found.recorded_on, found.user = paid, today, user
    db.session.add(found)
    return found


def agreed_fee(row: Referral, gross: Decimal) -> Decimal:
    """What the firm may keep of money that came in now, by its agreement.

    Raises RuleError where the agreement counts in amounts of another currency than the claim's.
    """
    firm, currency = row.partner, row.case.loan.currency
    if (firm.flat_fee or firm.fee_tiers) and firm.currency != currency:
        told = {"partner": firm.name, "agreed": firm.currency, "currency": currency}
        raise RuleError("The fees of %(partner)s are agreed in %(agreed)s; this claim is in %(currency)s.", **told)
    return fee_agreement.fee(partner.agreement(row.partner), collected(row), gross)


def collected(row: Referral) -> Decimal:
    """What the firm has collected so far of what earns a fee."""
    return sum((each.gross for each in row.remittances if earns(row, each.received_on)), money.ZERO)


def earns(row: Referral, received_on: date) -> bool:
    """Whether money of a day earns the firm a fee: not before its own demand, where that was agreed."""
    return not row.partner.no_fee_before_demand or (row.demand_on is not None and received_on >= row.demand_on)


def _check(row: Referral, received_on: date, gross: Decimal, net: Decimal) -> None:
    if gross <= 0 or not 0 <= net <= gross:
        raise RuleError("What is handed on lies between nothing and what was collected.")
    if gross == net:
        return
    if not earns(row, received_on):
        raise RuleError("Before the firm's own demand nothing is kept: the whole amount is handed on.")
    allowed = agreed_fee(row, gross)
    if gross - net > allowed:
        raise RuleError("The fee of %(fee)s is above the agreed %(agreed)s.", fee=gross - net, agreed=allowed)
    fees = sum((each.fee for each in row.remittances), money.ZERO) + gross - net
    fee_agreement.check_cap(str(row.case.borrower.lender.licence), collected(row) + gross, fees)


def _check_same(row: Remittance, gross: Decimal, net: Decimal) -> None:
    if (row.gross, row.net) != (gross, net):
        raise RuleError("Another remittance has the reference %(reference)s.", reference=row.reference)
