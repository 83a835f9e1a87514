"""Monday: what a manager decides first, what came in, how the overdue amount moved, who has how much to do.

All of it is read from what is kept, but for what waits and what is due, which are few rows along an index.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext
from markupsafe import Markup
from sqlalchemy import func, or_, select

from admin import metric
from admin.base import format, notices, rights
from admin.metric import chart, weekly
from models import db
from models.approval import Approval
from models.case import Case, CaseState
from models.cost import CashTarget
from models.decision import Breach
from models.dispute import Dispute, DisputeStatus
from models.hold import Hold
from models.metric import DailyFigure, MetricScope, WeeklyMetric
from models.referral import Referral, ReferralStatus
from models.task import Task
from rules import figure, month
from rules import metric as rule
from rules.month.change import Change, changes
from services import deciders, my_day, team
from services.case import share
from services.metric import daily

FIRST = 3
"""So many rows of each kind that waits are named."""
WEEK = timedelta(days=7)
YEAR = timedelta(days=364)
"""The same week a year before begins on a Monday too."""
OPEN = (Case.state == CaseState.open, Case.archived_on.is_(None))


class Wait(NamedTuple):
    """A kind of row that waits for a decision: its first rows, and the button to all of them."""

    label: str
    rows: list[tuple[str, str]]
    button: str
    address: str


class Money(NamedTuple):
    """Money of a time beside other times: the words of each, its amount, and the way to its payments."""

    label: str
    amount: str
    address: str
    than: str


class Picture(NamedTuple):
    """A chart with its table: heads, rows of words with their addresses, and from when it is."""

    title: str
    svg: Markup
    heads: list[str]
    rows: list[tuple[str, list[tuple[str, str]]]]
    note: str


class DeskBar(NamedTuple):
    """What a person has to do today, did, left late, and gets done on a day."""

    name: str
    address: str
    due: int
    done: int
    late: int
    capacity: int | None


def waits(day: date) -> list[Wait]:
    """What needs a decision now, each kind with its first rows; only what the person may act on."""
    return [each for each in _waits(day) if each.rows]


def _waits(day: date) -> Iterator[Wait]:
    person = rights.person()
    if person is None:
        return
    asked = select(Approval).where(deciders.decided_by(person)).order_by(Approval.lapses_on, Approval.id)
    yield _wait(gettext("Approvals to decide on"), asked, "approval", gettext("Decide"), status="requested")
    referrals = select(Referral).where(Referral.status == ReferralStatus.proposed).order_by(Referral.id)
    yield _wait(gettext("Referrals to decide on"), referrals, "referral", gettext("Decide"), status="proposed")
    breaches = select(Breach).where(Breach.reviewed_on.is_(None)).order_by(Breach.id)
    yield _wait(gettext("Breaches to look at"), breaches, "breach", gettext("Look"))
    disputes = (
        select(Dispute).where(Dispute.status == DisputeStatus.open, Dispute.due_on < day).order_by(Dispute.due_on)
    )
    before = (day - timedelta(days=1)).isoformat()
    yield _wait(
        gettext("Disputes over their limit"), disputes, "dispute", gettext("Decide"), status="open", due_on_to=before
    )
    holds = select(Hold).where(or_(*notices.holds(day))).order_by(Hold.review_on, Hold.id)
    yield _wait(gettext("Holds past their review"), holds, "hold", gettext("Review"), review_on_to=day.isoformat())


def _wait(label: str, query: Any, noun: str, button: str, **narrowed: Any) -> Wait:
    if not rights.may("act", noun):
        return Wait(label, [], button, "")
    found = [
        (f"{format.title(row)} · {row.case.reference}" if getattr(row, "case", None) else format.title(row), row.id)
        for row in db.session.scalars(query.limit(FIRST))
    ]
    rows = [(title, url_for(f"{noun}.details_view", id=id)) for title, id in found]
    return Wait(label, rows, button, url_for(f"{noun}.index_view", **narrowed))


def cash(day: date) -> list[tuple[str, list[Money]]]:
    """By currency: the last whole week beside the one before and that of a year before, the month beside its target.

    The month goes up to yesterday: what the last night kept.
    """
    monday = day - timedelta(days=day.weekday())
    first, through = day.replace(day=1), day - timedelta(days=1)
    last_month = month.before(day)
    times = {
        "week": (monday - WEEK, monday - timedelta(days=1)),
        "before": (monday - 2 * WEEK, monday - WEEK - timedelta(days=1)),
        "year": (monday - WEEK - YEAR, monday - timedelta(days=1) - YEAR),
        "month": (first, through),
        "last": (last_month.replace(day=1), min(last_month, last_month.replace(day=1) + (through - first))),
    }
    sums = dict(zip(times, daily.sums(list(times.values())), strict=True))
    since, targets = daily.kept_since(), _targets(first)
    currencies = sorted({*targets, *(code for each in sums.values() for code in each)})
    return [(code, list(_lines(code, sums, times, targets.get(code), since))) for code in currencies]


def _targets(first: date) -> dict[str, Decimal]:
    """The team's own target of a month by currency, else what those of its portfolios add up to."""
    query = select(CashTarget.currency, CashTarget.portfolio_id, CashTarget.amount).where(CashTarget.month_on == first)
    rows = db.session.execute(query).all()
    whole = {row.currency: row.amount for row in rows if row.portfolio_id is None}
    parts: dict[str, Decimal] = {}
    for row in rows:
        parts[row.currency] = parts.get(row.currency, Decimal(0)) + row.amount
    return parts | whole


