"""Screen of the pauses: which days of a loan do not count."""

from flask_babel import lazy_gettext as _l

from admin.base.view import RecordView
from models.pause import Pause


class PauseView(RecordView):
    """Pauses and resumes as they were entered; nothing is ever changed."""

    model = Pause
    icon = "pause"
    can_create = False
    can_edit = False
    can_delete = False
    column_list = ("loan", "action", "starts_on", "ends_on", "reason", "entered_on", "entered_by")
    column_filters = ("action", "starts_on", "entered_on")
    column_default_sort = ("entered_on", True)
    facts = ("loan", "action", "starts_on", "ends_on")
    empty = _l("All days count. A pause is set on the page of a case.")
