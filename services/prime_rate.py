"""The loan prime rate as the house knows it, and the cap that the law draws from it."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select

from models import db
from models.lender import Lender
from models.loan import Loan
from models.payment import Component
from models.prime_rate import PrimeRate
from rules import interest, money
from rules.errors import RuleError
from rules.law import cn_money
from services import ledger

Table = Sequence[tuple[date, Decimal]]
STALE = timedelta(days=35)
"""It is published every month, changed or not; older than this a month is missing."""


def load() -> None:
    """Add the published rates that are not on file yet; what people entered stays."""
    known = set(db.session.scalars(select(PrimeRate.published_on)))
    for day, rate in cn_money.ONE_YEAR:
        if day not in known:
            db.session.add(PrimeRate(published_on=day, one_year_rate=rate, source=cn_money.SOURCE))


def table() -> list[tuple[date, Decimal]]:
    """The rates by day, oldest first; those of the law pack where the book has none."""
    rows = db.session.execute(select(PrimeRate.published_on, PrimeRate.one_year_rate).order_by(PrimeRate.published_on))
    return [(row.published_on, row.one_year_rate) for row in rows] or list(cn_money.ONE_YEAR)


def is_current(today: date) -> bool:
    """Whether nothing is missing: the newest rate is at most 35 days old, or no lender here is bound by a cap."""
    bound = select(Lender.id).where(Lender.licence.in_(cn_money.INTEREST_CAP_LICENCES), Lender.archived_on.is_(None))
    if db.session.scalar(bound.limit(1)) is None:
        return True
    newest = db.session.scalar(select(func.max(PrimeRate.published_on)))
    return newest is not None and newest >= today - STALE


def cap_of(licence: str, contract_on: date, today: date, known: Table | None = None) -> interest.Cap:
    """The cap on a contract; for one from before the provisions that of a suit brought today.

    `known` are the rates by day where they were read before. Source: private lending provisions (2020 No. 17) 25, 31.
    """
    return interest.cap(licence, contract_on, today, table() if known is None else known)


def check(licence: str, opened_on: date, rates: Iterable[Decimal], today: date, known: Table | None = None) -> None:
    """Raise RuleError where one of the yearly rates of a contract is more than a court would protect.

    Source: private lending provisions (2020 No. 17) 25, 28, 29.
    """
    cap, highest = cap_of(licence, opened_on, today, known), max(rates)
    if cap.cap_rate is None or highest <= cap.cap_rate:
        return
    raise RuleError(
        "%(rate)s a year is above %(cap)s, four times the one-year LPR of %(lpr)s. "
        "Source: private lending provisions (2020 No. 17) 25, 28, 29.",
        rate=f"{highest:.2%}",
        cap=f"{cap.cap_rate:.2%}",
        lpr=f"{cap.lpr_rate:.2%}",
    )


def check_penalty(loan: Loan, amount: Decimal, on: date, today: date) -> None:
    """Raise RuleError for a penalty that goes, with the overdue interest, beyond what a court would protect.

    Source: private lending provisions (2020 No. 17) 29.
    """
    cap = cap_of(loan.borrower.lender.licence, loan.opened_on, today)
    days = sum((part.amount_days for part in ledger.today(loan, on).parts), Decimal(0))
    charges = (each.amount for each in ledger.charges(loan) if each.component == Component.penalty)
    room = interest.penalty_room(cap, loan.overdue_rate, days, sum(charges, money.ZERO))
    if room is not None and amount > room:
        raise RuleError(
            "Only %(room)s can be charged for the delay so far beside the overdue interest. "
            "Source: private lending provisions (2020 No. 17) 29.",
            room=room,
        )
