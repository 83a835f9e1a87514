"""Weekly metrics: measured once after the week, frozen then."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import select

from models import db
from models.metric import MetricScope, WeeklyMetric
from rules import metric as rule
from rules import money
from rules.errors import RuleError
from services import bulk
from services.metric import facts
from services.metric.facts import Contacted, Matured, Worked

Scope = tuple[MetricScope, int]


class Group(NamedTuple):
    """The part of the book that a figure is about."""

    cases: list[Worked]
    contacts: list[Contacted]
    promises: list[Matured]


class Figure(NamedTuple):
    """One figure: what it is, of how many."""

    name: str
    value: Decimal | None
    numerator: Decimal
    denominator: Decimal | None
    n: int
    currency: str = ""


def measure(week_on: date) -> Counter[str]:
    """Measure the week from Monday `week_on`; a week that was measured stays as it is.

    Success by case: overdue became 0 in the week, over the cases open at its start or opened in it. By amount: money
    value-dated in the week on those cases, over overdue at the start plus newly overdue. Currencies are never added.
    Raises RuleError for a day that is no Monday.
    """
    if week_on.weekday():
        raise RuleError("A week begins on a Monday, not on %(day)s.", day=week_on)
    if db.session.scalar(select(WeeklyMetric.id).where(WeeklyMetric.week_on == week_on).limit(1)):
        return Counter(frozen=1)
    rows = [
        {"week_on": week_on, "scope": scope, "scope_id": scope_id, **figure._asdict()}
        for (scope, scope_id), group in groups(week_on).items()
        for figure in figures(group)
    ]
    bulk.insert(WeeklyMetric, rows)
    return Counter(figures=len(rows))


def groups(week_on: date) -> dict[Scope, Group]:
    """The facts of a week by team, portfolio, stage and collector."""
    week = facts.week_of(week_on)
    found: dict[Scope, Group] = defaultdict(lambda: Group([], [], []))
    found[MetricScope.team, 0] = Group([], [], [])
    by_case: dict[int, Sequence[Scope]] = {}
    by_borrower: dict[int, set[Scope]] = defaultdict(set)
    for row in facts.load_cases(week):
        by_case[row.id] = scopes(row)
        by_borrower[row.borrower_id].update(by_case[row.id])
        for scope in by_case[row.id]:
            found[scope].cases.append(row)
    for contact in facts.load_contacts(week):
        for scope in by_borrower.get(contact.borrower_id, {(MetricScope.team, 0)}):
            found[scope].contacts.append(contact)
    for promise in facts.load_promises(week):
        for scope in by_case.get(promise.case_id, [(MetricScope.team, 0)]):
            found[scope].promises.append(promise)
    return dict(found)


def scopes(row: Worked) -> list[Scope]:
    """What a case counts for; nobody's cases count for no collector."""
    found = [(MetricScope.team, 0), (MetricScope.portfolio, row.portfolio_id)]
    if row.stage_id:
        found.append((MetricScope.stage, row.stage_id))
    if row.assignee_id:
        found.append((MetricScope.collector, row.assignee_id))
    return found


def figures(group: Group) -> Iterator[Figure]:
    """All figures of a part of the book; a zero denominator leaves the value empty."""
    worked = [row for row in group.cases if row.opened_on]
    solved = [row for row in worked if row.closed or not row.arrears.closing]
    yield _ratio("success_rate_cases", len(solved), len(worked), len(worked))
    reached = sum(contact.reached for contact in group.contacts)
    yield _ratio("contact_rate", reached, len(group.contacts), len(group.contacts))
    kept = [promise for promise in group.promises if promise.kept]
    yield _ratio("kept_rate_count", len(kept), len(group.promises), len(group.promises))
    currencies = {row.id: row.currency for row in group.cases}
    for currency in sorted({row.currency for row in group.cases}):
        cases = [row for row in group.cases if row.currency == currency]
        promises = [each for each in group.promises if currencies.get(each.case_id) == currency]
        for figure in (*_amounts(cases), *_promised(promises), *_bridge(cases)):
            yield figure._replace(currency=currency)


def _amounts(cases: Sequence[Worked]) -> Iterator[Figure]:
    worked = [row for row in cases if row.opened_on]
    cash = _total(amount for row in worked for _, amount in row.cash)
    overdue = _total(row.arrears.opening + row.arrears.newly for row in worked)
    yield _ratio("success_rate_amount", cash, overdue, len(worked))
    yield _ratio("recovery_rate", cash, _total(row.arrears.placed for row in worked), len(worked))
    paid = [(amount, max(0, (on - row.opened_on).days)) for row in worked if row.opened_on for on, amount in row.cash]
    weighted = _total(amount * days for amount, days in paid)
    payments = [{"amount": amount, "days": days} for amount, days in paid]
    average = rule.value("average_days_to_collect", {"payments": payments})
    yield Figure("average_days_to_collect", average, weighted, cash, len(paid))


def _promised(promises: Sequence[Matured]) -> Iterator[Figure]:
    kept = _total(each.amount for each in promises if each.kept)
    yield _ratio("kept_rate_amount", kept, _total(each.amount for each in promises), len(promises))


def _bridge(cases: Sequence[Worked]) -> Iterator[Figure]:
    """Opening + newly overdue - cash on what is overdue - written off - waived - re-aged = closing."""
    opening = _total(row.arrears.opening for row in cases)
    newly = _total(row.arrears.newly for row in cases)
    waived = _total(row.arrears.waived for row in cases)
    reaged = _total(row.arrears.reaged for row in cases)
    cash = opening + newly - _total(row.arrears.closing for row in cases) - waived - reaged
    bridge = rule.overdue_bridge(opening, newly, cash, money.ZERO, waived, reaged)
    steps = {
        "overdue_opening": opening,
        "overdue_newly": newly,
        "overdue_cash": cash,
        "overdue_written_off": money.ZERO,
        "overdue_waived": waived,
        "overdue_reaged": reaged,
        "overdue_closing": bridge.closing,
    }
    for name, amount in steps.items():
        yield Figure(name, amount, amount, None, len(cases))
    yield Figure("overdue_change_rate", bridge.change_rate, bridge.change, opening, len(cases))


def _ratio(name: str, top: Decimal | int, bottom: Decimal | int, n: int) -> Figure:
    """A figure by its formula in the rules; `top` and `bottom` are kept beside it."""
    upper, lower = rule.RATIOS[name]
    value = rule.value(name, {upper: top, lower: bottom})
    return Figure(name, value, Decimal(top), Decimal(bottom), n)


def _total(amounts: Iterable[Any]) -> Decimal:
    return sum(amounts, money.ZERO)
