"""Screen of what borrowers wish and allow."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

from admin.base import clock, rights
from admin.base.bulk import bulk
from admin.base.view import RecordView
from models.wish import Wish
from services.contact import wish


class WishView(RecordView):
    """Wishes, consents and stops; never edited, only taken back."""

    model = Wish
    icon = "hand"
    can_edit = False
    can_delete = False
    column_list = ("borrower", "kind", "channel", "received_at", "ends_on", "ended_at", "said")
    column_filters = ("kind", "channel", "received_at", "ends_on", "ended_at")
    column_searchable_list = ("borrower.name", "borrower.reference")
    column_default_sort = ("received_at", True)
    form_groups = (
        (_l("Who and what"), ("borrower", "kind", "received_at", "ends_on", "said")),
        (_l("About which way"), ("channel", "phone", "address", "place")),
        (_l("At which times"), ("weekdays", "from_time", "to_time")),
    )
    form_notes = {
        "said": _l("How we know: a message, a call, a letter."),
        "weekdays": _l("0 is Monday, 6 is Sunday; empty means every day."),
        "from_time": _l("In the borrower's own time, like 08:30."),
    }
    facts = ("borrower", "kind", "received_at", "ended_at")
    empty = _l("Opt-outs, consents and times that do not suit are recorded here.")

    end = bulk(
        wish.end,
        _lp("wish", "Taken back"),
        _l("How did the borrower take it back?"),
        asks={"reason": str},
        when=lambda row: row.ended_at is None,
    )

    def make(self, form: Any) -> Wish:
        """Record what was said."""
        given = {name: form[name].data for _, names in self.form_groups for name in names}
        given = {name: value for name, value in given.items() if value is not None}
        return wish.record(**given, now=clock.now(), user=rights.person())
