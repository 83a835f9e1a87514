"""The monthly list that lender and partner agree on, and how partners compare."""

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models import db
from models.case import Case
from models.loan import Loan
from models.partner import LegalPartner
from models.referral import Referral, ReferralStatus
from models.referral_work import LegalCost, PaymentNotice, Reconciliation, Remittance
from models.user import User
from rules import calendar, money
from rules.errors import RuleError
from services import team


class ReferralMonth(NamedTuple):
    """One referral in a month, in its loan's currency: status at the end, what came by which way, and its costs."""

    referral: Referral
    opened: bool
    ended: bool
    direct: Decimal
    gross: Decimal
    fee: Decimal
    net: Decimal
    costs: Decimal


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def month_named(text: str, today: date) -> date:
    """The month of an address like 2026-03; the last one that is over where it names none."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return calendar.add_months(month_of(today), -1)


def of(partner: LegalPartner, month: date) -> list[ReferralMonth]:
    """The referrals that a firm had in hand in a month."""
    after = calendar.add_months(month, 1)
    here = select(Referral).where(Referral.partner_id == partner.id, Referral.referred_on < after)
    here = here.where(Referral.closed_on.is_(None) | (Referral.closed_on >= month)).order_by(Referral.id)
    rows = list(
        db.session.scalars(here.options(joinedload(Referral.case).joinedload(Case.loan).joinedload(Loan.borrower)))
    )
    ids = [row.id for row in rows]
    remitted, costs, direct = _remitted(ids, month, after), _costs(ids, month, after), _direct(ids, month, after)
    return [_line(row, month, after, remitted[row.id], costs[row.id], direct[row.id]) for row in rows]


def answer(
    partner: LegalPartner, month: date, agrees: bool, difference: str, user: User, now: datetime
) -> Reconciliation:
    """Keep the firm's word on a month; a new word takes the place of the last.

    Raises RuleError for a month that is not over, or a difference without words.
    """
    if calendar.add_months(month, 1) > team.today(now):
        raise RuleError("The month is not over yet.")
    if not agrees and not difference.strip():
        raise RuleError("Say what differs.")
    row = answer_of(partner, month) or Reconciliation(partner=partner, month=month)
    row.agrees, row.difference, row.answered_at, row.user = agrees, "" if agrees else difference.strip(), now, user
    db.session.add(row)
    return row


def answer_of(partner: LegalPartner, month: date) -> Reconciliation | None:
    """The firm's word on a month."""
    return db.session.scalars(select(Reconciliation).filter_by(partner_id=partner.id, month=month)).first()


class Standing(NamedTuple):
    """A firm in figures: `n` referrals sent, `ended` of them over; median days in each status, sums by currency."""

    partner: LegalPartner
    n: int
    ended: int
    claimed: dict[str, Decimal]
    recovered: dict[str, Decimal]
    fees: dict[str, Decimal]
    costs: dict[str, Decimal]
    days: list[tuple[ReferralStatus, float]]


def league() -> list[Standing]:
    """Every firm that was sent something, by what came in of what was claimed; few referrals say little."""
    found = [_standing(each) for each in db.session.scalars(select(LegalPartner).order_by(LegalPartner.name))]
    return sorted((each for each in found if each.n), key=lambda each: (-_rate(each), each.partner.name))


def _rate(row: Standing) -> Decimal:
    claimed = sum(row.claimed.values(), money.ZERO)
    return sum(row.recovered.values(), money.ZERO) / claimed if claimed else money.ZERO


def _standing(partner: LegalPartner) -> Standing:
    here = select(Referral).where(Referral.partner_id == partner.id, Referral.referred_on.is_not(None))
    options = (
        joinedload(Referral.case).joinedload(Case.loan),
        joinedload(Referral.remittances),
        joinedload(Referral.costs),
    )
    rows = list(db.session.scalars(here.options(*options, joinedload(Referral.events))).unique())
    sums: list[dict[str, Decimal]] = [defaultdict(Decimal) for _ in range(4)]
    for row in rows:
        currency = row.case.loan.currency
        sums[0][currency] += row.claim_amount
        for each in row.remittances:
            sums[1][currency] += each.gross
            sums[2][currency] += each.fee
        sums[3][currency] += sum((each.amount for each in row.costs if each.reversed_on is None), money.ZERO)
    ended = sum(row.closed_on is not None for row in rows)
    return Standing(partner, len(rows), ended, sums[0], sums[1], sums[2], sums[3], _days(rows))


def _days(rows: list[Referral]) -> list[tuple[ReferralStatus, float]]:
    """Median days that referrals stayed in each status, of those that left it."""
    spent: dict[ReferralStatus, list[float]] = defaultdict(list)
    for row in rows:
        for one, after in zip(row.events, row.events[1:], strict=False):
            spent[one.status].append((after.at - one.at).total_seconds() / 86400)
    return [(status, sorted(each)[len(each) // 2]) for status, each in spent.items()]


def _line(
    row: Referral, month: date, after: date, remitted: tuple[Decimal, ...], costs: Decimal, direct: Decimal
) -> ReferralMonth:
    opened = bool(row.referred_on and row.referred_on >= month)
    ended = bool(row.closed_on and row.closed_on < after)
    gross, fee, net = remitted
    return ReferralMonth(row, opened, ended, direct, gross, fee, net, costs)


def _remitted(ids: list[int], month: date, after: date) -> dict[int, tuple[Decimal, ...]]:
    found: dict[int, tuple[Decimal, ...]] = defaultdict(lambda: (money.ZERO,) * 3)
    here = select(Remittance).where(Remittance.referral_id.in_(ids))
    for each in db.session.scalars(here.where(Remittance.received_on >= month, Remittance.received_on < after)):
        new = (each.gross, each.fee, each.net)
        found[each.referral_id] = tuple(a + b for a, b in zip(found[each.referral_id], new, strict=True))
    return found


def _costs(ids: list[int], month: date, after: date) -> dict[int, Decimal]:
    found: dict[int, Decimal] = defaultdict(lambda: money.ZERO)
    here = select(LegalCost).where(LegalCost.referral_id.in_(ids), LegalCost.reversed_on.is_(None))
    for each in db.session.scalars(here.where(LegalCost.on >= month, LegalCost.on < after)):
        found[each.referral_id] += each.amount
    return found


def _direct(ids: list[int], month: date, after: date) -> dict[int, Decimal]:
    found: dict[int, Decimal] = defaultdict(lambda: money.ZERO)
    here = select(PaymentNotice).where(PaymentNotice.referral_id.in_(ids)).options(joinedload(PaymentNotice.payment))
    for each in db.session.scalars(here):
        if month <= each.payment.paid_on < after and not each.payment.reversal:
            found[each.referral_id] += each.payment.amount
    return found
