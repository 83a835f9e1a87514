"""The figures of a week by team, portfolio, stage or collector; success by case and by amount stand side by side."""

from datetime import timedelta
from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import lazy_gettext as _l

from admin import weekly_figures, weekly_part
from admin.base.page import Page


class WeeklyPage(Page):
    """What was measured of a week, with how many cases and what each figure means."""

    page = "weekly"
    heading = _l("The week")
    menu_group = "Insight"
    icon = "chart"

    @expose("/")
    def index(self) -> Any:
        """The figures of the chosen week and part of the book."""
        weeks = weekly_part.weeks()
        week = next(
            (each for each in weeks if each.isoformat() == request.args.get("week")), weeks[0] if weeks else None
        )
        parts = weekly_part.scopes(week) if week else []
        part = next((each for each in parts if each.key == request.args.get("scope")), parts[0] if parts else None)
        return self.render(
            "weekly.html",
            weeks=weeks,
            week=week,
            last=week and week + timedelta(days=6),
            parts=parts,
            part=part,
            rates=weekly_figures.rates(week, part) if week and part else [],
            bridges=weekly_figures.bridges(week, part) if week and part else [],
        )
