"""My day: what is due on a person's cases, one after another, with the reason in words."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from admin import my_day_desk, my_day_line
from admin.base import clock, rights, transaction
from admin.base.page import Page
from rules.access import Reach
from services import case_share, my_day

SHOWN = 50


class MyDay(Page):
    """The collector's first screen; managers look at a collector's or at nobody's cases."""

    page = "my_day"
    heading = _l("My day")
    menu_group = "Work"
    icon = "sunrise"

    @expose("/")
    def index(self) -> Any:
        """The list of what is due."""
        today, manages = clock.today(), rights.reach("case") == Reach.all
        known = my_day_desk.desks(my_day.counts(today), manages)
        desk = next((each for each in known if each.who == request.args.get("who")), known[0])
        items = my_day.todo(desk.assignee_id, today)
        return self.render(
            "my_day.html",
            groups=my_day_line.grouped(my_day_line.lines(items[:SHOWN], today)),
            left=len(items),
            more=max(0, len(items) - SHOWN),
            desks=known if manages else [],
            desk=desk,
            next_id=my_day.following(items, clock.now(), 0),
            free=len(case_share.unassigned()) if manages else 0,
        )

    @expose("/share/", methods=("POST",))
    def share(self) -> Any:
        """Share out the cases that nobody works on."""
        if rights.reach("case") != Reach.all or not rights.may("act", "case"):
            abort(403)
        found = transaction.attempt(lambda: case_share.share_out(case_share.unassigned()))
        count = found["assigned"] if found else 0
        if count:
            flash(ngettext("%(num)s case shared out.", "%(num)s cases shared out.", count), "success")
        else:
            flash(gettext("Nothing was shared out: there is no active collector, or no case without one."), "error")
        return redirect(url_for("my_day.index"))
