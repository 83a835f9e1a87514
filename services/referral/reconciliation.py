"""The monthly list that lender and partner agree on, and how partners compare."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum, auto
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from models import db
from models.case import Case
from models.document import DocumentKind
from models.loan import Loan
from models.partner import LegalPartner
from models.payment import Payment
from models.referral import Referral, ReferralEvent, ReferralStatus
from models.referral_work import LegalCost, PaymentNotice, Reconciliation, Remittance
from models.user import User
from rules import calendar, money
from rules.errors import RuleError
from services import document, team

DAY = 86_400
FIRM = (Referral.partner_id, Loan.currency)
Sums = dict[str, Sequence[Any]]
"""By currency."""
Conditions = Sequence[ColumnElement[bool]]


class ReferralMonth(NamedTuple):
    """One referral in a month, in its loan's currency: status at the end, what came by which way, and its costs."""

    referral: Referral
    status: ReferralStatus
    opened: bool
    ended: bool
    direct: Decimal
    gross: Decimal
    fee: Decimal
    net: Decimal
    costs: Decimal


class Papers(NamedTuple):
    """The list of a month as two files."""

    pdf: bytes
    table: bytes


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
    here = in_hand(partner.id, month, after)
    currency = joinedload(Referral.case).load_only(Case.loan_id).joinedload(Case.loan).load_only(Loan.currency)
    rows = list(db.session.scalars(select(Referral).where(*here).order_by(Referral.id).options(currency)))
    remitted, costs = _remitted(here, month, after), _costs(here, month, after)
    direct = _direct(here, month, after)
    statuses = _statuses([row.id for row in rows], after)
    return [
        _line(row, statuses.get(row.id, row.status), month, after, remitted[row.id])._replace(
            direct=direct[row.id], costs=costs[row.id]
        )
        for row in rows
    ]


def totals(lines: Iterable[ReferralMonth]) -> dict[str, tuple[int, Decimal, Decimal, Decimal, Decimal, Decimal]]:
    """By currency: how many referrals, then paid to the lender, collected, fees, handed on, and costs."""
    found: dict[str, tuple[int, Decimal, Decimal, Decimal, Decimal, Decimal]] = {}
    nothing = (0, money.ZERO, money.ZERO, money.ZERO, money.ZERO, money.ZERO)
    for each in sorted(lines, key=lambda line: line.referral.case.loan.currency):
        currency = each.referral.case.loan.currency
        count, direct, gross, fee, net, costs = found.get(currency, nothing)
        sums = (direct + each.direct, gross + each.gross, fee + each.fee, net + each.net, costs + each.costs)
        found[currency] = (count + 1, *sums)
    return found


def in_hand(partner_id: int, month: date, after: date) -> list[ColumnElement[bool]]:
    """The condition of the referrals that a firm had in hand from a day until before another one."""
    sent, open_still = Referral.referred_on < after, Referral.closed_on.is_(None) | (Referral.closed_on >= month)
    return [Referral.partner_id == partner_id, sent, open_still]


def answer(
    partner: LegalPartner,
    month: date,
    agrees: bool,
    difference: str,
    user: User,
    now: datetime,
    make: Callable[[], Papers],
) -> Reconciliation:
    """Keep the firm's word on a month; a new word takes the place of the last. What it agrees on is frozen by `make`.

    Raises RuleError for a month that is not over, or a difference without words.
    """
    if calendar.add_months(month, 1) > team.today(now):
        raise RuleError("The month is not over yet.")
    if not agrees and not difference.strip():
        raise RuleError("Say what differs.")
    row = answer_of(partner, month) or Reconciliation(partner=partner, month=month)
    row.agrees, row.difference, row.answered_at, row.user = agrees, "" if agrees else difference.strip(), now, user
    db.session.add(row)
    if agrees:
        _freeze(row, make())
    return row


