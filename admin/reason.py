"""Screens of what people choose from: outcomes of a contact and reasons for being overdue."""

from flask_babel import lazy_gettext as _l

from admin.base.view import RecordView
from models.outcome import OutcomeCode
from models.reason import OverdueReason


class OutcomeCodeView(RecordView):
    """Ways a contact can end, and what follows."""

    model = OutcomeCode
    icon = "list"
    column_list = ("name", "code", "channel", "needs", "effect", "next_task", "next_task_days", "position")
    empty = _l("What can come of a contact stands here; make the first one.")
    column_filters = ("channel", "effect", "is_right_party")
    column_default_sort = ("position", False)
    form_groups = (
        (_l("Outcome"), ("code", "position", "channel", "name", "name_zh_hans", "name_zh_hant")),
        (_l("What it counts as"), ("is_attempt", "is_reached", "is_right_party")),
        (_l("What follows"), ("needs", "effect", "next_task", "next_task_days")),
    )
    form_fixed = ("code",)
    facts = ("code", "channel", "effect")


class OverdueReasonView(RecordView):
    """Why people do not pay."""

    model = OverdueReason
    icon = "list"
    column_list = ("name", "code", "position", "archived_on")
    empty = _l("Why people pay late stands here; make the first one.")
    column_default_sort = ("position", False)
    form_groups = ((_l("Reason"), ("code", "position", "name", "name_zh_hans", "name_zh_hant")),)
    form_fixed = ("code",)
    facts = ("code",)