def _lines(
    code: str,
    sums: Mapping[str, dict[str, Decimal]],
    times: Mapping[str, tuple[date, date]],
    target: Decimal | None,
    since: date | None,
) -> Iterator[Money]:
    zero = Decimal("0.00")
    amounts = {name: each.get(code, zero) for name, each in sums.items()}
    known = {name for name, (_, last) in times.items() if since and since <= last}
    for name, label, others in (
        ("week", gettext("Last week"), (("before", gettext("the week before")), ("year", gettext("a year before")))),
        ("month", gettext("This month"), (("last", gettext("last month by this day")),)),
    ):
        told = [_than(amounts[name], amounts[other], words, code) for other, words in others if other in known]
        if name == "month" and target:
            share = rule.value("target_attainment", {"collected": amounts[name], "target": target})
            part = format.rate(round(share, 3)) if share is not None else "–"
            told.append(gettext("%(share)s of the target of %(amount)s", share=part, amount=format.money(target, code)))
        first, last = times[name]
        address = url_for("counted.index", source="cash", first=first, last=last, currency=code)
        yield Money(label, format.money(amounts[name], code), address, " · ".join(told))


def _than(amount: Decimal, other: Decimal, words: str, code: str) -> str:
    if not other:
        return str(gettext("%(time)s: nothing", time=words))
    change = format.rate(round((amount - other) / other, 3))
    return str(
        gettext("%(change)s against %(time)s (%(amount)s)", change=change, time=words, amount=format.money(other, code))
    )


def overdue() -> list[Picture]:
    """How the overdue amount moved in the last measured week, by currency, as a waterfall."""
    last = select(func.max(WeeklyMetric.week_on)).scalar_subquery()
    query = select(WeeklyMetric).where(WeeklyMetric.week_on == last, WeeklyMetric.scope == MetricScope.team)
    rows = list(db.session.scalars(query.where(WeeklyMetric.name.startswith("overdue_"))))
    return [_waterfall(code, steps) for code, steps in weekly.moved(rows)]


def _waterfall(code: str, steps: Sequence[tuple[Any, WeeklyMetric]]) -> Picture:
    week = steps[0][1].week_on
    note = gettext("Week from %(day)s", day=format.words(week))
    rows = [(str(label), [(format.money(row.numerator, code), weekly.behind(row))]) for label, row in steps]
    svg = weekly.picture_of(steps, code)
    return Picture(
        gettext("How the overdue amount moved · %(currency)s", currency=code), svg, [gettext("Amount")], rows, note
    )


def desks(day: date) -> tuple[list[DeskBar], Markup, int]:
    """What each person has to do and did today, the picture of it, and how many open cases nobody works on."""
    due = my_day.counts(day)
    late = _counts(select(Case.assignee_id, func.count()).where(*OPEN, Case.next_action_on < day), Case.assignee_id)
    begun = Task.done_at >= team.start_of(day)
    done = _counts(select(Task.done_by_id, func.count()).where(begun), Task.done_by_id)
    able = daily.capacities(day)
    bars = [
        DeskBar(
            format.title(person),
            url_for("my_day.index", who=person.id),
            due.get(person.id, 0),
            done.get(person.id, 0),
            late.get(person.id, 0),
            able.get(person.id),
        )
        for person in share.collectors()
    ]
    return bars, chart.across([_desk(each) for each in bars]), due.get(None, 0)


def _desk(each: DeskBar) -> chart.Bar:
    words = gettext("%(due)s due, %(done)s done, %(late)s late", due=each.due, done=each.done, late=each.late)
    tone = chart.RED if each.capacity is not None and each.due > each.capacity else chart.ACCENT
    mark = None if each.capacity is None else Decimal(each.capacity)
    return chart.Bar(chart.short(each.name), Decimal(0), Decimal(each.due), words, tone, mark)


def _counts(query: Any, column: Any) -> dict[int, int]:
    return {id: count for id, count in db.session.execute(query.group_by(column)) if id}


def ageing() -> list[Picture]:
    """What is owed by bucket at the end of the last kept day, by currency."""
    rows = daily.latest(daily.AGEING)
    return [
        _aged(code, [row for row in rows if row.currency == code]) for code in sorted({row.currency for row in rows})
    ]