def _freeze(row: Reconciliation, made: Papers) -> None:
    name = f"{row.partner.name} {row.month:%Y-%m}"
    row.pdf = document.kept(made.pdf, DocumentKind.pdf, f"{name}.pdf")
    row.table = document.kept(made.table, DocumentKind.csv, f"{name}.csv")


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
    sent, came, costs, days = _claimed(), _came(), _paid(), _days()
    firms = db.session.scalars(select(LegalPartner).where(LegalPartner.id.in_(sent)).order_by(LegalPartner.name))
    found = [_standing(each, sent[each.id], came[each.id], costs[each.id], days[each.id]) for each in firms]
    return sorted(found, key=lambda each: (-_rate(each), each.partner.name))


def _rate(row: Standing) -> Decimal:
    claimed = sum(row.claimed.values(), money.ZERO)
    return sum(row.recovered.values(), money.ZERO) / claimed if claimed else money.ZERO


def _standing(
    partner: LegalPartner, sent: Sums, came: Sums, costs: Sums, days: dict[ReferralStatus, float]
) -> Standing:
    n, ended = (sum(each[no] for each in sent.values()) for no in (0, 1))
    claimed = {currency: each[2] for currency, each in sent.items()}
    recovered, fees = ({currency: each[no] for currency, each in came.items()} for no in (0, 1))
    paid = {currency: costs[currency][0] if currency in costs else money.ZERO for currency in claimed}
    return Standing(partner, n, ended, claimed, recovered, fees, paid, list(days.items()))


def _claimed() -> dict[int, Sums]:
    """By firm and currency: how many were sent, how many of them are over, and what they claimed."""
    counts = (func.count(Referral.id), func.count(Referral.closed_on))
    return _sums(select(*FIRM, *counts, func.sum(Referral.claim_amount)).select_from(Referral))


def _came() -> dict[int, Sums]:
    """By firm and currency: what it collected, and what it kept of that."""
    sums = (func.sum(Remittance.gross), func.sum(Remittance.fee))
    return _sums(select(*FIRM, *sums).select_from(Remittance).join(Remittance.referral))


def _paid() -> dict[int, Sums]:
    """By firm and currency: the costs of its referrals."""
    here = select(*FIRM, func.sum(LegalCost.amount)).select_from(LegalCost).join(LegalCost.referral)
    return _sums(here.where(LegalCost.reversed_on.is_(None)))


class Part(StrEnum):
    """What of a firm is counted."""

    sent = auto()
    ended = auto()
    claimed = auto()
    recovered = auto()
    fees = auto()
    costs = auto()


def behind(partner_id: int, part: Part, currency: str) -> list[tuple[int, Decimal | None]]:
    """The referrals that a figure of a firm counts, with their part of the sum where it is one; by currency then."""
    sums: dict[Part, Any] = {
        Part.claimed: select(Referral.id, func.sum(Referral.claim_amount)).select_from(Referral),
        Part.recovered: select(Referral.id, func.sum(Remittance.gross))
        .select_from(Remittance)
        .join(Remittance.referral),
        Part.fees: select(Referral.id, func.sum(Remittance.fee)).select_from(Remittance).join(Remittance.referral),
        Part.costs: select(Referral.id, func.sum(LegalCost.amount))
        .select_from(LegalCost)
        .join(LegalCost.referral)
        .where(LegalCost.reversed_on.is_(None)),
    }
    here = Referral.partner_id == partner_id, Referral.referred_on.is_not(None)
    if part not in sums:
        ended = [Referral.closed_on.is_not(None)] if part == Part.ended else []
        return [(id, None) for id in db.session.scalars(select(Referral.id).where(*here, *ended).order_by(Referral.id))]
    query = sums[part].join(Case, Case.id == Referral.case_id).join(Loan, Loan.id == Case.loan_id)
    query = query.where(*here, Loan.currency == currency).group_by(Referral.id).order_by(Referral.id)
    return [(id, amount) for id, amount in db.session.execute(query) if amount]


