"""Screens of what the house did by itself: job runs, the audit trail and the weekly figures."""

from typing import Any

from flask_babel import lazy_gettext as _l

from admin import weekly
from admin.base import history, labels
from admin.base.view import RecordView
from models.audit import AuditEntry
from models.metric import WeeklyMetric
from models.run import JobRun

NAMES = {**{name: words[0] for name, words in weekly.RATES.items()}, **weekly.STEPS}


class WeeklyMetricView(RecordView):
    """Figures of each week, frozen once measured."""

    model = WeeklyMetric
    menu_group = "Insight"
    icon = "chart"
    column_list = ("week_on", "scope", "name", "currency", "value", "numerator", "denominator", "n")
    column_filters = ("week_on", "scope", "name")
    column_default_sort = ("week_on", True)
    column_formatters = {"name": lambda view, context, row, name: NAMES.get(row.name, row.name)}
    empty = _l("The figures of a week are measured on the Monday after it.")


class JobRunView(RecordView):
    """What ran by itself for which business date."""

    model = JobRun
    menu_group = "Operations"
    icon = "clock"
    column_list = ("job", "business_date", "status", "started_at", "finished_at", "counts")
    column_filters = ("status", "job", "business_date")
    facts = ("business_date", "status")
    empty = _l("Nothing ran yet: the night begins after midnight.")


class AuditEntryView(RecordView):
    """Who did what to which row."""

    model = AuditEntry
    menu_group = "Operations"
    icon = "shield"
    details_template = "admin/entry.html"
    column_list = ("at", "actor", "action", "record", "record_id", "reason")
    column_filters = ("at", "action", "record", "record_id", "user")
    facts = ("at", "actor", "action", "record", "record_id", "address")
    column_formatters = {"record": lambda view, context, row, name: row.record and labels.record(row.record)}

    def details(self, row: Any) -> dict[str, Any]:
        """The entry itself in the place of a history."""
        return {**super().details(row), "groups": [], "history": [history.event(row)]}
