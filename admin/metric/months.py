"""Month ends: how accounts rolled between the buckets, cured and came back, what is at risk, and vintages."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from flask import request, url_for
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from admin import metric
from admin.base import clock, format
from admin.base.page import Page
from admin.metric import counted, period, weekly
from rules import figure, month
from rules.month import Basis
from services import month as month_service
from services.metric.counted import Counted
from services.month import figures

BASES = {Basis.count: _l("by number"), Basis.balance: _l("by balance")}


class Cell(NamedTuple):
    """A share and what it is of; without an address nothing is in it."""

    rate: str
    part: str
    address: str


class Row(NamedTuple):
    """A bucket and where its accounts went; pale where they are few."""

    name: str
    n: int
    pale: bool
    cells: list[Cell]


def matrix(
    cells: Sequence[month.Cell], basis: Basis, currency: str, args: dict[str, Any]
) -> tuple[list[str], list[Row]]:
    """The columns that something went to, and a row for each bucket."""
    ends = [name for name in (*month.names(), month.CLOSED) if any(each.end == name for each in cells)]
    by_place = {(each.start, each.end): each for each in cells}
    rows = []
    for start in month.names():
        n = next(each.n_from for each in cells if each.start == start)
        row = [cell(by_place.get((start, name)), basis, currency, args) for name in ends]
        rows.append(Row(start, n, n < figure.LEAST, row))
    return [metric.bucket(name) for name in ends], rows


def cell(each: month.Cell | None, basis: Basis, currency: str, args: dict[str, Any]) -> Cell:
    """One cell in words."""
    if each is None or not each.n:
        return Cell("", "", "")
    rate = each.rate if basis == Basis.count else each.balance_rate
    part = format.number(each.n) if basis == Basis.count else format.money(each.balance, currency)
    place: dict[str, Any] = {"start": each.start, "end": each.end, "currency": currency}
    address = url_for("counted.index", source="roll", **place, **args)
    return Cell("–" if rate is None else format.rate(round(rate, 3)), part, address)


def flows(found: Sequence[month.Flow], currency: str, args: dict[str, Any]) -> list[tuple[str, str, str, str, str]]:
    """The flow rates in words: from, to, before, after, rate, with the way to what is in the later bucket."""
    return [
        (
            f"{each.start} → {each.end}",
            format.money(each.before, currency),
            format.money(each.after, currency),
            "–" if each.rate is None else format.rate(round(each.rate, 3)),
            url_for("counted.index", source="flow", bucket=each.end, currency=currency, **args),
        )
        for each in found
    ]


def links(found: Sequence[month.Link], currency: str, args: dict[str, Any]) -> list[tuple[str, ...]]:
    """The chain in words: the step, its rate with the way to its accounts, the performance, the chain so far."""
    told: list[tuple[str, ...]] = []
    for each in found:
        place: dict[str, Any] = {"start": each.start, "end": each.end, "currency": currency}
        address = url_for("counted.index", source="roll", **place, **args)
        rates = ["–" if rate is None else format.rate(round(rate, 4)) for rate in each[2:]]
        told.append((f"{each.start} → {each.end}", address if each.rate else "", *rates))
    return told


def said(book: figures.Book, today: date, args: dict[str, Any]) -> list[weekly.Figure]:
    """The figures of the month in words, each with the way to its rows."""
    return [
        weekly.said(
            each.figure,
            metric.NAMES[each.figure.name],
            url_for("counted.index", source="month", name=counted.key_of(each), **args),
        )
        for each in figures.of(book, today)
    ]


class MonthsPage(Page):
    """How accounts moved from one month's end to the next."""

    page = "months"
    heading = _l("Month ends")
    icon = "chart"

    @expose("/")
    def index(self) -> str:
        """The figures of the chosen month and portfolio."""
        today, book = clock.today(), period.portfolio()
        known = month_service.known(today, book)
        ends = [day for day in reversed(known) if month.before(day) in known]
        named = period.month_named(request.args.get("month", ""))
        day = named if named in ends else (ends[0] if ends else None)
        basis = Basis.balance if request.args.get("basis") == Basis.balance else Basis.count
        page: dict[str, Any] = {"ends": ends, "day": day, "book": book, "basis": basis, "bases": BASES}
        if day:
            at = figures.Book(day, book)
            args = {"month": f"{day:%Y-%m}", "portfolio": book.id if book else None, "basis": str(basis)}
            page["figures"] = said(at, today, args)
            page["rolls"] = [(each, *matrix(figures.roll(at, each), basis, each, args)) for each in at.currencies]
            page["chains"] = {
                each: links(month.chain(figures.roll(at, each), basis), each, args) for each in at.currencies
            }
            page["flows"] = [(each, flows(figures.flow(at, each), each, args)) for each in at.currencies]
            page["before"] = month.before(day)
        return self.render("metric/months.html", books=period.books(), **page)

    @expose("/vintage/")
    def vintage(self) -> str:
        """By the month of paying out, what is late in each month since."""
        book = period.portfolio()
        found = figures.vintage(clock.today(), book, period.COHORTS)
        args = {"source": "vintage", "portfolio": book.id if book else None}
        rows = [vintage_row(end, cells, args) for end, cells in found.items()]
        heads = [str(age) for age in range(period.COHORTS)]
        return self.render(
            "metric/vintage.html",
            title=gettext("Vintages"),
            rows=rows,
            heads=heads,
            book=book,
            books=period.books(),
            means=gettext(figure.meaning("vintage")),
        )


def vintage_row(end: date, cells: Sequence[Counted | None], args: dict[str, Any]) -> Row:
    """The months of one vintage, as many as there are columns."""
    known = [each.figure if each else None for each in cells]
    addresses = [url_for("counted.index", **args, month=f"{end:%Y-%m}", age=age) for age in range(len(known))]
    shown = [vintage_cell(each, address) for each, address in zip(known, addresses, strict=True)]
    n = next((each.n for each in known if each), 0)
    blank = [Cell("", "", "")] * (period.COHORTS - len(shown))
    return Row(f"{end:%Y-%m}", n, n < figure.LEAST, [*shown, *blank])


def vintage_cell(each: figure.Figure | None, address: str) -> Cell:
    """One month of a vintage; blank where it is not known."""
    if each is None or each.value is None:
        return Cell("", "", "")
    return Cell(metric.spoken(each), format.money(Decimal(each.numerator), each.currency), address)
