"""The figures of a part of the book, from the facts of its week."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from rules import figure, metric, money
from rules.figure import Figure
from rules.week import Cause
from services.metric.facts import Matured, Worked
from services.metric.pool import Pool


class Group(NamedTuple):
    """The part of the book that a figure is about: its cases, those that were of it the week before, and promises."""

    cases: list[Worked]
    were: list[Worked]
    promises: list[Matured]


def figures(group: Group, published: Mapping[str, Decimal] | None) -> Iterator[Figure]:
    """All figures of a part of the book; a zero denominator leaves the value empty.

    `published` is what was overdue by currency at the end of the week before, None for the first week.
    """
    worked = [row for row in group.cases if row.opened_on]
    solved = [row for row in worked if row.closed or not row.owed.arrears.closing]
    yield figure.success_rate_cases(len(solved), len(worked))
    tried = [row for row in group.cases if row.tried is not None]
    yield figure.contact_rate(sum(row.tried is True for row in tried), len(tried))
    yield figure.kept_rate_count(sum(each.kept for each in group.promises), len(group.promises))
    for currency in sorted(_currencies(group) | set(published or ())):
        part = in_currency(group, currency)
        last = published.get(currency, money.ZERO) if published is not None else None
        for found in (*_amounts(part.cases), *_promised(part.promises), *_bridge(part, last)):
            yield found._replace(currency=currency)


def pooled(found: Pool, currency: str) -> Figure:
    """The recovery of a month of placement."""
    return figure.recovery_rate(found.paid, found.placed, found.count)._replace(currency=currency)


def in_currency(group: Group, currency: str) -> Group:
    """The part of a group that is in one currency."""
    cases, were = ([row for row in rows if row.currency == currency] for rows in (group.cases, group.were))
    return Group(cases, were, [each for each in group.promises if each.currency == currency])


def _currencies(group: Group) -> set[str]:
    return {row.currency for rows in group for row in rows}


def _amounts(cases: Sequence[Worked]) -> Iterator[Figure]:
    base = [row for row in cases if row.owed.arrears.opening or row.owed.arrears.newly]
    paid = money.total(amount for row in base for _, amount in row.collected)
    overdue = money.total(row.owed.arrears.opening + row.owed.arrears.newly for row in base)
    yield figure.success_rate_amount(paid, overdue, len(base))
    days = [
        (amount, max(0, (on - row.opened_on).days)) for row in cases if row.opened_on for on, amount in row.collected
    ]
    yield figure.average_days_to_collect(days)


def _promised(promises: Sequence[Matured]) -> Iterator[Figure]:
    kept = money.total(each.amount for each in promises if each.kept)
    yield figure.kept_rate_amount(kept, money.total(each.amount for each in promises), len(promises))


def _bridge(group: Group, published: Decimal | None) -> Iterator[Figure]:
    """Opening + moved here + corrections + newly overdue - paid - written off - waived - re-aged = closing."""
    rows = [row.owed.arrears for row in group.cases]
    before = money.total(row.owed.before for row in group.cases)
    were = before if published is None else money.total(row.owed.before for row in group.were)
    opening = were if published is None else published
    newly, cash = money.total(row.newly for row in rows), money.total(row.cash for row in rows)
    gone = {name: money.total(getattr(row, name) for row in rows) for name in ("written_off", "waived", "reaged")}
    closing = metric.overdue_bridge(money.total(row.opening for row in rows), newly, cash, **gone).closing
    steps = {
        "opening": opening,
        "moved": before - were,
        **{f"correction_{cause}": _corrected(group.cases, cause) for cause in Cause},
        "correction_removed": were - opening,
        "newly": newly,
        "cash": cash,
        **gone,
        "closing": closing,
    }
    for name, amount in steps.items():
        yield Figure(f"overdue_{name}", amount, amount, None, len(rows))
    yield figure.overdue_change_rate(closing - opening, opening, len(rows))


def _corrected(cases: Sequence[Worked], cause: Cause) -> Decimal:
    return money.total(row.owed.corrections.get(cause, money.ZERO) for row in cases)
