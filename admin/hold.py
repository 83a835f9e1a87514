"""Screen of the holds: why the automation of a case rests."""

from typing import Any

from flask_babel import lazy_gettext as _l

from admin.base import rights
from admin.base.bulk import Undo, bulk
from admin.base.view import RecordView
from models.hold import Hold
from services import hold


def runs(row: Hold) -> bool:
    """Whether a hold was not released."""
    return row.released_on is None


class HoldView(RecordView):
    """Holds with their owner and the day they are looked at again."""

    model = Hold
    icon = "pause"
    column_list = ("case", "kind", "starts_on", "ends_on", "review_on", "owner", "released_on")
    column_filters = ("kind", "review_on", "owner", "released_on")
    column_searchable_list = ("case.reference",)
    column_default_sort = ("review_on", False)
    form_groups = (
        (_l("Hold"), ("case", "kind", "reason")),
        (_l("Days, both included"), ("starts_on", "ends_on", "review_on")),
    )
    form_fixed = ("case", "kind", "starts_on", "ends_on")
    facts = ("case", "kind", "review_on")
    empty = _l("No case rests. A hold is set on the page of a case.")

    release = bulk(hold.release, _l("Release"), _l("Release this hold?"), when=runs, undo=Undo(hold.rest_again))

    def make(self, form: Any) -> Hold:
        """Rest the case."""
        given = {name: form[name].data for name in self.form_names()}
        return hold.open(owner=rights.person(), **given)
