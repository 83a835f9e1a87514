"""Screen of the complaints: what borrowers object to, who answers until when."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import validators

from admin.base import clock
from admin.base.bulk import bulk
from admin.base.view import RecordView
from models.complaint import Complaint, ComplaintOutcome
from services.contact import complaint


def closing(outcome: ComplaintOutcome) -> Any:
    """The service behind the button of an outcome."""

    def close(row: Complaint, answer: str, today: Any) -> None:
        complaint.close(row, outcome, answer, today)

    return close


def answered(outcome: ComplaintOutcome, label: Any) -> Any:
    """The button of an outcome."""
    asks, question = {"answer": str}, _l("What was answered, and what follows?")
    return bulk(closing(outcome), label, question, asks=asks, when=lambda row: row.closed_on is None)


class ComplaintView(RecordView):
    """Complaints; the case rests until they are answered."""

    model = Complaint
    icon = "alert"
    can_edit = False
    can_delete = False
    column_list = ("case", "category", "received_on", "due_on", "owner", "outcome", "closed_on")
    column_filters = ("category", "due_on", "outcome", "closed_on", "owner")
    column_searchable_list = ("case.reference",)
    column_default_sort = ("due_on", False)
    form_groups = ((_l("Complaint"), ("case", "category", "said", "owner", "due_on")),)
    form_args = {"due_on": {"validators": [validators.Optional()]}}
    form_notes = {"due_on": _l("Left empty, 15 days from today.")}
    facts = ("case", "category", "due_on", "outcome")
    empty = _l("Nobody complained.")

    uphold = answered(ComplaintOutcome.upheld, _l("Upheld"))
    uphold_partly = answered(ComplaintOutcome.partly_upheld, _l("Partly upheld"))
    dismiss = answered(ComplaintOutcome.not_upheld, _l("Not upheld"))
    withdraw = answered(ComplaintOutcome.withdrawn, _l("Withdrawn"))

    def make(self, form: Any) -> Complaint:
        """Take the complaint in; its case rests."""
        given = {name: form[name].data for _, names in self.form_groups for name in names}
        return complaint.open(**given, today=clock.today())
