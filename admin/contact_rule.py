"""Screens of what binds the gate beyond the law: the lender's own policy, and overrides of the house's rules."""

from typing import Any

from flask_babel import lazy_gettext as _l

from admin.base.bulk import bulk
from admin.base.view import RecordView
from admin.strategy import Drafted
from models.contact_rule import ContactRule
from models.decision import Override, OverrideStatus
from services.contact import override, policy


def waits(row: Override) -> bool:
    """Whether an override can be decided."""
    return row.status == OverrideStatus.requested


class OverrideView(RecordView):
    """Rules of the house set aside for one contact, by a second person."""

    model = Override
    icon = "key"
    can_create = False  # It is asked for on the page of a case, where the gate said no.
    can_edit = False
    can_delete = False
    column_list = ("asked_on", "case", "channel", "rules", "code", "why", "status", "asked_by")
    column_filters = ("status", "asked_on", "channel", "code", "asked_by")
    column_default_sort = ("asked_on", True)
    facts = ("case", "channel", "rules", "status")
    empty = _l("Nobody asked to set a rule aside.")

    approve = bulk(override.approve, _l("Approve"), _l("Let this one contact pass today?"), when=waits)
    reject = bulk(override.reject, _l("Reject"), _l("Reject the request?"), danger=True, when=waits)


class ContactRuleView(Drafted):
    """The lender's own contact policy; what is laxer than the law is refused with the law beside it."""

    model = ContactRule
    icon = "steps"
    can_delete = False  # What decisions rested on stays; it ends.
    column_list = ("rule", "lender", "most", "days", "opens", "closes", "starts_on", "ends_on")
    column_filters = ("lender", "starts_on", "ends_on")
    column_searchable_list = ("rule",)
    form_groups = (
        (_l("Rule"), ("lender", "rule", "starts_on", "ends_on")),
        (_l("At most"), ("most", "days")),
        (_l("Hours"), ("opens", "closes")),
    )
    form_fixed = ("lender", "rule", "starts_on")
    form_notes = {"rule": _l("The id in the page of the rules, like CN-FR-01."), "opens": _l("Like 09:00.")}
    facts = ("rule", "lender", "starts_on", "ends_on")
    empty = _l("The law alone binds. Add a row to be stricter.")

    def on_model_change(self, form: Any, model: ContactRule, is_created: bool) -> None:
        """Refuse what the law does not allow."""
        policy.check(model)
