"""The rows behind a figure: exactly those that it counted, with the way back to it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from flask import abort, request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import false

from admin import metric
from admin.base import clock, format, labels, rights, scope
from admin.base.page import Page
from admin.metric import period
from models import db
from models.metric import WeeklyMetric
from models.partner import LegalPartner
from models.reason import OverdueReason
from rules import figure, money, month
from rules.access import Reach
from services import month as month_service
from services.metric import behind, daily, practice
from services.metric.counted import Counted, Line
from services.month import figures
from services.referral import reconciliation
from services.referral.reconciliation import Part

SHOWN = 100
"""So many rows stand on a page."""
ACCOUNT = _l("Only in the history of the former system")
REMOVED = _l("Taken off the book since the week before was published")


class Found(NamedTuple):
    """What a figure counted: its words, its value, its rows, and where it stands."""

    title: str
    value: str
    counted: Counted
    back: str
    place: str


class Row(NamedTuple):
    """A row on the page: its title and address, whose it is, and its part of the sum."""

    title: str
    address: str
    whose: str
    amount: str


def of_week() -> Found:
    """A kept figure of a week."""
    row = scope.find(WeeklyMetric, request.args.get("id")) or abort(404)
    key = {"week": row.week_on.isoformat(), "scope": f"{row.scope}-{row.scope_id}"}
    title = str(metric.NAMES.get(row.name, row.name))
    place = f"{metric.named(row.scope, row.scope_id)} · {format.day(row.week_on)}"
    return Found(title, metric.spoken(row), behind.of(row), url_for("weekly.index", **key), place)


def of_month() -> Found:
    """A figure between two month ends."""
    book, args = the_month()
    found = (each for each in figures.of(book, clock.today()) if key_of(each) == request.args.get("name"))
    each = next(found, None) or abort(404)
    return Found(
        str(metric.NAMES[each.figure.name]),
        metric.spoken(each.figure),
        each,
        url_for("months.index", **args),
        where(book),
    )


def the_month() -> tuple[figures.Book, dict[str, Any]]:
    """The month and the portfolio that the address names."""
    day = period.month_named(request.args.get("month", "")) or abort(404)
    book = period.portfolio()
    args = {"month": f"{day:%Y-%m}", "portfolio": book.id if book else None, "basis": request.args.get("basis")}
    return figures.Book(day, book), args


def where(book: figures.Book) -> str:
    """The month and the portfolio in words."""
    return " · ".join([f"{book.day:%Y-%m}", book.portfolio.name if book.portfolio else gettext("All portfolios")])


def of_roll() -> Found:
    """A cell of the roll rates."""
    book, args = the_month()
    start, place, currency = (request.args.get(name, "") for name in ("start", "end", "currency"))
    cell = next((each for each in figures.roll(book, currency) if (each.start, each.end) == (start, place)), None)
    cell = cell or abort(404)
    lines = figures.rolled(book, currency, start, place)
    title = gettext("From %(start)s to %(end)s", start=start, end=metric.bucket(place))
    value = gettext("%(count)s of %(all)s", count=format.number(cell.n), all=format.number(cell.n_from))
    whole = figure.Figure("roll_rate", cell.rate, cell.balance, cell.balance_from, cell.n_from, currency)
    return Found(title, value, Counted(whole, lines), url_for("months.index", **args), where(book))


def of_flow() -> Found:
    """A bucket at the end of the month, as the flow rates take it whole."""
    book, args = the_month()
    name, currency = request.args.get("bucket", ""), request.args.get("currency", "")
    if name not in month.names():
        abort(404)
    lines = figures.in_bucket(book, currency, name)
    sums = sum((line.amount for line in lines if line.amount), start=money.ZERO)
    whole = figure.Figure("flow_rate", None, sums, None, len(lines), currency)
    title = gettext("All in %(bucket)s", bucket=name)
    return Found(
        title, format.money(sums, currency), Counted(whole, lines), url_for("months.index", **args), where(book)
    )


def day_named(name: str) -> date:
    """A day of the address; anything else is not found."""
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        abort(404)


def of_ageing() -> Found:
    """A bucket at the end of a day, over the whole book."""
    on, name, currency = day_named("on"), request.args.get("bucket", ""), request.args.get("currency", "")
    if name not in month.names():
        abort(404)
    stands = month_service.standing(on).values()
    rows = [row for row in stands if row.currency == currency and month.names()[month.bucket(row.days)] == name]
    lines = figures.lines(rows)
    sums = money.total(row.balance for row in rows)
    whole = figure.Figure("ageing", sums, sums, None, len(lines), currency)
    title = gettext("All in %(bucket)s", bucket=name)
    return Found(title, format.money(sums, currency), Counted(whole, lines), url_for("home.index"), format.words(on))


def of_cash() -> Found:
    """Money received in a time."""
    first, last, currency = day_named("first"), day_named("last"), request.args.get("currency", "")
    found = daily.payments(first, last, currency)
    sums = money.total(found.values())
    whole = figure.Figure("cash", sums, sums, None, len(found), currency)
    place = f"{format.words(first)} – {format.words(last)}"
    counted = Counted(whole, [Line("payment", id, amount) for id, amount in found.items()])
    return Found(gettext("Money received"), format.money(sums, currency), counted, url_for("home.index"), place)


def of_vintage() -> Found:
    """A cell of the vintages."""
    book = period.portfolio()
    cohort = period.month_named(request.args.get("month", "")) or abort(404)
    age = scope.number(request.args.get("age")) or 0
    cells = figures.vintage(clock.today(), book, period.COHORTS).get(month.end(cohort), [])
    each = (cells[age] if 0 <= age < len(cells) else None) or abort(404)
    title = gettext("Paid out in %(month)s, %(age)s months on", month=f"{cohort:%Y-%m}", age=age)
    back = url_for("months.vintage", portfolio=book.id if book else None)
    return Found(title, metric.spoken(each.figure), each, back, str(metric.NAMES["vintage"]))


def the_practice() -> tuple[practice.Practice, str, str]:
    """The time and the part of the work that the address names; collectors see their own alone."""
    chosen = period.chosen(clock.today())
    part = practice.Part(period.portfolio(), period.collector())
    page = "practice" if rights.may_open("practice") else "my_figures"
    book = part.portfolio.id if part.portfolio else None
    back = url_for(f"{page}.index", period=chosen.key, portfolio=book, collector=part.collector_id)
    return practice.Practice(chosen.first, chosen.last, part), back, chosen.label


def of_practice() -> Found:
    """A figure of how the desk worked."""
    work, back, place = the_practice()
    hidden = frozenset() if rights.reach("case") == Reach.all else TEAM_ONLY
    found = (each for each in practice.of(work) if key_of(each) == request.args.get("name"))
    each = next((each for each in found if each.figure.name not in hidden), None) or abort(404)
    return Found(str(metric.NAMES[each.figure.name]), metric.spoken(each.figure), each, back, place)


def of_funnel() -> Found:
    """A step of the funnel."""
    work, back, place = the_practice()
    step = next((each for each in practice.funnel(work) if each.name == request.args.get("name")), None) or abort(404)
    return plain(str(metric.FUNNEL[step.name]), "case", step.ids, back, place)


def of_reason() -> Found:
    """The contacts that gave a reason."""
    work, back, place = the_practice()
    wanted = scope.number(request.args.get("name"))
    ids = next((ids for id, ids in practice.reasons(work) if id == wanted), None) or abort(404)
    row = db.session.get_one(OverdueReason, wanted)
    return plain(row.named(format.language()), "contact", ids, back, place)


def plain(title: str, noun: str, ids: Sequence[int], back: str, place: str) -> Found:
    """Things that were counted, without a rate."""
    whole = figure.Figure("", None, Decimal(len(ids)), None, len(ids))
    return Found(title, format.number(len(ids)), Counted(whole, [Line(noun, id) for id in ids]), back, place)


def key_of(each: Counted) -> str:
    """What names a figure in an address: its name, and its currency where it has one."""
    return f"{each.figure.name}-{each.figure.currency}" if each.figure.currency else each.figure.name


def of_league() -> Found:
    """What a figure of a legal partner counts."""
    firm = scope.find(LegalPartner, request.args.get("id")) or abort(404)
    name, currency = request.args.get("name", ""), request.args.get("currency", "")
    if name not in [*Part]:
        abort(404)
    lines = [Line("referral", id, amount) for id, amount in reconciliation.behind(firm.id, Part(name), currency)]
    found = Counted(figure.Figure("league", None, Decimal(len(lines)), None, len(lines), currency), lines)
    is_sum = any(line.amount for line in lines)
    value = format.money(found.whole, currency) if is_sum else format.number(len(lines))
    return Found(str(PARTS[Part(name)]), value, found, url_for("league.index"), firm.name)


PARTS = {
    Part.sent: _l("Referrals sent"),
    Part.ended: _l("Ended"),
    Part.claimed: _l("Sum of claims"),
    Part.recovered: _l("Recovered"),
    Part.fees: _l("Partner's fees"),
    Part.costs: _l("Case costs"),
}
SOURCES: Mapping[str, Callable[[], Found]] = {
    "week": of_week,
    "month": of_month,
    "roll": of_roll,
    "flow": of_flow,
    "vintage": of_vintage,
    "ageing": of_ageing,
    "cash": of_cash,
    "league": of_league,
    "practice": of_practice,
    "funnel": of_funnel,
    "reason": of_reason,
}
TEAM_ONLY = frozenset({"cash_collected", "collected_per_hour", "cost_to_collect", "rpc_per_dial", "rpc_accounts"})
"""What hangs on numbers, hours and strategy more than on a person: it stands on no collector's own board.

