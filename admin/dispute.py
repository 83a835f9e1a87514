"""Screen of the disputes: what borrowers contest, who looks into it, until when."""

from flask_babel import lazy_gettext as _l

from admin.base.view import RecordView
from models.dispute import Dispute


class DisputeView(RecordView):
    """Disputes with their time limit; they are opened and decided on the page of a case."""

    model = Dispute
    icon = "alert"
    can_create = False
    can_edit = False
    can_delete = False
    column_list = ("case", "category", "status", "opened_on", "due_on", "owner", "decided_on")
    column_filters = ("status", "category", "due_on", "owner")
    column_searchable_list = ("case.reference",)
    column_default_sort = ("due_on", False)
    facts = ("case", "category", "status", "due_on")
    empty = _l("Nothing is disputed. A dispute is opened on the page of a case.")
