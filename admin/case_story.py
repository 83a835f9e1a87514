"""The timeline of the case page: filtered and paged on the server, newest first."""

from typing import Any

from flask import request

from admin.base import query, rights
from admin.case_panel import Panel
from services import case_timeline


class StoryPanel(Panel):
    """Everything that happened."""

    def details(self, row: Any) -> dict[str, Any]:
        """One page of the timeline."""
        show = [kind for kind in request.args.getlist("show") if kind in case_timeline.KINDS]
        number = query.asked(request.args).page
        entries, more = case_timeline.page(row, show, number)
        return super().details(row) | {
            "entries": entries,
            "sees_words": rights.sees_names(),
            "kinds": case_timeline.KINDS,
            "shown": show,
            "number": number,
            "older": more,
        }
