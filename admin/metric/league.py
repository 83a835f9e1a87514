"""The page that compares legal partners: what came in, at which cost, and how long it stood where."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from flask import abort, request
from flask_admin import expose
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from admin.base import clock, format, handout, scope
from admin.base.page import Page
from admin.metric import chart
from admin.paper import month as paper
from models.partner import LegalPartner
from rules import calendar, figure
from rules import metric as rule
from services.referral import reconciliation
from services.referral.reconciliation import Standing


def picture(firms: Sequence[Standing]) -> Markup:
    """What each firm brought in of what it claimed, by currency; pale where its referrals are few."""
    bars = []
    for firm in firms:
        for currency, claimed in firm.claimed.items():
            rate = rule.value("recovery_rate", {"collected": firm.recovered.get(currency, 0), "placed": claimed})
            if rate is not None:
                name = (
                    chart.short(firm.partner.name) if len(firm.claimed) == 1 else f"{firm.partner.name[:8]} {currency}"
                )
                tone = chart.ACCENT if firm.n >= figure.LEAST else chart.SOFT
                bars.append(chart.Bar(name, Decimal(0), rate, f"{format.rate(round(rate, 3))} (n = {firm.n})", tone))
    return chart.across(bars)


class LeaguePage(Page):
    """Legal partners side by side, and the month that each agrees on."""

    page = "league"
    heading = _l("Partners compared")
    icon = "chart"

    @expose("/")
    def index(self) -> str:
        """Every firm that was sent something, with its word on the last month."""
        month = calendar.add_months(reconciliation.month_of(clock.today()), -1)
        firms = reconciliation.league()
        words = {each.partner.id: reconciliation.answer_of(each.partner, month) for each in firms}
        since = calendar.add_months(clock.today(), -12)
        return self.render(
            "metric/league.html", picture=picture(firms), firms=firms, words=words, year_ago=since, month=month
        )

    @expose("/month/")
    def month(self) -> str:
        """The list of a firm's month, as the firm sees it."""
        firm = scope.find(LegalPartner, request.args.get("id")) or abort(404)
        month = reconciliation.month_named(request.args.get("month", ""), clock.today())
        lines = reconciliation.of(firm, month)
        told = {"lines": lines, "totals": reconciliation.totals(lines), "month": month}
        told["word"] = reconciliation.answer_of(firm, month)
        around = {"before": calendar.add_months(month, -1), "after": calendar.add_months(month, 1)}
        return self.render(
            "metric/league_month.html", title=firm.name, firm=firm, today=clock.today(), **told, **around
        )

    @expose("/month/file/")
    def month_file(self) -> Any:
        """A file of a month that was agreed on, as it was frozen."""
        firm = scope.find(LegalPartner, request.args.get("id")) or abort(404)
        month = reconciliation.month_named(request.args.get("month", ""), clock.today())
        found = reconciliation.answer_of(firm, month)
        return handout.out("referral", lambda: paper.file(found, request.args.get("kind", "")) or abort(404))
