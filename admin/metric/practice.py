"""How the desk works: who is tried and reached, promises, reasons, complaints, what the rules stop, costs."""

from decimal import Decimal
from typing import Any

from flask import url_for
from flask_admin import expose
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from admin import metric
from admin.base import clock, format, rights
from admin.base.page import Page
from admin.metric import chart, counted, period, weekly
from models import db
from models.reason import OverdueReason
from rules.access import Reach
from services.case import share
from services.metric import practice


def shown(work: practice.Practice, args: dict[str, Any], without: frozenset[str] = frozenset()) -> list[weekly.Figure]:
    """The figures in words, each with the way to its rows."""
    return [
        weekly.said(
            each.figure,
            metric.NAMES[each.figure.name],
            url_for("counted.index", source="practice", name=counted.key_of(each), **args),
        )
        for each in practice.of(work)
        if each.figure.name not in without
    ]


def steps(work: practice.Practice, args: dict[str, Any]) -> list[tuple[Any, int, str, str]]:
    """The funnel in words: the step, how many cases, the share of the step before, the way to them."""
    return [
        (
            metric.FUNNEL[step.name],
            len(step.ids),
            "" if step.rate is None else format.rate(round(step.rate, 3)),
            url_for("counted.index", source="funnel", name=step.name, **args),
        )
        for step in practice.funnel(work)
    ]


def picture(rows: list[tuple[Any, int, str, str]]) -> Markup:
    """The funnel as bars, one below the other."""
    return chart.across(
        [
            chart.Bar(chart.short(str(word)), Decimal(0), Decimal(count), f"{count} {rate}".strip())
            for word, count, rate, _ in rows
        ]
    )


def mix(work: practice.Practice, args: dict[str, Any]) -> list[tuple[str, int, str]]:
    """The reasons in words, each with the way to the contacts that gave it."""
    found = practice.reasons(work)
    rows = {row.id: row for row in db.session.scalars(db.select(OverdueReason))}
    language = format.language()
    return [
        (rows[id].named(language), len(ids), url_for("counted.index", source="reason", name=id, **args))
        for id, ids in found
    ]


class PracticePage(Page):
    """Figures of the work itself, of a week or a month, a portfolio or a person."""

    page = "practice"
    heading = _l("The work in figures")
    icon = "chart"

    @expose("/")
    def index(self) -> str:
        """The figures of the chosen time and part."""
        return self.render("metric/practice.html", **board(frozenset()))


def board(without: frozenset[str]) -> dict[str, Any]:
    """What the page of the work shows; figures that it goes `without` are left out."""
    today = clock.today()
    chosen, book, person = period.chosen(today), period.portfolio(), period.collector()
    work = practice.Practice(chosen.first, chosen.last, practice.Part(book, person))
    args = {"period": chosen.key, "portfolio": book.id if book else None, "collector": person}
    funnel = steps(work, args)
    all_of_them = rights.reach("case") == Reach.all
    return {
        "periods": period.periods(today),
        "chosen": chosen,
        "books": period.books() if all_of_them else [],
        "book": book,
        "people": share.collectors() if all_of_them else [],
        "who": person,
        "figures": shown(work, args, without),
        "funnel": funnel,
        "picture": picture(funnel),
        "reasons": mix(work, args),
    }


class MyFiguresPage(Page):
    """The own board of a collector: what came of their work, without a ranking."""

    page = "my_figures"
    heading = _l("My figures")
    icon = "chart"

    @expose("/")
    def index(self) -> str:
        """The figures of the person who is signed in."""
        return self.render("metric/practice.html", **board(counted.TEAM_ONLY))
