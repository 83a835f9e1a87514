"""The forms of a dispute, and handing them to the service."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import DateField, FileField, TextAreaField, validators

from admin.base import clock, fields, rights
from admin.case_form import NEEDED, PanelForm
from admin.case_panel import given
from models.case import Case
from models.dispute import Dispute, DisputeCategory, DisputeStatus
from services import dispute

TEXT = [*NEEDED, validators.Length(max=4000)]
ACCEPTED = {"accept": ".pdf,.png,.jpg,.jpeg"}


class DisputeForm(PanelForm):
    """What a borrower contests."""

    panel = "dispute"
    category = fields.ChoiceField(_l("What is contested"), members=DisputeCategory, blank=False)
    due_on = DateField(_l("Decide by (empty: the usual time limit)"), validators=[validators.Optional()])
    said = TextAreaField(_l("What the borrower says"), validators=TEXT, filters=[fields.tidy])
    file = FileField(_l("Evidence: PDF, PNG or JPEG, at most 10 MB"), render_kw=ACCEPTED)


class DecisionForm(PanelForm):
    """What came of a dispute."""

    panel = "decision"
    status = fields.ChoiceField(_l("What came of it"), members=DisputeStatus, blank=True, validators=NEEDED)
    outcome = TextAreaField(_l("What was found and why"), validators=TEXT, filters=[fields.tidy])


def opened(row: Case, form: Any) -> Dispute:
    """Hand what the form says to the service."""
    found = dispute.open(row, form.category.data, form.said.data, clock.today(), **more(form))
    return attached(found)


def more(form: Any) -> dict[str, Any]:
    """Who looks into it, until when."""
    return {"owner": rights.person(), "due_on": form.due_on.data}


def attached(row: Dispute) -> Dispute:
    """Keep the file that came along, if any."""
    file = request.files.get("file")
    if file and file.filename:
        dispute.attach(row, file.stream, file.filename, clock.today())
    return row


def decided(row: Case, form: Any) -> None:
    """Hand the decision to the service."""
    dispute.decide(given(row, Dispute), form.status.data, form.outcome.data, clock.today(), rights.person())
