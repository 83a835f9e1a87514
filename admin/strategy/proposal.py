"""The loop as rows: from which figure a change was proposed, what it would do, who decided, what came of it."""

from decimal import Decimal
from typing import Any

from flask import abort, redirect, request
from flask_admin import expose
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from admin import metric
from admin.base import clock, format, rights, scope, transaction
from admin.base.bulk import bulk
from admin.base.view import RecordView
from admin.strategy import version
from models import db
from models.metric import MetricScope, WeeklyMetric
from models.strategy import Proposal
from rules.strategy.effect import Verdict
from services.strategy import proposal


def spoken(row: Proposal) -> str:
    """The figure as it read."""
    return str(metric.NAMES.get(row.figure, row.figure))


class ProposalView(RecordView):
    """Evaluate and adjust: each turn of the loop is a row, for whoever examines the desk."""

    model = Proposal
    icon = "chart"
    can_create = False  # It is made from a figure of a week.
    can_edit = False
    can_delete = False
    list_template = "strategy/proposals.html"
    details_template = "strategy/proposal.html"
    column_list = (
        "proposed_on",
        "figure",
        "value",
        "proposed",
        "strategy_version",
        "status",
        "decided_on",
        "judged_on",
    )
    column_filters = ("status", "proposed_on", "strategy_version")
    column_default_sort = ("proposed_on", True)
    column_formatters = {
        "figure": lambda view, context, row, name: spoken(row),
        "value": lambda view, context, row, name: metric.spoken_as(row.figure, row.value),
    }
    column_details_exclude_list = ("effect",)
    facts = ("figure", "week_on", "value", "status")
    details_groups = (
        (_l("Proposal"), ("proposed", "proposed_on", "proposed_by")),
        (_l("Decision"), ("strategy_version", "dry_run", "decided_on", "decided_by")),
        (_l("Effect"), ("judged_on", "judged_by", "judgement")),
    )
    empty = _l("A change is proposed from a figure of the week.")

    keep = bulk(
        proposal.judge, _l("Keep the change"), _l("Why is it kept?"), asks={"judgement": str}, when=proposal.may_judge
    )
    take_back = bulk(
        proposal.take_back,
        _l("Take the change back"),
        _l("Why? A draft with the rows of before is begun."),
        asks={"judgement": str},
        danger=True,
        when=proposal.may_judge,
    )

    def details(self, row: Proposal) -> dict[str, Any]:
        """The four steps, and the effect as it was judged."""
        return {**super().details(row), "title": spoken(row), "judged": judged(row), "called": spoken(row)}

    def choices(self) -> list[tuple[int, str]]:
        """The rates of the last week of the whole team, to propose from."""
        last = select(WeeklyMetric.week_on).order_by(WeeklyMetric.week_on.desc()).limit(1).scalar_subquery()
        query = select(WeeklyMetric).filter_by(scope=MetricScope.team).where(WeeklyMetric.week_on == last)
        rows = [row for row in db.session.scalars(query.order_by(WeeklyMetric.id)) if row.name in metric.RATES]
        return [
            (row.id, f"{metric.NAMES[row.name]} · {metric.spoken(row)} · n = {format.number(row.n)}") for row in rows
        ]

    @expose("/propose/", methods=("POST",))
    def propose(self) -> Any:
        """Propose a change from a figure."""
        if not rights.may("act", "proposal"):
            abort(403)
        figure = scope.find(WeeklyMetric, request.form.get("figure", "")) or abort(404)
        id, words = figure.id, request.form.get("proposed", "")

        def work() -> int:
            found = db.session.get_one(WeeklyMetric, id)
            return int(proposal.make(found, words, clock.today(), rights.person()).id)

        made = transaction.attempt(work)
        return redirect(self.get_url(".details_view", id=made) if made else self.get_url(".index_view"))


def judged(row: Proposal) -> list[tuple[str, str, str, str, str]]:
    """The effect as it read when it was judged: rate, before, after, between, what can be said."""
    return [
        (str(version.RATES[name]), share(each["before"]), share(each["after"]), ends(each), verdict(each))
        for name, each in row.effect.get("rates", {}).items()
    ]


def share(part: list[int]) -> str:
    """So many of so many."""
    return f"{format.number(part[0])} / {format.number(part[1])}"


def ends(each: dict[str, Any]) -> str:
    """Between what the difference lies."""
    return " … ".join(version.points(Decimal(end)) for end in each["between"]) if each["between"] else ""


def verdict(each: dict[str, Any]) -> str:
    """What can be said."""
    return version.told_as(Verdict(each["verdict"]), each["more"])