Source: handbook, responsibility of metrics.
"""
OWN = ("practice", "funnel", "reason")
"""What a collector may look behind: figures of their own work."""


def rows(lines: Sequence[Line], currency: str) -> list[Row]:
    """Lines in words; each record is read once."""
    known: dict[tuple[str, int | None], Any] = {}
    for noun in {line.noun for line in lines if line.id}:
        model = labels.model(noun)
        ids = [line.id for line in lines if line.noun == noun and line.id]
        query = (
            scope.rows(model).where(model.id.in_(ids)) if rights.may("view", noun) else db.select(model).where(false())
        )
        known |= {(noun, row.id): row for row in db.session.scalars(query)}
    return [said(line, known.get((line.noun, line.id)), currency) for line in lines]


def said(line: Line, row: Any, currency: str) -> Row:
    """One line; what has no page here is told by its words."""
    amount = "" if line.amount is None else format.money(line.amount, currency)
    if line.noun == behind.REMOVED:
        return Row(str(REMOVED), "", "", amount)
    if row is None:
        if not line.text:  # Of a row out of reach nothing is told but that it counted.
            return Row(f"{labels.record(line.noun)} {line.id}", "", "", "")
        return Row(line.text, "", str(ACCOUNT), amount)
    address = url_for(f"{line.noun}.details_view", id=line.id)
    return Row(f"{labels.record(line.noun)} {format.title(row)}", address, whose(row), amount)


def whose(row: Any) -> str:
    """The borrower that a row is about."""
    for path in (("borrower",), ("case", "borrower"), ("loan", "borrower")):
        found = row
        for name in path:
            found = getattr(found, name, None)
        if found is not None:
            return format.title(found)
    return ""


def step_to(args: dict[str, Any], place: int) -> str:
    """The address of the rows from a place on."""
    given: dict[str, Any] = {**args, "from": place}
    return url_for("counted.index", **given)


class CountedPage(Page):
    """What a figure counted; it stands in no menu."""

    page = "counted"
    heading = _l("What was counted")

    @expose("/")
    def index(self) -> str:
        """A page of the rows, with the value that they make and the way back."""
        source = request.args.get("source", "")
        if source not in SOURCES or (source not in OWN and rights.reach("case") != Reach.all):
            abort(404)
        found = SOURCES[source]()
        lines, currency = found.counted.lines, found.counted.figure.currency
        at = max(0, min(scope.number(request.args.get("from")) or 0, len(lines) // SHOWN * SHOWN))
        args = {name: value for name, value in request.args.items() if name != "from"}
        steps = [
            (word, step_to(args, place))
            for word, place in ((gettext("Earlier"), at - SHOWN), (gettext("Later"), at + SHOWN))
            if 0 <= place < len(lines)
        ]
        return self.render(
            "metric/counted.html",
            title=found.title,
            found=found,
            rows=rows(lines[at : at + SHOWN], currency),
            count=len(lines),
            whole=format.money(found.counted.whole, currency) if any(each.amount for each in lines) else "",
            steps=steps,
            today=clock.today(),
        )
