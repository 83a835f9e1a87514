"""Screen of the alarms of many reveals."""

from flask_babel import lazy_gettext as _l

from admin.base.bulk import bulk
from admin.base.view import RecordView
from models.reveal_alarm import RevealAlarm
from services import reveal


class RevealAlarmView(RecordView):
    """Who was shown many sealed values in a day, until another has looked."""

    model = RevealAlarm
    icon = "alert"
    can_create = can_edit = can_delete = False
    column_list = ("raised_on", "user", "count", "reviewed_on", "reviewed_by")
    column_filters = ("raised_on", "reviewed_on", "user")
    column_default_sort = ("raised_on", True)
    facts = ("user", "raised_on", "count", "reviewed_on")
    empty = _l("Nobody was shown many numbers in one day.")

    review = bulk(
        reveal.review,
        _l("Looked at"),
        _l("What did you find?"),
        asks={"review": str},
        when=lambda row: row.reviewed_on is None,
    )
