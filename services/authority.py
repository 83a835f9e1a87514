"""Authority: whether a person may grant what they want to grant, by the limits of their level."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select

from models import db
from models.authority import AuthorityLimit
from models.loan import Loan
from models.payment import Component, PaymentKind
from models.user import User
from rules import authority, money
from rules.access import Level
from rules.errors import RuleError
from services import ledger

SIX_MONTHS = timedelta(days=183)
AS = {
    Component.cost: "penalty",
    Component.fee: "penalty",
    Component.penalty: "penalty",
    Component.overdue_interest: "interest",
    Component.interest: "interest",
    Component.principal: "principal",
}
"""The limit that a component falls under."""
D = Decimal
# Level, penalty (rate, most, times in six months), interest, principal, plan instalments and days, days of deferral.
DEFAULTS = (
    (Level.collector, D(1), D(200), 1, D(0), D(0), 3, 60, 7),
    (Level.supervisor, D(1), None, None, D("0.3"), D(0), 6, None, 30),
    (Level.manager, D(1), None, None, D(1), D("0.1"), 12, None, 60),
    (Level.director, D(1), None, None, D(1), D(1), None, None, None),
)
NAMES = tuple(authority.Limits._fields[1:])


class BeyondError(RuleError):
    """It goes beyond a person's level; somebody else may grant it."""


def load(currency: str = "CNY") -> None:
    """Add the limits of the levels that have none yet, in the money of the book. Source: operations.md 2.5."""
    known = set(db.session.scalars(select(AuthorityLimit.level)))
    for level, *values in DEFAULTS:
        if level not in known:
            db.session.add(AuthorityLimit(level=level, currency=currency, **dict(zip(NAMES, values, strict=True))))


def check_waiver(user: User | None, loan: Loan, waive: Mapping[Component, Decimal], today: date) -> None:
    """Raise RuleError when a waiver goes beyond the person's level, naming the lowest that may.

    Nobody named is the house itself, which has no limit. Without rows nobody may.
    """
    if user is not None:
        _require(user, of_waiver(user.level, loan, waive, today), loan.currency)


def check_plan(user: User | None, days: Sequence[date], today: date) -> None:
    """Raise RuleError when a plan on these days goes beyond the person's level; one day alone is a deferral."""
    if user is not None:
        _require(user, of_plan(user.level, days, today), None)


def of_waiver(level: Level, loan: Loan, waive: Mapping[Component, Decimal], today: date) -> authority.Verdict:
    """Whether a level may grant a waiver, or else the lowest that may. Raises RuleError for a level without limits."""
    owed = _grouped(ledger.today(loan, today).owed.items())
    ask = authority.Ask(_grouped(waive.items()))
    limits = _limits_for(level, loan.currency)
    return authority.decide(limits, level, ask, owed, _penalty_waivers(loan, today))


def of_plan(level: Level, days: Sequence[date], today: date) -> authority.Verdict:
    """Whether a level may grant a plan on these days, as `of_waiver`; one day alone is a deferral."""
    length = (days[-1] - today).days
    ask = authority.Ask(defer_days=length) if len(days) == 1 else authority.Ask({}, len(days), length)
    return authority.decide(_limits_for(level, None), level, ask, {}, 0)


def stored() -> dict[Level, AuthorityLimit]:
    """The rows of the limits by level, to be read once a page."""
    return {row.level: row for row in db.session.scalars(select(AuthorityLimit))}


def most(level: Level, loan: Loan, today: date, rows: Mapping[Level, AuthorityLimit]) -> dict[str, Decimal]:
    """The most that a level may waive of a loan by itself: penalty (with fees and costs), interest, principal.

    Empty for a level without limits.
    """
    limits = _limit(rows[level], loan.currency) if level in rows else None
    if limits is None:
        return {}
    owed = _grouped(ledger.today(loan, today).owed.items())
    return authority.most(limits, owed, _penalty_waivers(loan, today), money.unit(loan.currency))


def limits_of(level: Level, rows: Mapping[Level, AuthorityLimit]) -> authority.Limits | None:
    """What a level may grant; None where there is no row."""
    return _limit(rows[level], None) if level in rows else None


def _limits_for(level: Level, currency: str | None) -> list[authority.Limits]:
    limits = _limits(currency)
    if level not in [each.role for each in limits]:
        raise RuleError("There are no limits for this level yet; see Authority limits.")
    return limits


def _require(user: User, found: authority.Verdict, currency: str | None) -> None:
    """Raise RuleError for what a person may not grant, in a currency."""
    if not found.allowed and found.role is None:
        raise RuleError("This goes beyond what anybody here may grant.")
    if found.exceeded == ("penalty_max",) and (mine := _money_of(user.level)) != currency:
        told = {"mine": mine, "currency": currency, "level": found.role}
        raise BeyondError("Your limit is in %(mine)s and this loan in %(currency)s; it takes a %(level)s.", **told)
    if not found.allowed:
        raise BeyondError("This goes beyond your authority; it takes a %(level)s.", level=found.role)


def _limits(currency: str | None) -> list[authority.Limits]:
    rows = stored()
    return [_limit(rows[level], currency) for level in Level if level in rows]


def _limit(row: AuthorityLimit, currency: str | None) -> authority.Limits:
    """The limits of a level; an amount in another currency says nothing about this loan, so nothing is within it."""
    found = authority.Limits(row.level, *(getattr(row, name) for name in NAMES))
    foreign = currency is not None and currency != row.currency and found.penalty_max is not None
    return found._replace(penalty_max=money.ZERO) if foreign else found


def _money_of(level: Level) -> str | None:
    return db.session.scalar(select(AuthorityLimit.currency).where(AuthorityLimit.level == level))


def _grouped(amounts: object) -> dict[str, Decimal]:
    found: dict[str, Decimal] = dict.fromkeys(AS.values(), money.ZERO)
    for name, amount in amounts:  # type: ignore[attr-defined]
        found[AS[Component(name)]] += amount
    return found


def _penalty_waivers(loan: Loan, today: date) -> int:
    """How often a penalty of the loan was waived in six months; those taken back do not count."""
    under = [name for name, limit in AS.items() if limit == "penalty"]
    waived = (row for row in loan.payments if row.kind == PaymentKind.waiver and row.component in under)
    return len({row.paid_on for row in waived if not row.reversal and row.paid_on > today - SIX_MONTHS})
