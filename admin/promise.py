"""Screen of the promises borrowers made."""

from typing import Any

from flask_babel import lazy_gettext as _l

from admin.base import clock, rights
from admin.base.bulk import bulk
from admin.base.view import RecordView
from models.promise import Promise, PromiseStatus
from services import promise


class PromiseView(RecordView):
    """Amounts promised for a day; whether they are kept is told by the payments."""

    model = Promise
    icon = "hand"
    column_list = ("case", "case.borrower", "amount", "due_on", "status", "paid_amount", "made_by")
    column_filters = ("status", "due_on", "settled_on", "amount", "made_by")
    column_searchable_list = ("case.reference", "case.borrower.name")
    column_default_sort = ("due_on", True)
    form_groups = ((_l("Promise"), ("case", "amount", "due_on")),)
    form_fixed = ("case", "amount", "due_on")
    facts = ("case", "amount", "due_on", "status")
    empty = _l("A promise is taken on the page of a case.")

    cancel = bulk(
        promise.cancel, _l("Cancel"), _l("Cancel this promise?"), when=lambda row: row.status == PromiseStatus.open
    )

    def make(self, form: Any) -> Promise:
        """Take the promise."""
        day, user = clock.today(), rights.person()
        return promise.make(form.case.data, form.amount.data, form.due_on.data, day, clock.now(), user=user)
