"""The papers of a plan: the agreement to sign, and the scan that came back signed."""

from typing import Any

from flask import abort, redirect, request
from flask_admin import expose

from admin import case_agreement
from admin.base import errors, files, handout, scope
from admin.base.handout import File
from admin.case_panel import Panel, given
from models.base import Language
from models.case import Case
from models.plan import Plan
from rules.errors import RuleError
from services import plan


class PlanPaperPanel(Panel):
    """What is printed of a plan, and what was signed."""

    def details(self, row: Any) -> dict[str, Any]:
        """The languages of an agreement, and which plans lie in years whose holidays are known."""
        known = {each.id: plan.is_calendar_known(each) for each in row.plans}
        return super().details(row) | {"calendar_known": known, "tongues": list(Language)}

    @expose("/plan/agreement/", methods=("POST",))
    def plan_agreement(self) -> Any:
        """Hand out the agreement of a plan as PDF, in the language asked for."""
        handout.allow("case", "plan")
        row = scope.one(Case, request.args.get("id"))
        found = given(row, Plan)

        def made() -> File:
            content = case_agreement.pdf(found, request.form.get("language", ""))
            return File(content, handout.PDF, f"{row.reference} {found.first_on}.pdf", (row,))

        try:
            return handout.out("case", made)
        except RuleError as refusal:
            errors.tell(refusal)
            return redirect(self.onward(row))

    @expose("/plan/scan/", methods=("POST",))
    def plan_scan(self) -> Any:
        """Hand out the signed scan of a plan."""
        handout.allow("case", "plan")
        row = scope.one(Case, request.args.get("id"))
        found = given(row, Plan)
        return files.handed_out(row, lambda: found.document or abort(404))
