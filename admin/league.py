"""The page that compares legal partners: what came in, at which cost, and how long it stood where."""

from flask_admin import expose
from flask_babel import lazy_gettext as _l

from admin.base import clock
from admin.base.page import Page
from rules import dates
from services import reconciliation


class LeaguePage(Page):
    """Legal partners side by side."""

    page = "league"
    heading = _l("Partners compared")
    menu_group = "Legal"
    icon = "chart"

    @expose("/")
    def index(self) -> str:
        """Every firm that was sent something, with its word on the last month."""
        month = dates.add_months(reconciliation.month_of(clock.today()), -1)
        firms = reconciliation.league()
        words = {each.partner.id: reconciliation.answer_of(each.partner, month) for each in firms}
        return self.render("league.html", firms=firms, words=words, year_ago=dates.add_months(clock.today(), -12))