def _aged(code: str, rows: Sequence[DailyFigure]) -> Picture:
    order = month.names()
    ordered = sorted(rows, key=lambda row: order.index(row.part))
    on = rows[0].on
    bars = [chart.Bar(row.part, Decimal(0), row.numerator, format.money(row.numerator, code)) for row in ordered]
    lines = []
    for row in ordered:
        address = url_for("counted.index", source="ageing", on=on, bucket=row.part, currency=code)
        lines.append((row.part, [(format.money(row.numerator, code), address), (format.number(row.n), address)]))
    title = gettext("Owed by days past due · %(currency)s", currency=code)
    note = gettext("At the end of %(day)s", day=format.words(on))
    return Picture(title, chart.across(bars), [gettext("Owed"), "n"], lines, note)


def rolled() -> list[Picture]:
    """The share of each bucket that went one further in the last whole month, by currency."""
    rows = daily.latest(daily.ROLL)
    return [
        _rolled(code, [row for row in rows if row.currency == code]) for code in sorted({row.currency for row in rows})
    ]


def _rolled(code: str, rows: Sequence[DailyFigure]) -> Picture:
    order = month.names()
    by_part = {row.part: row for row in rows}
    further = [by_part.get(f"{start}{daily.TO}{end}") for start, end in pairwise(order)]
    found = [row for row in further if row]
    on = rows[0].on
    bars, lines = [], []
    for row in found:
        start, _, end = row.part.partition(daily.TO)
        value = rule.over(row.numerator, row.denominator or Decimal(0))
        rate = "–" if value is None else format.rate(round(value, 3))
        name = f"{start} → {end}"
        args: dict[str, Any] = {"month": f"{on:%Y-%m}", "start": start, "end": end, "currency": code}
        address = url_for("counted.index", source="roll", **args) if row.numerator else ""
        bars.append(chart.Bar(name, Decimal(0), value or Decimal(0), f"{rate} (n = {row.n})", _tone(row.n)))
        lines.append((name, [(rate, address), (format.number(row.n), "")]))
    title = gettext("One bucket further · %(currency)s", currency=code)
    note = gettext("In %(month)s, of the accounts in the bucket a month before", month=f"{on:%Y-%m}")
    return Picture(title, chart.across(bars), [gettext("Rate"), "n"], lines, note)


def _tone(n: int) -> str:
    return chart.ACCENT if n >= figure.LEAST else chart.SOFT


def changed() -> list[tuple[str, str]]:
    """Three sentences on what changed since the week before, each with its n and the way to its rows."""
    weeks = select(WeeklyMetric.week_on).distinct().order_by(WeeklyMetric.week_on.desc()).limit(2)
    days = list(db.session.scalars(weeks))
    if len(days) < 2 or days[0] - days[1] != WEEK:
        return []
    names = [*metric.RATES, "overdue_newly", "overdue_cash", "overdue_closing"]
    query = select(WeeklyMetric).where(WeeklyMetric.week_on.in_(days), WeeklyMetric.scope == MetricScope.team)
    rows = {
        (row.week_on, row.name, row.currency): row
        for row in db.session.scalars(query.where(WeeklyMetric.name.in_(names)))
    }
    pairs = [(row, rows.get((days[1], name, code))) for (on, name, code), row in rows.items() if on == days[0]]
    found = {(new.name, new.currency): new for new, old in pairs if old}
    told = changes((_figure(new), _figure(old)) for new, old in pairs if old)
    return [(sentence(each), weekly.behind(found[each.new.name, each.new.currency])) for each in told]


def _figure(row: WeeklyMetric) -> figure.Figure:
    return figure.Figure(row.name, row.value, row.numerator, row.denominator, row.n, row.currency)


def sentence(each: Change) -> str:
    """A change in words, no surer than it is."""
    name = str(metric.NAMES[each.new.name]).lstrip("+−± ")
    name = name[:1].upper() + name[1:]
    told = {
        "name": name,
        "old": metric.spoken(each.old),
        "new": metric.spoken(each.new),
        "n": format.number(each.new.n),
    }
    if each.is_few:
        return str(gettext("%(name)s: %(new)s, before %(old)s (n = %(n)s: too few to tell).", **told))
    if not each.is_sure:
        return str(gettext("%(name)s: about as before, %(new)s against %(old)s (n = %(n)s).", **told))
    if each.rose:
        return str(gettext("%(name)s rose from %(old)s to %(new)s (n = %(n)s).", **told))
    return str(gettext("%(name)s fell from %(old)s to %(new)s (n = %(n)s).", **told))


def page(day: date) -> dict[str, Any]:
    """All that stands on the first page of a manager beside the figures of the day."""
    bars, picture, free = desks(day)
    return {
        "waits": waits(day),
        "cash": cash(day),
        "pictures": [*overdue(), *ageing(), *rolled()],
        "desks": bars,
        "desk_picture": picture,
        "free": free,
        "changed": changed(),
    }
