"""The page "Desks": what each person has to do and did today, beside what they get done on a working day."""

from typing import Any

from flask_admin import expose
from flask_babel import lazy_gettext as _l

from admin.base import clock, rights
from admin.base.page import Page
from admin.metric import monday
from rules.access import Reach


class DesksPage(Page):
    """The desks side by side, the way to each list, and the sharing out of what nobody works on."""

    page = "desks"
    heading = _l("Desks")
    icon = "people"

    @expose("/")
    def index(self) -> Any:
        """Show the desks of today."""
        today = clock.today()
        bars, picture, free = monday.desks(today)
        shares = rights.reach("case") == Reach.all and rights.may("act", "case")
        return self.render("metric/desks.html", today=today, desks=bars, desk_picture=picture, free=free, shares=shares)
