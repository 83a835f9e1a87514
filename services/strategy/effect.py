"""What came of a version: recovery and compliance before and after it began, each figure with the rows it counts."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from models import db
from models.case import Case, Episode
from models.complaint import Complaint
from models.contact import Contact, Direction
from models.decision import Breach, Decision, Verdict
from models.loan import Loan
from models.payment import Payment, PaymentKind
from models.portfolio import Portfolio
from models.strategy import StrategyVersion
from rules.strategy import effect as rule
from rules.strategy.effect import Compared, Part, Window
from services import strategy, team


class Money(NamedTuple):
    """What was overdue when the cases opened, and what of money came on them, of one currency."""

    currency: str
    overdue: Decimal
    collected: Decimal


class Effect(NamedTuple):
    """Both windows, the rates by name, and the money of each; `more_is_worse` names the rates that should fall."""

    before: Window
    after: Window
    rates: dict[str, Compared]
    money: dict[str, list[Money]]


MORE_IS_WORSE = frozenset({"complaints", "blocks", "breaches"})


def of(row: StrategyVersion, today: date) -> Effect | None:
    """The effect of a version so far; None before it was in force for a week."""
    found = rule.windows(row.starts_on, min(today, row.ends_on or today)) if row.starts_on else None
    if found is None:
        return None
    before, after = found
    ids = sorted(strategy.policies_of(row))
    rates = {name: rule.compare(_part(name, before, ids), _part(name, after, ids)) for name in COUNTED}
    money = {"before": money_of(_open_in(before, ids), before), "after": money_of(_open_in(after, ids), after)}
    return Effect(before, after, rates, money)


def rows(name: str, window: Window, policy_ids: Iterable[int], hits_only: bool) -> list[int]:
    """The ids of the rows that a rate counts in a window: its hits, or all it was divided by."""
    hits, all_of_them = COUNTED[name](window, list(policy_ids))
    return list(db.session.scalars(hits if hits_only else all_of_them))


def kept(found: Effect) -> dict[str, Any]:
    """An effect as a proposal keeps it."""
    return {
        "before": [found.before.first.isoformat(), found.before.end.isoformat()],
        "after": [found.after.first.isoformat(), found.after.end.isoformat()],
        "rates": {name: _plain(each) for name, each in found.rates.items()},
    }


def _plain(each: Compared) -> dict[str, Any]:
    ends = None if each.low is None or each.high is None else [str(each.low), str(each.high)]
    return {
        "before": [*each.before],
        "after": [*each.after],
        "between": ends,
        "verdict": str(each.verdict),
        "more": each.more,
    }


def _part(name: str, window: Window, ids: list[int]) -> Part:
    hits, all_of_them = COUNTED[name](window, ids)
    counts = [db.session.scalar(select(func.count()).select_from(each.subquery())) or 0 for each in (hits, all_of_them)]
    return Part(*counts)


def _open_in(window: Window, ids: list[int]) -> Select[int]:
    """The cases that were open at the start of a window or opened in it."""
    query = select(Case.id).join(Episode, Episode.case_id == Case.id).join(Loan, Case.loan_id == Loan.id)
    query = query.join(Portfolio, Loan.portfolio_id == Portfolio.id).where(Portfolio.policy_id.in_(ids))
    lasted = Episode.closed_on.is_(None) | (Episode.closed_on >= window.first)
    return query.where(Episode.opened_on < window.end, lasted).distinct()


def _cured(window: Window, ids: list[int]) -> tuple[Select[int], Select[int]]:
    found = _open_in(window, ids)
    return found.where(Episode.closed_on >= window.first, Episode.closed_on < window.end), found


def _contacts(window: Window) -> Select[int]:
    first, end = _instants(window)
    return select(Contact.id).where(Contact.direction == Direction.outbound, Contact.at >= first, Contact.at < end)


def _complaints(window: Window, ids: list[int]) -> tuple[Select[int], Select[int]]:
    here = select(Complaint.id).where(Complaint.received_on >= window.first, Complaint.received_on < window.end)
    return here, _contacts(window)


def _blocks(window: Window, ids: list[int]) -> tuple[Select[int], Select[int]]:
    first, end = _instants(window)
    asked = select(Decision.id).where(Decision.at >= first, Decision.at < end)
    return asked.where(Decision.verdict == Verdict.blocked), asked


def _breaches(window: Window, ids: list[int]) -> tuple[Select[int], Select[int]]:
    here = select(Breach.id).where(Breach.raised_on >= window.first, Breach.raised_on < window.end)
    return here, _contacts(window)


COUNTED = {"cured": _cured, "complaints": _complaints, "blocks": _blocks, "breaches": _breaches}
"""What each rate counts, and what that is divided by; compliance is that of the whole desk."""


def money_of(cases: Select[int], window: Window) -> list[Money]:
    """What was overdue when cases that were open in a window opened, and the money that came on them in it."""
    owed = select(Loan.currency, func.sum(Episode.overdue_amount)).join(Case, Case.loan_id == Loan.id)
    owed = owed.join(Episode, Episode.case_id == Case.id).where(Case.id.in_(cases), Episode.opened_on < window.end)
    lasted = Episode.closed_on.is_(None) | (Episode.closed_on >= window.first)
    paid = select(Loan.currency, func.sum(Payment.amount)).join(Payment, Payment.loan_id == Loan.id)
    paid = paid.join(Case, Case.loan_id == Loan.id).where(Case.id.in_(cases), Payment.kind == PaymentKind.payment)
    in_window = (Payment.paid_on >= window.first, Payment.paid_on < window.end, ~Payment.reversal.has())
    came: dict[str, Decimal] = defaultdict(
        Decimal, db.session.execute(paid.where(*in_window).group_by(Loan.currency)).all()
    )
    rows = db.session.execute(owed.where(lasted).group_by(Loan.currency).order_by(Loan.currency))
    return [Money(currency, amount, came[currency]) for currency, amount in rows]


def _instants(window: Window) -> tuple[datetime, datetime]:
    return team.start_of(window.first), team.start_of(window.end)
