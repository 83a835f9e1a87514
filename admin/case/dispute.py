"""The disputes on the case page: opened, shown with their evidence, decided."""

from datetime import date
from functools import cached_property
from typing import Any

from flask import abort, request
from flask_babel import lazy_gettext as _l
from wtforms import FileField, TextAreaField, validators

from admin.base import fields, handout, rights
from admin.base.fields import DateField
from admin.base.handout import File
from admin.case.form import NEEDED, PanelForm
from admin.case.panel import Panel, handing_out, post
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


class DisputePanel(Panel):
    """What the borrower contests."""

    name = "dispute"
    decided = dispute.DECIDED

    @cached_property
    def disputes(self) -> list[Dispute]:
        """The disputes, newest first."""
        return sorted(self.row.disputes, key=lambda each: -each.id)

    @cached_property
    def form(self) -> DisputeForm:
        """A dispute to open."""
        return DisputeForm()

    @post(
        "/dispute/",
        ("create", "dispute"),
        DisputeForm,
        _l("The dispute is open. The case rests until it is decided."),
        again="form",
    )
    def open_dispute(self, form: Any) -> Dispute:
        """Open a dispute."""
        more = {"owner": rights.person(), "due_on": form.due_on.data}
        return attached(dispute.open(self.row, form.category.data, form.said.data, self.today, **more), self.today)

    @post("/dispute/evidence/", ("act", "dispute"), fields.Form, _l("The file is kept."))
    def add_evidence(self, form: Any) -> Dispute:
        """Add a file to a dispute."""
        return attached(self.given(Dispute), self.today)

    @post("/dispute/decide/", ("act", "dispute"), DecisionForm, _l("The dispute is decided."))
    def decide_dispute(self, form: Any) -> None:
        """Say what came of a dispute."""
        dispute.decide(self.given(Dispute), form.status.data, form.outcome.data, self.today, rights.person())

    @handing_out("/dispute/file/", "dispute", back=True)
    def open_evidence(self) -> File:
        """A file of a dispute."""
        evidence = {str(each.id): each.document for each in self.given(Dispute).evidence}
        return handout.kept(evidence.get(request.form.get("file", "")) or abort(404), self.row)


def attached(row: Dispute, today: date) -> Dispute:
    """Keep the file that came along, if any."""
    file = request.files.get("file")
    if file and file.filename:
        dispute.attach(row, file.stream, file.filename, today)
    return row
