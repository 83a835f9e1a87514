"""Weekly metrics: provisional on the Monday after the week, frozen when it closes."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import delete, func, select

from models import db
from models.metric import MetricScope, WeeklyMetric
from models.metric import Week as WeekRow
from rules.errors import RuleError
from rules.figure import Figure
from rules.week import Week
from services import bulk, team
from services.metric import facts, pool
from services.metric.facts import Place
from services.metric.figures import Group, figures, pooled

Scope = tuple[MetricScope, int]
WEEK = timedelta(days=7)


def figures_of(week_on: date) -> list[dict[str, object]]:
    """The figures of the week from Monday `week_on`, as what is entered makes them now: nothing is written."""
    found = _figures(Week(week_on, _closes_on(week_on)), _before(week_on))
    return [{"scope": scope, "scope_id": scope_id, **figure._asdict()} for (scope, scope_id), figure in found]


def measure(week_on: date, now: datetime, found: Sequence[dict[str, object]] | None = None) -> Counter[str]:
    """Measure the week from Monday `week_on`, provisionally and anew until it is closed; a closed one stays as it is.

    `found` are its figures where they were made before, so that nobody waits meanwhile.
    Raises RuleError for a day that is no Monday, or a week before those that were measured: weeks chain.
    """
    row = _row(week_on, now)
    if row.closed_at:
        return Counter(frozen=1)
    rows = [{"week_on": week_on, **each} for each in (figures_of(week_on) if found is None else found)]
    db.session.execute(delete(WeeklyMetric).where(WeeklyMetric.week_on == week_on))
    bulk.insert(WeeklyMetric, rows)
    row.measured_at = now
    return Counter(figures=len(rows))


def close(week_on: date, now: datetime, figures: Sequence[dict[str, object]] | None = None) -> Counter[str]:
    """Measure a week for the last time: from now on it is frozen, and what is entered later corrects it elsewhere.

    `figures` are those that `figures_of` made before: what is entered by now is no longer in them anyway.

    Provisional weeks after it are measured anew, for each begins where the one before it ended.
    """
    found = measure(week_on, now, figures)
    row = _row(week_on, now)
    if not row.closed_at:
        row.closed_at = now
        after = select(WeekRow.week_on).where(WeekRow.week_on > week_on, WeekRow.closed_at.is_(None))
        for each in db.session.scalars(after.order_by(WeekRow.week_on)).all():
            measure(each, now)
    return found


def to_close(today: date) -> list[date]:
    """The Mondays of the measured weeks, and of those after them, that close today or should have, the first first."""
    latest = select(WeekRow.week_on).order_by(WeekRow.week_on.desc()).limit(1)
    waiting = list(
        db.session.scalars(select(WeekRow.week_on).where(WeekRow.closed_at.is_(None)).order_by(WeekRow.week_on))
    )
    last = db.session.scalar(latest)
    day = last + WEEK if last else None
    while day and day + WEEK + timedelta(days=closes_days()) <= today:
        waiting.append(day)
        day += WEEK
    return [each for each in waiting if _closes_on(each) <= today]


def closes_days() -> int:
    """How many days after its Sunday a week closes."""
    row = team.the()
    return row.week_closes_days if row else 3


def recomputed(week_on: date) -> list[dict[str, object]]:
    """The figures of a measured week, made again from what was entered until it closed: nothing is written."""
    return figures_of(week_on)


def around(week_on: date) -> tuple[Week, Week | None]:
    """A week, and the measured one that it goes on."""
    return Week(week_on, _closes_on(week_on)), _before(week_on)


def group(week_on: date, scope: MetricScope, scope_id: int) -> Group:
    """The facts that the figures of a part of the book in a week are made from."""
    return _groups(*around(week_on)).get((scope, scope_id), Group([], [], []))


def _row(week_on: date, now: datetime) -> WeekRow:
    if week_on.weekday():
        raise RuleError("A week begins on a Monday, not on %(day)s.", day=week_on)
    row = db.session.scalars(select(WeekRow).filter_by(week_on=week_on)).first()
    if row is None:
        _check_order(week_on)
        row = WeekRow(week_on=week_on, closes_on=_closes_on(week_on), measured_at=now)
        db.session.add(row)
        db.session.flush()
    return row


def _check_order(week_on: date) -> None:
    last = db.session.scalar(select(func.max(WeekRow.week_on)))
    if last and last > week_on:
        raise RuleError("The week of %(last)s was measured already; weeks are measured in their order.", last=last)


def _closes_on(week_on: date) -> date:
    """The first day whose entries are no longer in a week, as it was set when the week was first measured."""
    known = db.session.scalar(select(WeekRow.closes_on).filter_by(week_on=week_on))
    return known or week_on + WEEK + timedelta(days=closes_days())


def _before(week_on: date) -> Week | None:
    """The week that this one goes on; None for the first that was measured."""
    row = db.session.scalars(select(WeekRow).filter_by(week_on=week_on - WEEK)).first()
    return Week(row.week_on, row.closes_on) if row else None


def _figures(this: Week, before: Week | None) -> Iterator[tuple[Scope, Figure]]:
    """Every figure of a week with what it is about."""
    last = _closings(before) if before else None
    for scope, group in _groups(this, before).items():
        published = {currency: amount for (at, currency), amount in last.items() if at == scope} if last else None
        yield from ((scope, figure) for figure in figures(group, published))
    for (month, currency), found in sorted(pool.load(this).items()):
        yield (MetricScope.placed, month), pooled(found, currency)


def _closings(before: Week) -> dict[tuple[Scope, str], Decimal]:
    """What was overdue at the end of the week before, as it was published."""
    columns = (WeeklyMetric.scope, WeeklyMetric.scope_id, WeeklyMetric.currency, WeeklyMetric.numerator)
    query = select(*columns).where(WeeklyMetric.week_on == before.monday, WeeklyMetric.name == "overdue_closing")
    return {((scope, id), currency): amount for scope, id, currency, amount in db.session.execute(query)}


def _groups(this: Week, before: Week | None) -> dict[Scope, Group]:
    """The facts of a week by team, portfolio, stage and collector; nobody's cases count for no collector."""
    found: dict[Scope, Group] = defaultdict(lambda: Group([], [], []))
    found[MetricScope.team, 0] = Group([], [], [])
    for row in facts.load_cases(this, before):
        for scope in _scopes(row.portfolio_id, row.place):
            found[scope].cases.append(row)
        for scope in _scopes(row.portfolio_id, row.was) if before else ():
            found[scope].were.append(row)
    for promise in facts.load_promises(this):
        for scope in _scopes(promise.portfolio_id, promise.place):
            found[scope].promises.append(promise)
    return dict(found)


def _scopes(portfolio_id: int | None, place: Place) -> list[Scope]:
    known = (
        (MetricScope.portfolio, portfolio_id),
        (MetricScope.stage, place.stage_id),
        (MetricScope.collector, place.collector_id),
    )
    return [(MetricScope.team, 0), *((scope, id) for scope, id in known if id)]
