"""The plan panel of the case page: promises with their history, and plans from the proposal to the end."""

from typing import Any

from flask import request
from flask_admin import expose
from flask_babel import gettext

from admin.base import clock, fields, rights, scope
from admin.case_afford import AffordPanel
from admin.case_form import ReasonForm
from admin.case_panel import given
from admin.case_plan_form import EvidenceForm, PlanForm, agreed, cancelled, preview, proposed
from admin.case_plan_paper import PlanPaperPanel
from models.case import Case
from models.promise import Promise
from services import plan, promise


class PlanPanel(AffordPanel, PlanPaperPanel):
    """What the borrower said and agreed to pay."""

    def details(self, row: Any) -> dict[str, Any]:
        """Promises and plans, newest first, with the form of a new plan."""
        return super().details(row) | {
            "promises": sorted(row.promises, key=lambda each: -each.id),
            "plans": sorted(row.plans, key=lambda each: -each.id),
            "plan_open": plan.open_of(row),
            "plan": PlanForm(total=row.balance),
        }

    @expose("/plan/", methods=("POST",))
    def propose_plan(self) -> Any:
        """Show the instalments of a plan, then propose it."""
        form, done = PlanForm(request.form), gettext("Plan proposed. It holds nothing until it is agreed.")
        if request.form.get("step") == "look" and rights.may("create", "plan") and form.validate():
            return self.again(plan=form, preview=preview(scope.one(Case, request.args.get("id")), form))
        return self.act(("create", "plan"), form, lambda row: proposed(row, form), done, "plan")

    @expose("/plan/agree/", methods=("POST",))
    def agree_plan(self) -> Any:
        """The borrower agreed."""
        form, done = EvidenceForm(request.form), gettext("The plan runs.")
        return self.act(("act", "plan"), form, lambda row: agreed(row, form.evidence.data), done)

    @expose("/plan/cancel/", methods=("POST",))
    def cancel_plan(self) -> Any:
        """End a plan."""
        form, done = ReasonForm(request.form), gettext("The plan is cancelled.")
        return self.act(("act", "plan"), form, lambda row: cancelled(row, form.reason.data), done)

    @expose("/promise/cancel/", methods=("POST",))
    def cancel_promise(self) -> Any:
        """Take a promise back."""
        form, done = fields.Form(request.form), gettext("The promise is cancelled.")
        return self.act(("act", "promise"), form, lambda row: promise.cancel(given(row, Promise), clock.today()), done)
