"""Screen of the repayment plans."""

from typing import Any

from flask_babel import lazy_gettext as _l

from admin.base import clock, rights
from admin.base.bulk import bulk
from admin.base.view import RecordView
from models.plan import Plan, PlanStatus
from services import plan


class PlanView(RecordView):
    """Plans from proposal to end; only an agreed one holds the escalation of its case."""

    model = Plan
    icon = "steps"
    column_list = ("case", "case.borrower", "total", "count", "first_on", "every", "status", "agreed_on")
    column_filters = ("status", "kind", "first_on", "total", "proposed_by")
    column_searchable_list = ("case.reference", "case.borrower.name")
    form_groups = (
        (_l("Plan"), ("case", "kind", "total", "count")),
        (_l("Rhythm"), ("first_on", "every", "grace_days")),
    )
    form_fixed = ("case", "kind", "total", "count", "first_on", "every")
    facts = ("case", "total", "count", "status")
    empty = _l("A plan is proposed on the page of a case.")

    agree = bulk(
        plan.agree,
        _l("Agreed"),
        _l("How did the borrower agree?"),
        asks={"evidence": str},
        when=lambda row: row.status == PlanStatus.proposed,
    )
    cancel = bulk(
        plan.cancel,
        _l("Cancel"),
        _l("Why does this plan end?"),
        asks={"reason": str},
        danger=True,
        when=lambda row: row.ended_on is None,
    )

    def make(self, form: Any) -> Plan:
        """Propose the plan."""
        given = {name: form[name].data for name in ("case", "kind", "total", "count", "first_on", "every")}
        return plan.propose(**given, grace_days=form.grace_days.data, today=clock.today(), user=rights.person())
