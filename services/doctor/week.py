"""What must hold of frozen figures: each follows from what it was made from, and the weeks chain."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from models import db
from models.metric import MetricScope, Week, WeeklyMetric
from rules import metric as rule
from rules.sentence import Sentence
from rules.week import Cause
from services.doctor.invariant import Found, Look, Reach, holds

Bridge = Mapping[tuple[str, str], Any]
"""The steps of one week by currency and name."""
WEEK = timedelta(days=7)
ADDED = (
    "overdue_opening",
    "overdue_moved",
    *(f"overdue_correction_{each}" for each in (*Cause, "removed")),
    "overdue_newly",
)
"""The steps that add to what is overdue, corrections of earlier weeks among them."""
PAID = ("overdue_cash", "overdue_written_off", "overdue_waived", "overdue_reaged")
"""The steps that take something off what is overdue."""


@holds(Sentence("A frozen rate is what its numerator over its denominator makes."), ("edit", "team"), Reach.full)
def rate_is_its_ratio(look: Look) -> Iterator[Found]:
    """Frozen rates with another value than the rule computes from what is kept beside them."""
    query = select(WeeklyMetric.id, WeeklyMetric.name, WeeklyMetric.value, WeeklyMetric.numerator)
    query = query.add_columns(WeeklyMetric.denominator).where(WeeklyMetric.name.in_(rule.RATIOS))
    for row in db.session.execute(query.order_by(WeeklyMetric.id)):
        upper, lower = rule.RATIOS[row.name]
        made = rule.value(row.name, {upper: row.numerator, lower: row.denominator or Decimal(0)})
        if row.value != made:
            said = Sentence("It says %(value)s; its parts make %(made)s.", value=row.value, made=made)
            yield Found("weekly_metric", row.id, said)


@holds(Sentence("A week's steps lead from what was overdue at its start to what was at its end."), ("edit", "team"))
def bridge_adds_up(look: Look) -> Iterator[Found]:
    """Ends of a week that its start and its steps do not lead to, in the whole team."""
    for steps in _bridges().values():
        for (currency, name), row in steps.items():
            if name != "overdue_closing":
                continue
            begun = sum(_of(steps, currency, each) for each in ADDED)
            made = begun - sum(_of(steps, currency, each) for each in PAID)
            if row.numerator != made:
                said = Sentence("It says %(value)s; the steps lead to %(made)s.", value=row.numerator, made=made)
                yield Found("weekly_metric", row.id, said)


@holds(Sentence("A week begins with what was overdue at the end of the week before."), ("edit", "team"))
def weeks_chain(look: Look) -> Iterator[Found]:
    """Starts of a week that are not the end of the week before, in the whole team."""
    weeks = _bridges()
    for monday, steps in weeks.items():
        before = weeks.get(monday - WEEK)
        for (currency, name), row in steps.items():
            if before is None or name != "overdue_opening":
                continue
            closing = _of(before, currency, "overdue_closing")
            if row.numerator != closing:
                told = {"value": row.numerator, "closing": closing}
                said = Sentence("It begins with %(value)s; the week before ended with %(closing)s.", **told)
                yield Found("weekly_metric", row.id, said)


def _bridges() -> dict[date, dict[tuple[str, str], Any]]:
    """The steps of every measured week of the team, in order; of those from before weeks chained nothing is known."""
    found: dict[date, dict[tuple[str, str], Any]] = {}
    columns = (WeeklyMetric.id, WeeklyMetric.week_on, WeeklyMetric.currency, WeeklyMetric.name, WeeklyMetric.numerator)
    query = select(*columns).where(WeeklyMetric.scope == MetricScope.team, WeeklyMetric.name.startswith("overdue_"))
    query = query.join(Week, Week.week_on == WeeklyMetric.week_on)
    for row in db.session.execute(query.order_by(WeeklyMetric.week_on, WeeklyMetric.id)):
        found.setdefault(row.week_on, {})[row.currency, row.name] = row
    return found


def _of(steps: Bridge, currency: str, name: str) -> Decimal:
    row = steps.get((currency, name))
    return Decimal(row.numerator) if row else Decimal(0)