def _sums(query: Any) -> dict[int, Sums]:
    """What a query gives for each firm and currency, of the referrals that were sent."""
    found: dict[int, Sums] = defaultdict(dict)
    sent = query.join(Case, Case.id == Referral.case_id).join(Loan, Loan.id == Case.loan_id)
    sent = sent.where(Referral.referred_on.is_not(None)).group_by(*FIRM).order_by(*FIRM)
    for partner_id, currency, *sums in db.session.execute(sent):
        found[partner_id][currency] = sums
    return found


def _days() -> dict[int, dict[ReferralStatus, float]]:
    """By firm: median days that referrals stayed in each status, of those that left it."""
    step = ReferralEvent
    later = func.lead(step.at, type_=step.at.type).over(partition_by=step.referral_id, order_by=step.id)
    steps = select(Referral.partner_id, step.status, step.at, later).join(step.referral)
    steps = steps.where(Referral.referred_on.is_not(None))
    spent: dict[int, dict[ReferralStatus, list[float]]] = defaultdict(lambda: defaultdict(list))
    for partner_id, status, since, left in db.session.execute(steps):
        if left is not None:
            spent[partner_id][status].append((left - since).total_seconds() / DAY)
    return defaultdict(dict, {firm: _medians(each) for firm, each in spent.items()})


def _medians(spent: dict[ReferralStatus, list[float]]) -> dict[ReferralStatus, float]:
    return {status: sorted(spent[status])[len(spent[status]) // 2] for status in ReferralStatus if status in spent}


def _statuses(ids: Sequence[int], after: date) -> dict[int, ReferralStatus]:
    """The status of each referral when the month ended: that of its last step before."""
    step = ReferralEvent
    last = select(func.max(step.id)).where(step.referral_id.in_(ids), step.at < team.start_of(after))
    query = select(step.referral_id, step.status).where(step.id.in_(last.group_by(step.referral_id)))
    return dict(db.session.execute(query).all())


def _line(
    row: Referral, status: ReferralStatus, month: date, after: date, remitted: tuple[Decimal, ...]
) -> ReferralMonth:
    """A line without what was paid directly, and without costs."""
    opened = bool(row.referred_on and row.referred_on >= month)
    ended = bool(row.closed_on and row.closed_on < after)
    gross, fee, net = remitted
    return ReferralMonth(row, status, opened, ended, money.ZERO, gross, fee, net, money.ZERO)


def _remitted(here: Conditions, month: date, after: date) -> dict[int, tuple[Decimal, ...]]:
    sums = (func.sum(each) for each in (Remittance.gross, Remittance.fee, Remittance.net))
    query = _within(Remittance, Remittance.received_on, here, month, after).add_columns(*sums)
    found: dict[int, tuple[Decimal, ...]] = defaultdict(lambda: (money.ZERO,) * 3)
    return found | {row_id: tuple(amounts) for row_id, *amounts in db.session.execute(query)}


def _costs(here: Conditions, month: date, after: date) -> dict[int, Decimal]:
    query = _within(LegalCost, LegalCost.on, here, month, after).where(LegalCost.reversed_on.is_(None))
    return _amounts(query.add_columns(func.sum(LegalCost.amount)))


def _direct(here: Conditions, month: date, after: date) -> dict[int, Decimal]:
    query = _within(PaymentNotice, Payment.paid_on, here, month, after).join(PaymentNotice.payment)
    return _amounts(query.where(~Payment.reversal.has()).add_columns(func.sum(Payment.amount)))


def _within(model: Any, day: Any, here: Conditions, month: date, after: date) -> Select[Any]:
    """What hangs on the referrals, from a day until before another one, by referral."""
    found = select(model.referral_id).join(Referral, Referral.id == model.referral_id).where(*here)
    return found.where(day >= month, day < after).group_by(model.referral_id)


def _amounts(query: Select[Any]) -> dict[int, Decimal]:
    found: dict[int, Decimal] = defaultdict(lambda: money.ZERO)
    return found | dict(db.session.execute(query).all())
