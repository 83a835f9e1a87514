"""Screen of the table that the outlook begins with."""

from flask_babel import lazy_gettext as _l

from admin.base.view import RecordView
from models.outlook import OutlookPrior


class OutlookPriorView(RecordView):
    """What is expected of each kind of case until a house has counted its own; fifty of its own count as much."""

    model = OutlookPrior
    icon = "chart"
    can_create = False  # There is a row for each kind of case.
    can_delete = False  # Without it nothing would be expected.
    column_list = ("late", "before", "paid", "rate", "cases", "source", "reviewed_on")
    column_filters = ("late", "before", "paid")
    column_default_sort = ("id", False)
    form_groups = (
        (_l("Cases like this"), ("late", "before", "paid")),
        (_l("What is expected of them"), ("rate", "cases", "source", "reviewed_on")),
    )
    form_fixed = ("late", "before", "paid")
    facts = ("late", "before", "paid", "rate")
    empty = _l("The shipped table comes with the start of a book.")
