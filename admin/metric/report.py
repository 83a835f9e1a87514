"""The files of a frozen weekly report: it stands on the page of the week."""

from datetime import date
from typing import Any

from flask import abort, request
from flask_admin import expose
from flask_babel import lazy_gettext as _l

from admin.base import handout
from admin.base.page import Page
from admin.paper import report as paper
from models.metric import WeeklyMetric
from services.metric import report


class WeekReportPage(Page):
    """The report of a closed week as PDF or workbook."""

    page = "week_report"
    heading = _l("Report of the week")

    @expose("/")
    def index(self) -> Any:
        """Hand the file out; a week that has no report is not found."""
        try:
            week = date.fromisoformat(request.args.get("week", ""))
        except ValueError:
            abort(404)
        row = report.of(week) or abort(404)
        made = paper.file(row, request.args.get("kind", "")) or abort(404)
        return handout.masked(WeeklyMetric, made.name, made.media, [made.content], kind="report")
