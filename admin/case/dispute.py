"""The disputes on the case page: opened, shown with their evidence, decided."""

from typing import Any

from flask import abort, redirect, request
from flask_admin import expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, FileField, TextAreaField, validators

from admin.base import clock, errors, fields, files, handout, rights, scope
from admin.case.panel import NEEDED, Panel, PanelForm, given
from models.case import Case
from models.dispute import Dispute, DisputeCategory, DisputeStatus
from rules.errors import RuleError
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


class DisputePanel(Panel):
    """What the borrower contests."""

    def details(self, row: Any) -> dict[str, Any]:
        """Disputes, newest first, with the form of a new one and of a decision."""
        found = sorted(row.disputes, key=lambda each: -each.id)
        return super().details(row) | {"disputes": found, "dispute": DisputeForm(), "decided": dispute.DECIDED}

    @expose("/dispute/", methods=("POST",))
    def open_dispute(self) -> Any:
        """Open a dispute."""
        form = DisputeForm(request.form)
        done = gettext("The dispute is open. The case rests until it is decided.")
        return self.act(("create", "dispute"), form, lambda row: opened(row, form), done, "dispute")

    @expose("/dispute/evidence/", methods=("POST",))
    def add_evidence(self) -> Any:
        """Add a file to a dispute."""
        form, done = fields.Form(request.form), gettext("The file is kept.")
        return self.act(("act", "dispute"), form, lambda row: attached(given(row, Dispute)), done)

    @expose("/dispute/decide/", methods=("POST",))
    def decide_dispute(self) -> Any:
        """Say what came of a dispute."""
        form, done = DecisionForm(request.form), gettext("The dispute is decided.")
        return self.act(("act", "dispute"), form, lambda row: decided(row, form), done)

    @expose("/dispute/file/", methods=("POST",))
    def open_evidence(self) -> Any:
        """Hand out a file of a dispute."""
        handout.allow("case", "dispute")
        row = scope.one(Case, request.args.get("id"))
        found = given(row, Dispute)
        kept = {str(each.id): each.document for each in found.evidence}.get(request.form.get("file", "")) or abort(404)
        try:
            return files.handed_out(row, lambda: kept)
        except RuleError as refusal:
            errors.tell(refusal)
            return redirect(self.onward(row))
