"""The rows behind a figure of a week: read anew by the eyes of that week, so that they are those it counted."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from models.metric import MetricScope, WeeklyMetric
from rules import money
from rules.figure import Figure
from rules.week import Cause
from services import metric
from services.metric import pool
from services.metric.counted import Counted, Line
from services.metric.facts import Matured, Worked
from services.metric.figures import Group, in_currency

Amounts = Mapping[int, Decimal]
REMOVED = "removed"
"""What is in no row any more: loans that were taken off the book after the week before was published."""


def of(row: WeeklyMetric) -> Counted:
    """The rows of a kept figure."""
    figure = Figure(row.name, row.value, row.numerator, row.denominator, row.n, row.currency)
    if row.scope == MetricScope.placed:
        this, _ = metric.around(row.week_on)
        return Counted(figure, _summed(pool.paid_by_case(this, row.scope_id, row.currency)))
    group = metric.group(row.week_on, row.scope, row.scope_id)
    if metric.around(row.week_on)[1] is None:
        group = group._replace(were=group.cases)  # The first week begins with itself.
    if row.currency:
        group = in_currency(group, row.currency)
    return Counted(figure, list(_lines(row, group)))


def _lines(row: WeeklyMetric, group: Group) -> Iterable[Line]:
    if row.name in CASES:
        return [Line("case", each.id) for each in group.cases if CASES[row.name](each)]
    if row.name in ("kept_rate_count", "kept_rate_amount"):
        return [_promise(each, row.name) for each in group.promises if each.kept]
    step = row.name.removeprefix("overdue_")
    if step in ("opening", "correction_removed", "change_rate"):
        return _with_removed(row, group, step)
    if step == "moved":
        return _summed(_less(_before(group.cases), _before(group.were)))
    if step.startswith("correction_"):
        cause = Cause(step.removeprefix("correction_"))
        return _summed({each.id: each.owed.corrections.get(cause, money.ZERO) for each in group.cases})
    return _summed({each.id: AMOUNTS[row.name](each) for each in group.cases})


def _with_removed(row: WeeklyMetric, group: Group, step: str) -> list[Line]:
    """The start of a week as it was published, and what stands in no row of it any more."""
    were = _before(group.were)
    if step == "change_rate":
        ends = {each.id: each.owed.arrears.closing for each in group.cases}
        found = _summed(_less(ends, were))
    else:
        found = _summed(were) if step == "opening" else []
    rest = row.numerator - money.total(line.amount for line in found if line.amount)
    return [*found, Line(REMOVED, None, rest)] if rest else found


def _promise(each: Matured, name: str) -> Line:
    return Line("promise", each.id, each.amount if name == "kept_rate_amount" else None)


def _before(cases: Sequence[Worked]) -> dict[int, Decimal]:
    return {each.id: each.owed.before for each in cases}


def _less(amounts: Amounts, others: Amounts) -> Amounts:
    found: dict[int, Decimal] = defaultdict(lambda: money.ZERO, amounts)
    for id, amount in others.items():
        found[id] -= amount
    return found


def _summed(amounts: Amounts) -> list[Line]:
    return [Line("case", id, amount) for id, amount in sorted(amounts.items()) if amount]


def _collected(each: Worked) -> Decimal:
    base = each.owed.arrears.opening or each.owed.arrears.newly
    return money.total(amount for _, amount in each.collected) if base else money.ZERO


def _amount_days(each: Worked) -> Decimal:
    if each.opened_on is None:
        return money.ZERO
    opened_on = each.opened_on
    return money.total(amount * max(0, (on - opened_on).days) for on, amount in each.collected)


CASES: Mapping[str, Callable[[Worked], bool]] = {
    "success_rate_cases": lambda each: bool(each.opened_on) and (each.closed or not each.owed.arrears.closing),
    "contact_rate": lambda each: each.tried is True,
}
AMOUNTS: Mapping[str, Callable[[Worked], Decimal]] = {
    "success_rate_amount": _collected,
    "average_days_to_collect": _amount_days,
    **{
        f"overdue_{name}": lambda each, name=name: getattr(each.owed.arrears, name)  # type: ignore[misc]
        for name in ("newly", "cash", "written_off", "waived", "reaged", "closing")
    },
}
