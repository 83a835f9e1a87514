"""The disputes on the case page: opened, shown with their evidence, decided."""

from typing import Any

from flask import abort, redirect, request
from flask_admin import expose
from flask_babel import gettext

from admin.base import errors, fields, files, handout, scope
from admin.case_dispute_form import DecisionForm, DisputeForm, attached, decided, opened
from admin.case_panel import Panel, given
from models.case import Case
from models.dispute import Dispute
from rules.errors import RuleError
from services import dispute


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
