"""Screen of the rest days: plans, limitation and deadlines keep off them."""

from flask_babel import lazy_gettext as _l

from admin.base.view import RecordView
from models.rest_day import RestDay


class RestDayView(RecordView):
    """Rest days and make-up working days; the night adds what is published, a person what is not yet."""

    model = RestDay
    icon = "clock"
    can_delete = False  # A date that was counted with it stays explicable; a mistake is turned into a working day.
    column_list = ("day", "country", "kind", "source")
    column_filters = ("day", "country", "kind")
    column_default_sort = ("day", True)
    form_groups = ((_l("Rest day"), ("country", "day", "kind", "source")),)
    form_fixed = ("country", "day")
    facts = ("country", "day", "kind")
    empty = _l("Public rest days and make-up working days stand here; the night adds what is published.")
