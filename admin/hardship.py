"""Screen of hardship: which borrowers struggle, who looks after them, and when again."""

from flask_babel import lazy_gettext as _l

from admin.base.bulk import bulk
from admin.base.view import RecordView
from models.hardship import Hardship, HardshipStatus
from services import hardship


class HardshipView(RecordView):
    """Circumstances of borrowers; they are told of on the page of a case and never leave the house."""

    model = Hardship
    icon = "hand"
    can_create = False
    can_edit = False
    can_delete = False
    column_list = ("borrower", "kind", "need", "known_on", "review_on", "owner", "status")
    column_filters = ("status", "kind", "need", "review_on", "owner")
    column_default_sort = ("review_on", False)
    facts = ("borrower", "kind", "review_on", "status")
    empty = _l("Nobody is known to struggle. It is told of on the page of a case.")

    end = bulk(
        hardship.end,
        _l("It is over"),
        _l("Let the cases of this borrower go on today?"),
        when=lambda row: row.status == HardshipStatus.running,
    )
